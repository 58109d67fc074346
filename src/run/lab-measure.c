/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "lab-measure"

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-latency-row.h"
#include "lab-measure.h"
#include "lab-runner.h"

/* How long a runner may take to stop by itself before it is killed. */
#define GRACE_MS 2000

#define LINE_MAX_BYTES (1 << 18)

struct _LabMeasure
{
  GObject parent_instance;

  LabSheet *sheet;
  LabMeasureState state;
  char *why;
  gboolean told; /* the runner has said how it ended, or what it said was wrong */

  GSubprocess *process;
  GDataInputStream *lines;
  GCancellable *waiting;
  GSource *grace;
};

G_DEFINE_FINAL_TYPE (LabMeasure, lab_measure, G_TYPE_OBJECT)

enum
{
  READING,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
lab_measure_clear_grace (LabMeasure *self)
{
  if (self->grace != NULL)
    g_source_destroy (self->grace);
  g_clear_pointer (&self->grace, g_source_unref);
}

/* Its probes die with it: each has asked the kernel for that. */
static void
lab_measure_kill (LabMeasure *self)
{
  g_subprocess_force_exit (self->process);
}

static void
lab_measure_end (LabMeasure *self, LabMeasureState state)
{
  lab_measure_clear_grace (self);
  self->state = state;
  g_signal_emit (self, signals[ENDED], 0);
}

static void
lab_measure_dispose (GObject *object)
{
  LabMeasure *self = LAB_MEASURE (object);

  if (self->process != NULL && self->state == LAB_MEASURE_RUNNING)
    {
      g_cancellable_cancel (self->waiting);
      lab_measure_kill (self);
      lab_measure_end (self, LAB_MEASURE_CANCELLED);
    }
  lab_measure_clear_grace (self);
  g_clear_object (&self->lines);
  g_clear_object (&self->waiting);
  g_clear_object (&self->process);
  G_OBJECT_CLASS (lab_measure_parent_class)->dispose (object);
}

static void
lab_measure_finalize (GObject *object)
{
  LabMeasure *self = LAB_MEASURE (object);

  g_clear_pointer (&self->sheet, lab_sheet_free);
  g_free (self->why);
  G_OBJECT_CLASS (lab_measure_parent_class)->finalize (object);
}

static void
lab_measure_class_init (LabMeasureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_measure_dispose;
  object_class->finalize = lab_measure_finalize;
  signals[READING] = g_signal_new ("reading", LAB_TYPE_MEASURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[ENDED] = g_signal_new ("ended", LAB_TYPE_MEASURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lab_measure_init (LabMeasure *self)
{
  self->sheet = lab_sheet_new ();
  self->waiting = g_cancellable_new ();
}

LabMeasure *
lab_measure_new (void)
{
  return g_object_new (LAB_TYPE_MEASURE, NULL);
}

static void
lab_measure_fail (LabMeasure *self, const char *why)
{
  self->told = TRUE;
  g_free (self->why);
  self->why = g_strdup (why);
}

static gboolean
lab_measure_take_reading (LabMeasure *self, const LabPlace *place, GError **error)
{
  LabReading *reading = lab_reading_new_from_place (place, error);
  g_autofree char *row = NULL;

  if (reading == NULL)
    return FALSE;
  row = g_strdup (reading->row);
  lab_sheet_add (self->sheet, reading);
  g_signal_emit (self, signals[READING], 0, row);
  return TRUE;
}

/* runner-probe.h says what there is. */
static gboolean
lab_measure_take_line (LabMeasure *self, const char *line, GError **error)
{
  g_autoptr (JsonNode) node = lab_json_parse (line, -1, LINE_MAX_BYTES, "interleave-runner", error);
  LabPlace root = lab_place_root ("interleave-runner", node);
  LabPlace reading = lab_place_member (&root, "reading");
  LabPlace machine = lab_place_member (&root, "machine");
  LabPlace end = lab_place_member (&root, "end");

  if (node == NULL)
    return FALSE;
  if (reading.node != NULL)
    return lab_measure_take_reading (self, &reading, error);
  if (machine.node != NULL)
    return lab_conditions_read_place (&self->sheet->conditions, &machine, error);
  self->told = TRUE;
  return lab_place_get_text (&end, error) != NULL;
}

static char *
lab_measure_describe_exit (LabMeasure *self)
{
  if (g_subprocess_get_if_signaled (self->process))
    {
      int number = g_subprocess_get_term_sig (self->process);

      return g_strdup_printf (_ ("the runner was killed by signal %d (%s)"), number, g_strsignal (number));
    }
  return g_strdup_printf (_ ("the runner exited with status %d without a result"),
                          g_subprocess_get_exit_status (self->process));
}

/* `self` is valid only where the wait was not cancelled. */
static void
on_exited (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LabMeasure) self = NULL;
  g_autofree char *why = NULL;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;
  self = g_object_ref (LAB_MEASURE (data));
  if (self->grace != NULL)
    {
      lab_measure_end (self, LAB_MEASURE_CANCELLED);
      return;
    }
  if (!self->told)
    {
      why = lab_measure_describe_exit (self);
      lab_measure_fail (self, why);
    }
  lab_measure_end (self, self->why == NULL ? LAB_MEASURE_DONE : LAB_MEASURE_FAILED);
}

static void lab_measure_read_line (LabMeasure *self);

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                                     &error);
  g_autoptr (LabMeasure) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = g_object_ref (LAB_MEASURE (data));
  if (line != NULL && lab_measure_take_line (self, line, &error))
    {
      lab_measure_read_line (self);
      return;
    }
  /* What it says cannot be trusted any more. */
  if (error != NULL)
    {
      lab_measure_fail (self, error->message);
      lab_measure_kill (self);
    }
  if (self->state == LAB_MEASURE_RUNNING)
    g_subprocess_wait_async (self->process, self->waiting, on_exited, self);
}

static void
lab_measure_read_line (LabMeasure *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, self->waiting, on_line, self);
}

