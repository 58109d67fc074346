/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read-step.h"

#define STEPS_MAX 10000

static gboolean read_list (LabStepReader *reader, const LabPlace *place, guint depth, GError **error);

static gboolean
read_value (LabStepReader *reader, const LabPlace *place, LabStepPlan *step, LabNameKinds allowed, GError **error)
{
  LabExpressionType type = lab_step_get_type (step->kind, step->compute);

  return lab_expression_read (&step->value, place, type, reader->names, allowed, error);
}

static gboolean
read_text (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, GError **error)
{
  return read_value (reader, place, step, LAB_NAMES_RUN, error);
}

static gboolean
read_amount (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
             GError **error)
{
  return read_value (reader, place, step, LAB_NAMES_AMOUNT, error);
}

/* Of a lock or an event: known before the run. */
static gboolean
read_name (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, GError **error)
{
  return read_value (reader, place, step, LAB_NAMES_STEP, error);
}

/* After how many operations or divisions the task lets others go first. */
static gboolean
read_every (LabStepReader *reader, const LabPlace *compute, LabStepPlan *step, GError **error)
{
  LabPlace place = lab_place_member (compute, "yield_every");

  return place.node == NULL
         || lab_expression_read (&step->every, &place, LAB_EXPRESSION_INTEGER, reader->names, LAB_NAMES_PARAMS, error);
}

/* The one of `fields` that is there; FALSE where it is none of them or more than one. */
static gboolean
find_only_field (const LabPlace *place, const char *const *fields, guint n_fields, guint *found)
{
  guint n = 0;

  for (guint i = 0; i < n_fields; i++)
    if (lab_place_member (place, fields[i]).node != NULL)
      {
        *found = i;
        n++;
      }
  return n == 1;
}

static gboolean
read_compute (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
              GError **error)
{
  static const char *const fields[] = {
    [LAB_COMPUTE_PRIME] = "prime",
    [LAB_COMPUTE_OPERATIONS] = "operations",
    [LAB_COMPUTE_DURATION] = "duration",
    "yield_every",
    NULL,
  };
  LabPlace amount;
  guint kind = 0;

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  if (!find_only_field (place, fields, LAB_COMPUTE_DURATION + 1, &kind))
    return lab_place_fail (place, error, _ ("expected one of \"prime\", \"operations\" and \"duration\""));
  step->compute = kind;
  amount = lab_place_member (place, fields[kind]);
  return read_value (reader, &amount, step, LAB_NAMES_AMOUNT, error) && read_every (reader, place, step, error);
}

static gboolean
read_fetch (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, GError **error)
{
  return lab_read_fetch (step_place, place, step, reader->names, error);
}

static gboolean
read_event (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, GError **error)
{
  static const char *const fields[] = { "set", "wait", NULL };
  static const LabStepKindId kinds[] = { LAB_STEP_EVENT_SET, LAB_STEP_EVENT_WAIT };
  LabPlace name;
  guint kind = 0;

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  if (!find_only_field (place, fields, G_N_ELEMENTS (kinds), &kind))
    return lab_place_fail (place, error, _ ("expected one of \"set\" and \"wait\""));
  step->kind = kinds[kind];
  name = lab_place_member (place, fields[kind]);
  return read_value (reader, &name, step, LAB_NAMES_STEP, error);
}

static gboolean
read_add_mode (const LabPlace *step_place, LabStepPlan *step, GError **error)
{
  static const char *const modes[] = {
    [LAB_ADD_PARTED] = "parted",
    [LAB_ADD_WHOLE] = "whole",
    [LAB_ADD_ATOMIC] = "atomic",
  };
  LabPlace place = lab_place_member (step_place, "how");
  const char *how;

  if (place.node == NULL)
    return TRUE;
  how = lab_place_get_text (&place, error);
  if (how == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (modes[i], how))
      {
        step->add = i;
        return TRUE;
      }
  return lab_place_fail_expected (&place, _ ("\"parted\", \"whole\" or \"atomic\""), error);
}

