/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-expression.h"

G_BEGIN_DECLS

/* A workload as it was read and checked, with all its templates compiled, but without values. Belongs to the
 * workload; immutable. */

#define LAB_WORKLOAD_SIZE_MAX (1 << 20)

/* In the order in which they are shown; NULL-terminated. */
extern const char *const lab_workload_groups[];

typedef struct
{
  LabStepKindId kind;
  LabComputeKind compute;
  guint16 partner;
  guint16 depth;
  LabExpression value; /* none for YIELD and END_REPEAT */
} LabStepPlan;

typedef struct
{
  LabExpression name;
  LabExpression count; /* or one of the next two */
  LabExpression each;
  GPtrArray *items;     /* of LabExpression: each, written as an array */
  GPtrArray *arguments; /* of LabExpression */
  GPtrArray *named_ids; /* of const char, NULL-terminated, owned by the document */
  GPtrArray *named;     /* of LabExpression */
  GArray *steps;        /* of LabStepPlan */
} LabTaskPlan;

typedef enum
{
  LAB_ANSWER_EACH,
  LAB_ANSWER_SUM,
  LAB_ANSWER_COUNT,
  LAB_ANSWER_LIST,
} LabAnswerKind;

typedef struct
{
  LabAnswerKind kind;
  GPtrArray
    *values; /* of LabExpression: EACH has one for each group of tasks, LIST one for each task, the others one */
} LabAnswerPlan;

struct _LabWorkload
{
  gatomicrefcount ref_count;
  JsonNode *root; /* immutable; owns the texts below */
  char *source;
  const char *id;
  const char *title;
  const char *summary;
  const char *group;
  GArray *params;   /* of LabParamSpec */
  GPtrArray *tasks; /* of LabTaskPlan */
  LabAnswerPlan answer;
};

GPtrArray *lab_plan_expressions_new (void);
LabExpression *lab_plan_add_expression (GPtrArray *expressions);

LabTaskPlan *lab_task_plan_new (void);
void lab_task_plan_free (LabTaskPlan *self);
LabStepPlan *lab_task_plan_add_step (LabTaskPlan *self, LabStepKindId kind);

/* What stands in a step's value; TEXT also for those that have none. */
LabExpressionType lab_step_get_type (LabStepKindId kind, LabComputeKind compute);

G_END_DECLS