static gboolean
check_rows (const char *const *rows, GError **error)
{
  for (; rows != NULL && *rows != NULL; rows++)
    {
      const LabLatencyRow *row = lab_latency_row_require (*rows, error);

      if (row != NULL && row->why_not == NULL)
        continue;
      if (row != NULL)
        g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("\"%s\" cannot be measured here: %s"), *rows,
                     _ (row->why_not));
      return FALSE;
    }
  return TRUE;
}

static void
add_option (GPtrArray *argv, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (argv, g_strdup (name));
  g_ptr_array_add (argv, g_strdup (value));
}

static GPtrArray *
make_argv (const LabMeasureOptions *options)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *parent = g_strdup_printf ("%d", getpid ());
  g_autofree char *rows = options->rows == NULL ? NULL : g_strjoinv (",", (char **) options->rows);

  g_ptr_array_add (argv, g_strdup (lab_runner_get_path ()));
  g_ptr_array_add (argv, g_strdup ("--probe"));
  if (options->careful)
    g_ptr_array_add (argv, g_strdup ("--careful"));
  add_option (argv, "--parent", parent);
  add_option (argv, "--rows", rows);
  add_option (argv, "--folder", options->folder);
  add_option (argv, "--remote", options->remote);
  g_ptr_array_add (argv, NULL);
  return argv;
}

gboolean
lab_measure_start (LabMeasure *self, const LabMeasureOptions *options, GError **error)
{
  g_autoptr (GPtrArray) argv = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (LAB_IS_MEASURE (self) && options != NULL, FALSE);
  g_return_val_if_fail (self->process == NULL, FALSE);

  if (!check_rows (options->rows, error))
    return FALSE;
  argv = make_argv (options);
  self->process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &cause);
  if (self->process == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start interleave-runner (%s): %s"),
                   lab_runner_get_path (),
                   access (lab_runner_get_path (), X_OK) < 0 ? g_strerror (errno) : cause->message);
      return FALSE;
    }
  self->sheet->careful = options->careful;
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  lab_measure_read_line (self);
  return TRUE;
}

static gboolean
on_grace_over (gpointer data)
{
  lab_measure_kill (data);
  return G_SOURCE_REMOVE;
}

void
lab_measure_cancel (LabMeasure *self)
{
  g_return_if_fail (LAB_IS_MEASURE (self));

  if (self->process == NULL || self->state != LAB_MEASURE_RUNNING || self->grace != NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  self->grace = g_timeout_source_new (GRACE_MS);
  g_source_set_callback (self->grace, on_grace_over, self, NULL);
  g_source_attach (self->grace, g_main_context_get_thread_default ());
}

LabMeasureState
lab_measure_get_state (LabMeasure *self)
{
  g_return_val_if_fail (LAB_IS_MEASURE (self), LAB_MEASURE_FAILED);

  return self->state;
}

const char *
lab_measure_get_why (LabMeasure *self)
{
  g_return_val_if_fail (LAB_IS_MEASURE (self), NULL);

  return self->why;
}

const LabSheet *
lab_measure_get_sheet (LabMeasure *self)
{
  g_return_val_if_fail (LAB_IS_MEASURE (self), NULL);

  return self->sheet;
}

LabSheet *
lab_measure_take_sheet (LabMeasure *self)
{
  g_return_val_if_fail (LAB_IS_MEASURE (self) && self->state != LAB_MEASURE_RUNNING, NULL);

  return g_steal_pointer (&self->sheet);
}
