/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "lab-kernel.h"
#include "lab-program-private.h"
#include "lab-quantity.h"
#include "lab-quote.h"

/* What a stretch of steps does to the register: nothing but turns, or at first a value and then turns.
 * Both can be put one after the other and repeated any number of times in one stroke. */
typedef struct
{
  gboolean computes;
  LabComputeKind kind; /* of the last compute step */
  gboolean sets;       /* to `value`, whatever it was: there is a prime among the steps */
  guint64 value;
  guint64 turns; /* modulo 2^64, the period of the kernel */
} Effect;

static void
effect_add_turns (Effect *effect, guint64 turns)
{
  effect->computes = TRUE;
  effect->kind = LAB_COMPUTE_OPERATIONS;
  effect->turns += turns;
}

static void
effect_add_prime (Effect *effect, guint64 number)
{
  *effect = (Effect){ TRUE, LAB_COMPUTE_PRIME, TRUE, lab_kernel_is_prime (number) ? 1 : 0, 0 };
}

static void
effect_add_repeated (Effect *effect, const Effect *body, guint64 times)
{
  if (times == 0 || !body->computes)
    return;
  if (body->sets)
    *effect = *body;
  else
    effect_add_turns (effect, body->turns * times);
}

/* Adds the effect of the steps from *next on up to the end of the repeat that they stand in, or of all. */
static gboolean
add_steps (const LabProgram *self, const LabTaskGroup *group, guint32 task, guint *next, Effect *effect)
{
  while (*next < group->n_steps)
    {
      const LabStep *step = &group->steps[(*next)++];
      Effect body = { 0 };
      gint64 number;

      if (step->kind == LAB_STEP_END_REPEAT)
        return TRUE;
      /* What is computed in there is thrown away. */
      if (step->kind == LAB_STEP_UNTIL || step->kind == LAB_STEP_DRAIN)
        *next = step->partner + 1u;
      if (step->kind != LAB_STEP_COMPUTE && step->kind != LAB_STEP_REPEAT)
        continue;
      if (!lab_program_get_number (self, step, task, NULL, &number, NULL))
        return FALSE;
      if (step->kind == LAB_STEP_COMPUTE && step->compute == LAB_COMPUTE_PRIME)
        effect_add_prime (effect, (guint64) number);
      else if (step->kind == LAB_STEP_COMPUTE)
        effect_add_turns (effect, (guint64) number);
      else if (!add_steps (self, group, task, next, &body))
        return FALSE;
      else
        effect_add_repeated (effect, &body, (guint64) number);
    }
  return TRUE;
}

/* What the task has computed at its end; where one of its numbers is none, what it started with. */
static LabComputed
get_computed (const LabProgram *self, guint32 task)
{
  const LabTaskGroup *group = lab_program_find_group (self, task);
  LabComputed computed = { LAB_COMPUTE_OPERATIONS, task };
  Effect effect = { 0 };
  guint next = 0;

  lab_program_predict_fetched (self, task, &computed);
  if (!add_steps (self, group, task, &next, &effect) || !effect.computes)
    return computed;
  computed.kind = effect.kind;
  computed.value = lab_kernel_jump (effect.sets ? effect.value : task, effect.turns);
  return computed;
}

static gboolean
check_text (const LabProgram *self, guint32 task, const LabTemplate *template, const char *result, char **why)
{
  LabComputed computed = get_computed (self, task);
  LabTaskFacts facts = lab_program_get_facts (self, task, &computed);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *name = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *found = NULL;

  lab_template_append (template, &facts, expected);
  if (g_strcmp0 (result, expected->str) == 0)
    return TRUE;
  name = lab_program_get_task_name (self, task);
  quoted = lab_quote (expected->str);
  found = result == NULL ? g_strdup (_ ("no result")) : lab_quote (result);
  *why = g_strdup_printf (_ ("%s: expected %s, found %s"), name, quoted, found);
  return FALSE;
}

