/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-json.h"
#include "lab-template.h"

G_BEGIN_DECLS

/* A template in a workload and the place where it stands, for errors that show only with a run's values. */
typedef struct
{
  LabTemplate *template; /* NULL where there is none */
  char *place;           /* "sleep.json: /tasks/0/count" */
} LabExpression;

typedef enum
{
  LAB_EXPRESSION_TEXT,
  LAB_EXPRESSION_ITEM,     /* a text, or any whole number in its place */
  LAB_EXPRESSION_INTEGER,  /* from 0 on */
  LAB_EXPRESSION_SIGNED,   /* a whole number */
  LAB_EXPRESSION_DURATION, /* with a unit */
  LAB_EXPRESSION_SIZE,     /* with a unit, or in bytes */
} LabExpressionType;

/* Reads what stands at the place; a number without placeholders is checked at once. */
gboolean lab_expression_read (LabExpression *self, const LabPlace *place, LabExpressionType type, const LabNames *names,
                              LabNameKinds allowed, GError **error);
void lab_expression_clear (LabExpression *self);

/* For one that speaks of parameters only; LAB_ERROR_INVALID with the place. */
gboolean lab_expression_get_number (const LabExpression *self, const LabValues *params, LabExpressionType type,
                                    gint64 *number, GError **error);

/* Which of `ids` (NULL-terminated) the text is. As above. */
gboolean lab_expression_get_choice (const LabExpression *self, const LabValues *params, const char *const *ids,
                                    guint *choice, GError **error);

LabTemplateStyle lab_expression_type_get_style (LabExpressionType type);

/* The number that a text is; only SIGNED may be negative. The error does not say where it stands. */
gboolean lab_expression_parse (const char *text, LabExpressionType type, gint64 *number, GError **error);

G_END_DECLS