static gboolean
read_add (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, GError **error)
{
  LabPlace to = lab_place_member (step_place, "to");
  guint counter;

  if (!read_value (reader, place, step, LAB_NAMES_AMOUNT, error)
      || !lab_read_counter_id (&to, reader->counters, &counter, error))
    return FALSE;
  step->counter = (guint16) counter;
  return read_add_mode (step_place, step, error);
}

static gboolean
read_yield (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, GError **error)
{
  if (place->node != NULL && JSON_NODE_HOLDS_VALUE (place->node)
      && json_node_get_value_type (place->node) == G_TYPE_BOOLEAN && json_node_get_boolean (place->node))
    return TRUE;
  return lab_place_fail_expected (place, "true", error);
}

#define FIELDS_MAX 5

static const struct
{
  const char *field;
  LabStepKindId kind;
  gboolean (*read) (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
                    GError **error);
  const char *beside[FIELDS_MAX]; /* what may stand beside the field, apart from "when" */
} kinds[] = {
  { "add", LAB_STEP_ADD, read_add, { "to", "how" } },
  { "block", LAB_STEP_BLOCK, read_amount, { NULL } },
  { "call", LAB_STEP_CALL, lab_read_call, { "keep", "timeout" } },
  { "compute", LAB_STEP_COMPUTE, read_compute, { NULL } },
  { "copy", LAB_STEP_COPY, lab_read_copy, { "from", "piece", "to" } },
  { "drain", LAB_STEP_DRAIN, lab_read_get, { "steps" } },
  { "event", LAB_STEP_EVENT_SET, read_event, { NULL } },
  { "fetch", LAB_STEP_FETCH, read_fetch, { "enough", "keep_alive", "limit", "optional", "timeout" } },
  { "get", LAB_STEP_GET, lab_read_get, { NULL } },
  { "lock", LAB_STEP_LOCK, read_name, { NULL } },
  { "print", LAB_STEP_PRINT, read_text, { NULL } },
  { "put", LAB_STEP_PUT, lab_read_put, { "to", "key" } },
  { "read", LAB_STEP_READ, lab_read_read, { "cache", "piece" } },
  { "repeat", LAB_STEP_REPEAT, read_amount, { "steps" } },
  { "result", LAB_STEP_RESULT, read_text, { NULL } },
  { "sleep", LAB_STEP_SLEEP, read_amount, { NULL } },
  { "unlock", LAB_STEP_UNLOCK, read_name, { NULL } },
  { "until", LAB_STEP_UNTIL, read_name, { "steps" } },
  { "yield", LAB_STEP_YIELD, read_yield, { NULL } },
};

static gboolean
is_loop (LabStepKindId kind)
{
  return kind == LAB_STEP_REPEAT || kind == LAB_STEP_UNTIL || kind == LAB_STEP_DRAIN;
}

/* What the steps of such a loop leave in the register, and how often they are done, depends on other tasks. */
static gboolean
is_open_loop (LabStepKindId kind)
{
  return kind == LAB_STEP_UNTIL || kind == LAB_STEP_DRAIN;
}

static gboolean
check_open_loop (LabStepReader *reader, const LabPlace *place, LabStepKindId kind, GError **error)
{
  if (!reader->in_open_loop)
    return TRUE;
  if (is_open_loop (kind))
    return lab_place_fail (place, error, _ ("an \"until\" or \"drain\" stands inside another one"));
  if (kind == LAB_STEP_ADD)
    return lab_place_fail (place, error, _ ("inside \"until\" and \"drain\" nobody knows how often it is added"));
  return TRUE;
}

static LabStepKindId
get_end (LabStepKindId loop)
{
  return loop == LAB_STEP_UNTIL   ? LAB_STEP_END_UNTIL
         : loop == LAB_STEP_DRAIN ? LAB_STEP_END_DRAIN
                                  : LAB_STEP_END_REPEAT;
}

