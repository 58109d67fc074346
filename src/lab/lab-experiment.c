/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-event.h"
#include "lab-experiment.h"
#include "lab-machine.h"
#include "lab-quantity.h"
#include "lab-quote.h"
#include "lab-segment.h"
#include "lab-suggest.h"
#include "lab-workload-folders.h"

/* Of a task that waits once: queued, running, waiting, running, done. */
#define EVENTS_PER_TASK 5

/* What a thread and a worker process need besides the tasks' own: the touched part of their stacks and heaps. */
#define BYTES_PER_THREAD (12 * 1024)
#define BYTES_PER_PROCESS (512 * 1024)

/* What the workload suggests for one model is good for all that know the option and allow the value. */
static void
apply_suggestion (LabExperiment *self)
{
  const LabValues *suggested;

  if (lab_workload_get_suggestion (self->workload, &suggested) == NULL)
    return;
  for (guint i = 0; i < lab_values_get_n_specs (suggested); i++)
    {
      const char *id = lab_values_get_spec (suggested, i)->id;
      g_autofree char *text = lab_values_get_text (suggested, id);

      if (!lab_values_is_default (suggested, id) && lab_values_find_spec (self->options, id) != NULL)
        lab_values_set_text (self->options, id, text, NULL);
    }
}

LabExperiment *
lab_experiment_new (LabWorkload *workload, const LabModel *model)
{
  LabExperiment *self;
  const LabParamSpec *params;
  guint n_params;

  g_return_val_if_fail (workload != NULL && model != NULL, NULL);

  self = g_new0 (LabExperiment, 1);
  params = lab_workload_get_params (workload, &n_params);
  self->workload = lab_workload_ref (workload);
  self->params = lab_values_new (params, n_params);
  self->model = model;
  self->options = lab_values_new (model->params, model->n_params);
  self->capacity = LAB_SEGMENT_DEFAULT_CAPACITY;
  self->time_scale = 1;
  apply_suggestion (self);
  return self;
}

LabExperiment *
lab_experiment_copy (const LabExperiment *self)
{
  LabExperiment *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof (LabExperiment));
  copy->workload = lab_workload_ref (self->workload);
  copy->params = lab_values_copy (self->params);
  copy->options = lab_values_copy (self->options);
  return copy;
}

void
lab_experiment_free (LabExperiment *self)
{
  if (self == NULL)
    return;
  lab_values_free (self->params);
  lab_values_free (self->options);
  lab_workload_unref (self->workload);
  g_free (self);
}

static void
add_ids (const LabValues *values, GPtrArray *ids)
{
  for (guint i = 0; i < lab_values_get_n_specs (values); i++)
    g_ptr_array_add (ids, (gpointer) lab_values_get_spec (values, i)->id);
}

gboolean
lab_experiment_set (LabExperiment *self, const char *name, const char *text, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && text != NULL, FALSE);

  if (lab_values_find_spec (self->params, name) != NULL)
    return lab_values_set_text (self->params, name, text, error);
  if (lab_values_find_spec (self->options, name) != NULL)
    return lab_values_set_text (self->options, name, text, error);
  ids = g_ptr_array_new ();
  add_ids (self->params, ids);
  add_ids (self->options, ids);
  g_ptr_array_add (ids, NULL);
  lab_set_unknown_error (error, _ ("parameter"), name, (const char *const *) ids->pdata);
  return FALSE;
}

gboolean
lab_experiment_set_time_scale (LabExperiment *self, const char *text, GError **error)
{
  g_autofree char *quoted = NULL;
  char *end;
  double scale;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  scale = g_ascii_strtod (text, &end);
  /* Also what is no number at all compares with none. */
  if (end != text && *end == '\0' && scale >= 0 && scale <= LAB_TIME_SCALE_MAX)
    {
      self->time_scale = scale;
      return TRUE;
    }
  quoted = lab_quote (text);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("the time scale: expected a number from 0 to %d, found %s"),
               LAB_TIME_SCALE_MAX, quoted);
  return FALSE;
}

static gboolean
is_of_threads (const LabExperiment *self)
{
  return (self->model->traits & (LAB_TRAIT_SHARED | LAB_TRAIT_INTERPRETERS)) != 0;
}

static guint64
get_n_kernel_tasks (const LabExperiment *self, guint64 n_tasks)
{
  return self->model->n_kernel_tasks == NULL ? 0 : self->model->n_kernel_tasks (self->options, n_tasks);
}

static gboolean
check_kernel_tasks (const LabExperiment *self, guint64 n_tasks, GError **error)
{
  guint64 needed = get_n_kernel_tasks (self, n_tasks);
  guint64 allowed = needed == 0 ? 0 : lab_machine_get_task_limit (is_of_threads (self));
  g_autofree char *needed_text = NULL;
  g_autofree char *allowed_text = NULL;

  if (needed <= allowed)
    return TRUE;
  needed_text = lab_format_count (needed);
  allowed_text = lab_format_count (allowed);
  g_set_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE,
               is_of_threads (self) ? _ ("%s threads at once are more than the %s that this machine allows")
                                    : _ ("%s processes at once are more than the %s that this machine allows"),
               needed_text, allowed_text);
  return FALSE;
}

