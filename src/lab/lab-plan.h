/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-condition.h"
#include "lab-expression.h"
#include "lab-objects.h"

G_BEGIN_DECLS

/* A workload as it was read and checked, with all its templates compiled, but without values. Belongs to the
 * workload; immutable. */

#define LAB_WORKLOAD_SIZE_MAX (1 << 20)

/* In the order in which they are shown; NULL-terminated. */
extern const char *const lab_workload_groups[];

typedef struct
{
  GPtrArray *addresses; /* of LabExpression */
  LabExpression timeout;
  LabExpression limit;
  LabExpression keep_alive; /* "yes" or "no"; none: yes */
  LabExpression enough;
  gboolean optional;
} LabFetchPlan;

LabFetchPlan *lab_fetch_plan_new (void);
void lab_fetch_plan_free (LabFetchPlan *self);

/* What the workload says of the embedded server; whatever is none is as in LAB_SERVER_DEFAULTS. */
typedef struct
{
  LabExpression latency, spread, size, failures, resets, at_once, https, seed;
} LabServerPlan;

void lab_server_plan_clear (LabServerPlan *self);

typedef struct
{
  LabStepKindId kind;
  LabComputeKind compute;
  guint16 partner;
  guint16 depth;
  LabAddMode add;
  guint16 counter;
  LabExpression value; /* none for YIELD, END_REPEAT and END_UNTIL; the object's name of steps that have one */
  LabExpression every;
  LabExpression details[LAB_N_DETAILS];
  GPtrArray *words; /* of CALL: of LabExpression; owned */
  gboolean keep;
  LabFetchPlan *fetch; /* of FETCH; owned */
  LabCondition when;   /* it is there at all; of a loop, with all that it holds */
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
  LAB_ANSWER_COUNTER,
} LabAnswerKind;

typedef struct
{
  LabAnswerKind kind;
  GPtrArray
    *values;     /* of LabExpression: EACH has one for each group of tasks, LIST one for each task, the others one */
  guint counter; /* of COUNTER, which has no value */
} LabAnswerPlan;

typedef struct
{
  const char *id;
  gint64 start;
  LabExpression memory; /* "private" or "shared"; none: private */
} LabCounterPlan;

typedef struct
{
  const char *id;
  LabExpression size;
  LabExpression parts; /* none: it is in one piece */
} LabQueuePlan;

typedef struct
{
  const char *id;
  LabExpression count;
  LabExpression size;
} LabFilesPlan;

typedef struct
{
  const char *id;
  LabExpression how; /* "pipe", "socket" or "memory" */
} LabWirePlan;

/* What is expected to go wrong. */
typedef struct
{
  LabMishap mishap;
  JsonNode *models; /* an array of ids; NULL: under any model */
  LabCondition when;
} LabExpectationPlan;

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
  GArray *counters; /* of LabCounterPlan */
  GArray *queues;   /* of LabQueuePlan */
  GArray *files;    /* of LabFilesPlan */
  GArray *wires;    /* of LabWirePlan */
  GPtrArray *tasks; /* of LabTaskPlan */
  LabServerPlan server;
  LabAnswerPlan answer;
  GArray *expectations;  /* of LabExpectationPlan */
  const LabModel *model; /* suggested; or NULL */
  LabValues *options;    /* of that model; or NULL */
};

/* Whether it names a lock, an event or a queue, and of which kind that is. */
gboolean lab_step_get_object_kind (LabStepKindId kind, LabObjectKind *object);

GPtrArray *lab_plan_expressions_new (void);
LabExpression *lab_plan_add_expression (GPtrArray *expressions);

LabTaskPlan *lab_task_plan_new (void);
void lab_task_plan_free (LabTaskPlan *self);
LabStepPlan *lab_task_plan_add_step (LabTaskPlan *self, LabStepKindId kind);

LabExpressionType lab_detail_get_type (LabDetail detail);

/* What stands in a step's value; TEXT also for those that have none. */
LabExpressionType lab_step_get_type (LabStepKindId kind, LabComputeKind compute);

G_END_DECLS
