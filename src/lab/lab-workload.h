/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-model.h"

G_BEGIN_DECLS

/* What has to be done, as read from JSON (docs/workloads.md has the format). Immutable, reference counted. */
typedef struct _LabWorkload LabWorkload;

/* `source` names the text in errors: a file's path. Errors are LAB_ERROR_INVALID and say
 * "SOURCE: /tasks/0/steps/1/sleep: expected a duration, found true". */
LabWorkload *lab_workload_new_from_json (const char *json, gssize length, const char *source, GError **error);

/* A path when it has a '/' or ends in ".json"; else the name of one in the data folders. */
LabWorkload *lab_workload_load (const char *name_or_path, GError **error);

/* All in the data folders (INTERLEAVE_DATADIR or the installed one, then the user's), sorted by group and id;
 * a file that is wrong is left out and, where `problems` is not NULL, its error message added there. */
GPtrArray *lab_workload_list (GPtrArray *problems);

LabWorkload *lab_workload_ref (LabWorkload *self);
void lab_workload_unref (LabWorkload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabWorkload, lab_workload_unref)

const char *lab_workload_get_id (LabWorkload *self);
const char *lab_workload_get_title (LabWorkload *self);
const char *lab_workload_get_summary (LabWorkload *self);
const char *lab_workload_get_group (LabWorkload *self); /* "waiting", "computing", "mixed", "hazards" */
const char *lab_workload_get_group_title (LabWorkload *self); /* "Waiting", translated */
const LabParamSpec *lab_workload_get_params (LabWorkload *self, guint *n_params);

/* What may go wrong in a run and be just what it is to show. */
typedef enum
{
  LAB_MISHAP_WRONG_ANSWER,
  LAB_MISHAP_DEADLOCK,
  LAB_N_MISHAPS,
} LabMishap;

/* Whether the workload says that this may happen under the model with these values. */
gboolean lab_workload_expects (LabWorkload *self, const LabValues *params, const LabModel *model, LabMishap mishap);

/* The model under which it is best looked at first, or NULL; *options are the values for it, borrowed. */
const LabModel *lab_workload_get_suggestion (LabWorkload *self, const LabValues **options);

JsonNode *lab_workload_get_node (LabWorkload *self); /* borrowed: the whole document */
const char *lab_workload_get_source (LabWorkload *self);

G_END_DECLS
