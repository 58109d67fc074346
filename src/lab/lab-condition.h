/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-json.h"
#include "lab-param.h"

G_BEGIN_DECLS

/* "when": {"protection": ["lock", "atomic"]}: what holds for some values of the workload's choices only. A value;
 * borrows the document and the parameters. Zeroed, it always holds. */
#define LAB_CONDITION_TERMS_MAX 8

typedef struct
{
  struct
  {
    const LabParamSpec *param;
    JsonNode *values;               /* one text, or an array of them */
  } terms[LAB_CONDITION_TERMS_MAX]; /* all of them must hold */
  guint n_terms;
} LabCondition;

/* Reads the member "when" of `parent`, which may have none. */
gboolean lab_condition_read (LabCondition *self, const LabPlace *parent, const LabParamSpec *params, guint n_params,
                             GError **error);

gboolean lab_condition_holds (const LabCondition *self, const LabValues *params);

G_END_DECLS
