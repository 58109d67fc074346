/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine-calibration.h"
#include "engine-deadlock.h"
#include "engine-host.h"
#include "engine-models.h"
#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-scratch.h"
#include "engine-server.h"
#include "engine-shared.h"
#include "engine-wires.h"
#include "engine.h"
#include "lab-machine.h"
#include "lab-quantity.h"

/* What a task records, more or less: so the memory that most runs need is there before they begin. */
#define EVENTS_PER_TASK 8
#define PREPARED_MAX (16 << 20)

static GPtrArray *
copy_objects (const LabProgram *program)
{
  GPtrArray *objects = lab_program_get_objects (program);
  GPtrArray *copy = lab_objects_new ();

  for (guint i = 0; i < objects->len; i++)
    lab_objects_add (copy, lab_objects_get (objects, i)->kind, lab_objects_get (objects, i)->name);
  return copy;
}

gint64 *
lab_engine_make_counters (const LabProgram *program)
{
  guint n_counters;
  const LabCounter *counters = lab_program_get_counters (program, &n_counters);
  gint64 *values = g_new (gint64, n_counters + 1);

  for (guint i = 0; i < n_counters; i++)
    values[i] = counters[i].start;
  return values;
}

LabEngine *
lab_engine_new (const LabExperiment *experiment, LabSegment *segment, GError **error)
{
  g_autoptr (LabProgram) program = NULL;
  LabEngine *self;
  int cancel_fd;

  g_return_val_if_fail (experiment != NULL && segment != NULL, NULL);

  program = lab_program_new (experiment->workload, experiment->params, error);
  if (program == NULL || !lab_experiment_check (experiment, lab_program_get_n_tasks (program), error)
      || !lab_experiment_check_network (experiment, program, error))
    return NULL;
  cancel_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (cancel_fd < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot begin: %s"), g_strerror (errno));
      return NULL;
    }
  self = g_new0 (LabEngine, 1);
  self->experiment = experiment;
  self->program = g_steal_pointer (&program);
  lab_program_set_time_scale (self->program, experiment->time_scale);
  self->segment = lab_segment_ref (segment);
  self->recorder = lab_recorder_new (segment, LAB_LANE_MAIN, _ ("main"));
  self->objects = copy_objects (self->program);
  self->counters = lab_engine_make_counters (self->program);
  self->results = g_new0 (char *, lab_program_get_n_tasks (self->program));
  self->cancel_fd = cancel_fd;
  return self;
}

void
lab_engine_free (LabEngine *self)
{
  for (guint32 i = 0; i < lab_program_get_n_tasks (self->program); i++)
    g_free (self->results[i]);
  g_free (self->results);
  g_free (self->counters);
  g_ptr_array_unref (self->objects);
  lab_parking_free (self->parking);
  lab_shared_unref (self->shared);
  g_free (self->first_reason);
  g_free (self->note);
  g_free (self->deadlock);
  g_free (self->scratch);
  lab_wires_unref (self->wires);
  g_free (self->server);
  g_free (self->certificate);
  close (self->cancel_fd);
  lab_recorder_free (self->recorder);
  lab_segment_unref (self->segment);
  lab_program_free (self->program);
  g_free (self);
}

void
lab_engine_cancel (LabEngine *self)
{
  static const guint64 one = 1;

  LabShared *shared = __atomic_load_n (&self->shared, __ATOMIC_ACQUIRE);

  lab_segment_cancel (self->segment);
  if (shared != NULL)
    lab_shared_cancel (shared);
  /* A full counter would do as well: it only has to be readable. */
  (void) !write (self->cancel_fd, &one, sizeof (one));
}