static gboolean
check_each (const LabProgram *self, const char *const *results, const gint64 *counters, char **why)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const LabTaskGroup *group = lab_program_get_group (self, i);

      for (guint32 n = 0; n < group->n_tasks; n++)
        if (!check_text (self, group->first + n, g_ptr_array_index (self->answers, i), results[group->first + n], why))
          return FALSE;
    }
  return TRUE;
}

static gboolean
check_list (const LabProgram *self, const char *const *results, const gint64 *counters, char **why)
{
  if (self->answers->len != self->n_tasks)
    {
      g_autofree char *expected = lab_format_count (self->answers->len);
      g_autofree char *found = lab_format_count (self->n_tasks);

      *why = g_strdup_printf (_ ("the answer lists %s results, there are %s tasks"), expected, found);
      return FALSE;
    }
  for (guint32 task = 0; task < self->n_tasks; task++)
    if (!check_text (self, task, g_ptr_array_index (self->answers, task), results[task], why))
      return FALSE;
  return TRUE;
}

static gboolean
check_number (const LabProgram *self, gint64 found, char **why)
{
  if (found == self->answer_number)
    return TRUE;
  *why = g_strdup_printf (self->answer == LAB_ANSWER_SUM
                            ? _ ("expected the sum %" PRId64 ", found %" PRId64)
                            : _ ("expected as many results as %" PRId64 ", found %" PRId64),
                          self->answer_number, found);
  return FALSE;
}

static gboolean
check_sum (const LabProgram *self, const char *const *results, const gint64 *counters, char **why)
{
  gint64 sum = 0;

  for (guint32 task = 0; task < self->n_tasks; task++)
    {
      g_autoptr (GError) error = NULL;
      gint64 number = 0;

      if (results[task] == NULL)
        continue;
      if (lab_parse_integer (results[task], &number, &error) && !__builtin_add_overflow (sum, number, &sum))
        continue;
      *why = error != NULL ? g_strdup (error->message) : g_strdup (_ ("the sum of the results is too large"));
      return FALSE;
    }
  return check_number (self, sum, why);
}

static gboolean
check_count (const LabProgram *self, const char *const *results, const gint64 *counters, char **why)
{
  gint64 count = 0;

  for (guint32 task = 0; task < self->n_tasks; task++)
    count += results[task] != NULL;
  return check_number (self, count, why);
}

static gboolean
check_counter (const LabProgram *self, const char *const *results, const gint64 *counters, char **why)
{
  const LabCounter *counter = &g_array_index (self->counters, LabCounter, self->answer_counter);
  gint64 found = counters[self->answer_counter];
  gint64 expected;

  if (!lab_program_get_counter_sum (self, self->answer_counter, &expected))
    {
      *why = g_strdup_printf (_ ("what is added to the counter %s is no number, or too large"), counter->id);
      return FALSE;
    }
  if (found == expected)
    return TRUE;
  *why = g_strdup_printf (_ ("expected the counter %s at %" PRId64 ", found %" PRId64), counter->id, expected, found);
  return FALSE;
}

gboolean
lab_program_check_answer (const LabProgram *self, const char *const *results, const gint64 *counters, char **why)
{
  static gboolean (*const checks[]) (const LabProgram *, const char *const *, const gint64 *, char **) = {
    [LAB_ANSWER_EACH] = check_each, [LAB_ANSWER_SUM] = check_sum,         [LAB_ANSWER_COUNT] = check_count,
    [LAB_ANSWER_LIST] = check_list, [LAB_ANSWER_COUNTER] = check_counter,
  };
  g_autofree char *reason = NULL;
  gboolean ok;

  g_return_val_if_fail (self != NULL && results != NULL, FALSE);
  g_return_val_if_fail (counters != NULL || self->counters->len == 0, FALSE);

  ok = checks[self->answer](self, results, counters, &reason);
  if (why != NULL)
    *why = g_steal_pointer (&reason);
  return ok;
}
