/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-error.h"
#include "lab-program-private.h"

guint32
lab_program_get_n_tasks (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_tasks;
}

guint
lab_program_get_n_groups (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->groups->len;
}

const LabTaskGroup *
lab_program_get_group (const LabProgram *self, guint n)
{
  g_return_val_if_fail (self != NULL && n < self->groups->len, NULL);

  return &g_array_index (self->groups, LabProgramGroup, n).public;
}

/* The last group that begins at or before the task: those without tasks begin where the next one does. */
const LabProgramGroup *
lab_program_find_private_group (const LabProgram *self, guint32 task)
{
  const LabProgramGroup *groups = (const LabProgramGroup *) self->groups->data;
  guint low = 0;
  guint high = self->groups->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (groups[middle].public.first <= task)
        low = middle;
      else
        high = middle;
    }
  return &groups[low];
}

const LabTaskGroup *
lab_program_find_group (const LabProgram *self, guint32 task)
{
  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);

  return &lab_program_find_private_group (self, task)->public;
}

LabTaskFacts
lab_program_get_facts (const LabProgram *self, guint32 task, const LabComputed *computed)
{
  const LabProgramGroup *group = lab_program_find_private_group (self, task);

  return (LabTaskFacts){
    .texts = &group->texts,
    .index = task - group->public.first,
    .n_tasks = group->public.n_tasks,
    .computed = computed,
  };
}

void
lab_program_set_rate (LabProgram *self, guint64 turns_per_second)
{
  g_return_if_fail (self != NULL && turns_per_second > 0);

  self->rate = turns_per_second;
}

gboolean
lab_program_needs_rate (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const LabTaskGroup *group = lab_program_get_group (self, i);

      for (guint j = 0; j < group->n_steps; j++)
        if (group->steps[j].kind == LAB_STEP_COMPUTE && group->steps[j].compute == LAB_COMPUTE_DURATION)
          return TRUE;
    }
  return FALSE;
}

/* A wait of `duration` nanoseconds on the run's scale. */
static gint64
get_wait (const LabProgram *self, gint64 duration)
{
  double wait = (double) duration * self->time_scale;

  return self->time_scale == 1 ? duration : wait < (double) G_MAXINT64 ? (gint64) wait : G_MAXINT64;
}

void
lab_program_set_time_scale (LabProgram *self, double scale)
{
  g_return_if_fail (self != NULL && scale >= 0);

  self->time_scale = scale;
  self->server.latency = get_wait (self, self->server.latency);
}

/* As many turns as take `duration` nanoseconds. */
static gint64
get_turns (const LabProgram *self, gint64 duration)
{
  unsigned __int128 turns = (unsigned __int128) (guint64) duration * self->rate / LAB_NS_PER_S;

  return turns > G_MAXINT64 ? G_MAXINT64 : (gint64) turns;
}

static gboolean
evaluate_number (const LabProgram *self, const LabStep *step, guint32 task, const LabGathered *gathered, gint64 *number,
                 GError **error)
{
  LabTaskFacts facts = lab_program_get_facts (self, task, NULL);
  g_autoptr (GString) text = g_string_sized_new (64);
  g_autoptr (GError) cause = NULL;

  facts.gathered = gathered;
  lab_template_append (step->value, &facts, text);
  if (lab_expression_parse (text->str, lab_step_get_type (step->kind, step->compute), number, &cause))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("step %u: %s"), step->index + 1u, cause->message);
  return FALSE;
}

gboolean
lab_program_get_number (const LabProgram *self, const LabStep *step, guint32 task, const LabGathered *gathered,
                        gint64 *number, GError **error)
{
  g_return_val_if_fail (self != NULL && step != NULL && number != NULL, FALSE);
  g_return_val_if_fail (task < self->n_tasks, FALSE);

  if (step->constant)
    *number = step->number;
  else if (!evaluate_number (self, step, task, gathered, number, error))
    return FALSE;
  if (step->kind == LAB_STEP_COMPUTE && step->compute == LAB_COMPUTE_DURATION)
    *number = get_turns (self, *number);
  else if (step->kind == LAB_STEP_SLEEP || step->kind == LAB_STEP_BLOCK)
    *number = get_wait (self, *number);
  return TRUE;
}

static char *
evaluate_text (const LabTemplate *template, const LabTaskFacts *facts)
{
  GString *text = g_string_sized_new (64);

  lab_template_append (template, facts, text);
  return g_string_free (text, FALSE);
}

char *
lab_program_get_text (const LabProgram *self, const LabStep *step, guint32 task, const LabComputed *computed,
                      const LabGathered *gathered)
{
  LabTaskFacts facts;

  g_return_val_if_fail (self != NULL && step != NULL && step->value != NULL, NULL);
  g_return_val_if_fail (task < self->n_tasks && computed != NULL, NULL);

  facts = lab_program_get_facts (self, task, computed);
  facts.gathered = gathered;
  return evaluate_text (step->value, &facts);
}

GStrv
lab_program_get_words (const LabProgram *self, const LabStep *step, guint32 task, const LabComputed *computed,
                       const LabGathered *gathered)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  LabTaskFacts facts = lab_program_get_facts (self, task, computed);

  facts.gathered = gathered;
  for (guint i = 0; i < step->words->len; i++)
    {
      g_autofree char *word = evaluate_text (g_ptr_array_index (step->words, i), &facts);

      g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

gboolean
lab_program_get_detail_number (const LabProgram *self, const LabStep *step, LabDetail detail, guint32 task,
                               const LabGathered *gathered, gint64 *number, GError **error)
{
  g_autofree char *text = lab_program_get_detail (self, step, detail, task, NULL, gathered);
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  if (lab_expression_parse (text, lab_detail_get_type (detail), number, &cause))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("step %u: %s"), step->index + 1u, cause->message);
  return FALSE;
}

char *
lab_program_get_detail (const LabProgram *self, const LabStep *step, LabDetail detail, guint32 task,
                        const LabComputed *computed, const LabGathered *gathered)
{
  LabTaskFacts facts;

  g_return_val_if_fail (self != NULL && step != NULL && task < self->n_tasks, NULL);

  if (step->details[detail] == NULL)
    return NULL;
  facts = lab_program_get_facts (self, task, computed);
  facts.gathered = gathered;
  return evaluate_text (step->details[detail], &facts);
}

char *
lab_program_get_task_name (const LabProgram *self, guint32 task)
{
  LabTaskFacts facts;

  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);

  facts = lab_program_get_facts (self, task, NULL);
  return evaluate_text (facts.texts->name, &facts);
}

char *
lab_program_get_task_arguments (const LabProgram *self, guint32 task)
{
  LabTaskFacts facts;
  const LabProgramGroup *group;
  g_auto (GStrv) arguments = NULL;
  GString *json;

  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);

  facts = lab_program_get_facts (self, task, NULL);
  group = lab_program_find_private_group (self, task);
  json = g_string_new ("{\"arguments\": [");
  arguments = lab_task_facts_get_arguments (&facts);
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      lab_json_append_text (json, arguments[i]);
    }
  g_string_append (json, "], \"named\": {");
  for (guint i = 0; i < facts.texts->named->len; i++)
    {
      g_autofree char *value = evaluate_text (g_ptr_array_index (facts.texts->named, i), &facts);

      g_string_append (json, i > 0 ? ", " : "");
      lab_json_append_text (json, g_ptr_array_index (group->named_ids, i));
      g_string_append (json, ": ");
      lab_json_append_text (json, value);
    }
  g_string_append (json, "}}");
  return g_string_free (json, FALSE);
}