void
lab_engine_count_failure (LabEngine *self, const char *reason)
{
  char *copy = g_strdup (reason);
  char *none = NULL;

  __atomic_fetch_add (&self->n_failed, 1, __ATOMIC_RELAXED);
  if (!__atomic_compare_exchange_n (&self->first_reason, &none, copy, FALSE, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
    g_free (copy);
}

void
lab_engine_end_task (LabEngine *self, LabRecorder *recorder, guint32 task, LabState end, char *result,
                     const char *reason)
{
  /* Texts first: who sees the end finds them. */
  if (result != NULL)
    lab_recorder_add_text (recorder, LAB_TEXT_RESULT, task, result, strlen (result));
  if (reason != NULL)
    lab_recorder_add_text (recorder, LAB_TEXT_REASON, task, reason, strlen (reason));
  lab_recorder_add (recorder, task, end, 0);
  lab_engine_leave_objects (self, recorder, task);
  self->results[task] = result;
  if (end == LAB_STATE_FAILED)
    lab_engine_count_failure (self, reason);
  else if (end == LAB_STATE_CANCELLED)
    __atomic_fetch_add (&self->n_cancelled, 1, __ATOMIC_RELAXED);
}

gboolean
lab_engine_needs_shared (LabEngine *self)
{
  guint n_counters;
  const LabCounter *counters = lab_program_get_counters (self->program, &n_counters);

  for (guint i = 0; i < n_counters; i++)
    if (counters[i].shared)
      return TRUE;
  return lab_program_get_objects (self->program)->len > 0;
}

void
lab_engine_set_cancel_fd (LabEngine *self, int cancel_fd)
{
  if (cancel_fd < 0)
    return;
  close (self->cancel_fd);
  self->cancel_fd = cancel_fd;
}

void
lab_engine_add_note (LabEngine *self, const char *note)
{
  g_autofree char *before = g_steal_pointer (&self->note);

  self->note = before == NULL ? g_strdup (note) : g_strconcat (before, "; ", note, NULL);
}

void
lab_engine_set_shared (LabEngine *self, LabShared *shared)
{
  self->parking = lab_parking_new (lab_program_get_objects (self->program)->len);
  __atomic_store_n (&self->shared, shared, __ATOMIC_RELEASE);
}

void
lab_engine_set_slots (LabEngine *self, guint64 slots)
{
  if (self->shared != NULL)
    lab_shared_set_slots (self->shared, slots);
}

static gboolean
make_shared (LabEngine *self, GError **error)
{
  LabShared *shared;

  if (!lab_engine_needs_shared (self))
    return TRUE;
  shared = lab_shared_new (self->program, self->segment, error);
  if (shared == NULL)
    return FALSE;
  lab_engine_set_shared (self, shared);
  lab_engine_record_objects (self);
  return TRUE;
}

static void
calibrate_program (LabEngine *self)
{
  if (!lab_program_needs_rate (self->program))
    return;
  self->rate = lab_calibrate_rate ();
  lab_program_set_rate (self->program, self->rate);
}

static void
record_experiment (LabEngine *self)
{
  g_autofree char *experiment = lab_experiment_to_json (self->experiment);
  g_autofree char *host = lab_host_to_json (0, 0, self->rate);

  lab_recorder_add_meta (self->recorder, "experiment", experiment);
  lab_recorder_add_meta (self->recorder, "host", host);
}

static void
prepare_memory (LabEngine *self)
{
  guint64 n_tasks = lab_program_get_n_tasks (self->program);

  lab_segment_prepare (self->segment, MIN (n_tasks * EVENTS_PER_TASK * sizeof (LabEvent), PREPARED_MAX));
}

/* After the run, so that measuring the machine does not disturb it. */
static void
record_host (LabEngine *self)
{
  g_autofree char *host = lab_host_to_json (lab_calibrate_event_cost (), lab_calibrate_two_threads (), self->rate);

  lab_recorder_add_meta (self->recorder, "host", host);
}

static void
describe_failures (LabEngine *self, LabOutcome *outcome)
{
  g_autofree char *failed = lab_format_count (self->n_failed);
  g_autofree char *all = lab_format_count (lab_program_get_n_tasks (self->program));

  outcome->kind = LAB_OUTCOME_FAILED;
  outcome->error_code = LAB_ERROR_FAILED;
  outcome->reason = g_strdup_printf (_ ("%s of %s tasks failed, the first because: %s"), failed, all,
                                     self->first_reason != NULL ? self->first_reason : _ ("no reason is known"));
}

static void
describe_end (LabEngine *self, LabOutcome *outcome, const GError *error)
{
  if (error != NULL)
    {
      outcome->kind = LAB_OUTCOME_FAILED;
      outcome->error_code = error->domain == LAB_ERROR ? (LabError) error->code : LAB_ERROR_FAILED;
      outcome->reason = g_strdup (error->message);
      return;
    }
  if (self->deadlock != NULL)
    {
      outcome->kind = LAB_OUTCOME_DEADLOCK;
      outcome->reason = g_strdup (self->deadlock);
      return;
    }
  if (lab_engine_is_cancelled (self))
    {
      outcome->kind = LAB_OUTCOME_CANCELLED;
      return;
    }
  if (self->n_failed > 0)
    {
      describe_failures (self, outcome);
      return;
    }
  outcome->answer_known = TRUE;
  outcome->answer_ok = lab_program_check_answer (self->program, (const char *const *) self->results, self->counters,
                                                 &outcome->answer_why);
}

static gboolean
make_wires (LabEngine *self, GError **error)
{
  if (!lab_wires_are_needed (self->program))
    return TRUE;
  self->wires = lab_wires_new (self->program, error);
  if (self->wires != NULL)
    lab_shared_set_wires (self->shared, self->wires);
  return self->wires != NULL;
}

static gboolean
make_scratch (LabEngine *self, LabScratch **scratch, GError **error)
{
  guint n_files;

  lab_program_get_files (self->program, &n_files);
  if (n_files == 0)
    return TRUE;
  *scratch = lab_scratch_new (self, error);
  return *scratch != NULL;
}

static gboolean
start_server (LabEngine *self, LabServerProcess **server, GError **error)
{
  if (lab_program_get_server (self->program) == NULL)
    return TRUE;
  *server = lab_server_process_start (self, error);
  return *server != NULL;
}

static gboolean
run_model (LabEngine *self, const LabModelRunner *runner, GError **error)
{
  g_autoptr (LabScratch) scratch = NULL;
  g_autoptr (LabServerProcess) server = NULL;
  LabDeadlockWatch *watch = NULL;
  gboolean ok;

  if (!make_shared (self, error) || !make_wires (self, error) || !make_scratch (self, &scratch, error)
      || !start_server (self, &server, error))
    return FALSE;
  if (self->objects->len > 0)
    {
      watch = lab_deadlock_watch_start (self, error);
      if (watch == NULL)
        return FALSE;
    }
  ok = runner->run (self, error);
  self->deadlock = lab_deadlock_watch_stop (watch);
  return ok;
}

LabOutcome *
lab_engine_run (LabEngine *self)
{
  const LabModelRunner *runner = lab_model_runner_find (self->experiment->model->id);
  g_autoptr (LabOutcome) outcome = lab_outcome_new (LAB_OUTCOME_DONE);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (runner != NULL, NULL);

  lab_machine_allow_files ();
  prepare_memory (self);
  calibrate_program (self);
  record_experiment (self);
  outcome->start_rss = lab_process_get_rss (getpid ());
  run_model (self, runner, &error);
  lab_engine_record_counters (self);
  outcome->n_tasks = lab_program_get_n_tasks (self->program);
  outcome->note = g_steal_pointer (&self->note);
  outcome->peak_rss = lab_process_get_peak_rss (getpid ()) + self->children_rss;
  describe_end (self, outcome, error);
  record_host (self);
  return g_steal_pointer (&outcome);
}

void
lab_engine_record_outcome (LabSegment *segment, const LabOutcome *outcome)
{
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, _ ("main"));
  g_autofree char *json = lab_outcome_to_json (outcome);

  lab_recorder_add_meta (recorder, "outcome", json);
}