static gboolean
check_memory (const LabExperiment *self, guint64 n_tasks, GError **error)
{
  guint64 each = is_of_threads (self) ? BYTES_PER_THREAD : BYTES_PER_PROCESS;
  guint64 needed = n_tasks * self->model->bytes_per_task + get_n_kernel_tasks (self, n_tasks) * each;
  guint64 available = lab_machine_get_free_memory ();
  g_autofree char *n_text = NULL;
  g_autofree char *needed_text = NULL;
  g_autofree char *available_text = NULL;

  if (needed <= available)
    return TRUE;
  n_text = lab_format_count (n_tasks);
  needed_text = lab_format_size (needed);
  available_text = lab_format_size (available);
  g_set_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE,
               _ ("%s tasks at once need about %s of memory under the model \"%s\"; %s are free"), n_text, needed_text,
               self->model->id, available_text);
  return FALSE;
}

/* A trace that has no room for the tasks' ends would count them wrongly. */
static gboolean
check_capacity (const LabExperiment *self, guint64 n_tasks, GError **error)
{
  guint64 needed = n_tasks * EVENTS_PER_TASK * sizeof (LabEvent);
  g_autofree char *n_text = NULL;
  g_autofree char *needed_text = NULL;
  g_autofree char *capacity_text = NULL;

  if (needed <= self->capacity)
    return TRUE;
  n_text = lab_format_count (n_tasks);
  needed_text = lab_format_size (needed);
  capacity_text = lab_format_size (self->capacity);
  g_set_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE, _ ("%s tasks record about %s or more, and a trace holds %s"),
               n_text, needed_text, capacity_text);
  return FALSE;
}

gboolean
lab_experiment_check (const LabExperiment *self, guint64 n_tasks, GError **error)
{
  g_autofree char *why_not = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  why_not = self->model->why_not == NULL ? NULL : self->model->why_not ();
  if (why_not != NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE, _ ("the model \"%s\" cannot run here: %s"), self->model->id,
                   why_not);
      return FALSE;
    }
  return check_kernel_tasks (self, n_tasks, error) && check_memory (self, n_tasks, error)
         && check_capacity (self, n_tasks, error);
}

/* Only what a shell would take apart is quoted. */
gboolean
lab_experiment_check_network (const LabExperiment *self, const LabProgram *program, GError **error)
{
  const char *hosts = lab_program_get_hosts (program);

  if (self->network || hosts == NULL)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE,
               _ ("this would contact %s; without --allow-network only this machine is"), hosts);
  return FALSE;
}

static void
append_word (GString *command, const char *word)
{
  static const char plain[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-+=./:,@%";
  g_autofree char *quoted = NULL;

  g_string_append_c (command, ' ');
  if (*word != '\0' && word[strspn (word, plain)] == '\0')
    {
      g_string_append (command, word);
      return;
    }
  quoted = g_shell_quote (word);
  g_string_append (command, quoted);
}

/* Those that are not what a new experiment has. */
static void
append_values (GString *command, const LabValues *values, const LabValues *fresh)
{
  for (guint i = 0; i < lab_values_get_n_specs (values); i++)
    {
      const char *id = lab_values_get_spec (values, i)->id;
      g_autofree char *text = lab_values_get_text (values, id);
      g_autofree char *fresh_text = lab_values_get_text (fresh, id);
      g_autofree char *setting = g_strconcat (id, "=", text, NULL);

      if (g_str_equal (text, fresh_text))
        continue;
      g_string_append (command, " -p");
      append_word (command, setting);
    }
}

static void
append_time_scale (GString *command, double scale)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (scale != 1)
    g_string_append_printf (command, " --time-scale %s", g_ascii_formatd (text, sizeof (text), "%.10g", scale));
}

char *
lab_experiment_to_command (const LabExperiment *self)
{
  g_autoptr (LabExperiment) fresh = NULL;
  GString *command;

  g_return_val_if_fail (self != NULL, NULL);

  fresh = lab_experiment_new (self->workload, self->model);
  command = g_string_new ("interleave-cli run");
  append_word (command, lab_workload_is_in_folders (self->workload) ? lab_workload_get_id (self->workload)
                                                                    : lab_workload_get_source (self->workload));
  g_string_append (command, " --model");
  append_word (command, self->model->id);
  append_values (command, self->params, fresh->params);
  append_values (command, self->options, fresh->options);
  append_time_scale (command, self->time_scale);
  if (self->network)
    g_string_append (command, " --allow-network");
  return g_string_free (command, FALSE);
}