static gboolean
read_loop (LabStepReader *reader, const LabPlace *place, guint start, guint depth, GError **error)
{
  LabPlace steps = lab_place_member (place, "steps");
  GArray *all = reader->task->steps;
  LabStepKindId kind = g_array_index (all, LabStepPlan, start).kind;
  LabStepPlan *end;
  gboolean ok;

  if (depth == LAB_REPEAT_DEPTH_MAX)
    return lab_place_fail (place, error, _ ("loops are nested more than %d deep"), LAB_REPEAT_DEPTH_MAX);
  reader->in_open_loop |= is_open_loop (kind);
  ok = read_list (reader, &steps, depth + 1, error);
  reader->in_open_loop &= !is_open_loop (kind);
  if (!ok)
    return FALSE;
  end = lab_task_plan_add_step (reader->task, get_end (kind));
  end->partner = (guint16) start;
  end->depth = (guint16) depth;
  g_array_index (all, LabStepPlan, start).partner = (guint16) (all->len - 1);
  g_array_index (all, LabStepPlan, start).depth = (guint16) depth;
  return TRUE;
}

static gboolean
may_stand_beside (guint n, const char *field)
{
  if (g_str_equal (field, kinds[n].field) || g_str_equal (field, "when"))
    return TRUE;
  for (guint i = 0; i < FIELDS_MAX; i++)
    if (g_strcmp0 (kinds[n].beside[i], field) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_kind (const LabPlace *place, guint *found, GError **error)
{
  static const char *const fields[] = { "add",    "block", "call",    "compute",    "copy",  "drain", "event",
                                        "fetch",  "get",   "lock",    "print",      "put",   "read",  "repeat",
                                        "result", "sleep", "unlock",  "until",      "yield", "cache", "enough",
                                        "from",   "how",   "keep",    "keep_alive", "key",   "limit", "optional",
                                        "piece",  "steps", "timeout", "to",         "when",  NULL };
  guint n = 0;

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (lab_place_member (place, kinds[i].field).node != NULL)
      {
        *found = i;
        n++;
      }
  if (n == 0)
    return lab_place_fail (
      place, error,
      _ ("expected a step: one of add, block, call, compute, copy, drain, event, fetch, get, lock, print, "
         "put, read, repeat, result, sleep, unlock, until and yield"));
  if (n > 1)
    return lab_place_fail (place, error, _ ("a step does one thing, this one has %u"), n);
  for (guint i = 0; fields[i] != NULL; i++)
    if (lab_place_member (place, fields[i]).node != NULL && !may_stand_beside (*found, fields[i]))
      return lab_place_fail (place, error, _ ("\"%s\" does not belong to \"%s\""), fields[i], kinds[*found].field);
  return TRUE;
}

static gboolean
read_step (LabStepReader *reader, const LabPlace *place, guint depth, GError **error)
{
  guint start = reader->task->steps->len;
  LabStepPlan *step;
  guint n = 0;
  LabPlace value;

  if (start >= STEPS_MAX)
    return lab_place_fail (place, error, _ ("a task has at most %d steps"), STEPS_MAX);
  if (!find_kind (place, &n, error) || !check_open_loop (reader, place, kinds[n].kind, error))
    return FALSE;
  value = lab_place_member (place, kinds[n].field);
  step = lab_task_plan_add_step (reader->task, kinds[n].kind);
  if (!kinds[n].read (reader, place, &value, step, error)
      || !lab_condition_read (&step->when, place, reader->names->params, reader->names->n_params, error))
    return FALSE;
  return !is_loop (kinds[n].kind) || read_loop (reader, place, start, depth, error);
}

static gboolean
read_list (LabStepReader *reader, const LabPlace *place, guint depth, GError **error)
{
  guint n = lab_place_get_length (place);

  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LabPlace step = lab_place_element (place, i);

      if (!read_step (reader, &step, depth, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_read_steps (const LabPlace *place, LabTaskPlan *task, const LabNames *names, const LabWorkload *workload,
                GError **error)
{
  LabStepReader reader = { task, names, workload->counters, workload->queues, FALSE };

  return read_list (&reader, place, 0, error);
}
