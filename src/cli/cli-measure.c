/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "cli-interrupt.h"
#include "cli-measure.h"
#include "cli.h"
#include "lab-error.h"
#include "lab-latency-row.h"

typedef struct
{
  LabMeasure *measure;
  GMainLoop *loop;
  gboolean shows; /* stderr is a terminal */
} Follower;

static void
clear_line (const Follower *self)
{
  if (self->shows)
    fputs ("\r\033[K", stderr);
}

static void
on_reading (LabMeasure *measure, const char *id, Follower *self)
{
  const LabLatencyRow *row = lab_latency_row_find (id);
  const LabSheet *sheet = lab_measure_get_sheet (measure);
  g_autofree char *value = lab_reading_describe (lab_sheet_find (sheet, id));

  if (!self->shows)
    return;
  clear_line (self);
  fprintf (stderr, _ ("%u rows: %s: %s"), sheet->readings->len, row == NULL ? id : _ (row->title), value);
}

static void
on_ended (LabMeasure *measure, Follower *self)
{
  g_main_loop_quit (self->loop);
}

/* The descriptor stays readable: once is enough. */
static gboolean
on_interrupt (int fd, GIOCondition condition, gpointer data)
{
  lab_measure_cancel (((Follower *) data)->measure);
  return G_SOURCE_REMOVE;
}

static void
follow (Follower *self, const CliInterrupt *interrupt)
{
  g_autoptr (GSource) interrupted = g_unix_fd_source_new (cli_interrupt_get_fd (interrupt), G_IO_IN);

  g_source_set_callback (interrupted, G_SOURCE_FUNC (on_interrupt), self, NULL);
  g_source_attach (interrupted, NULL);
  g_signal_connect (self->measure, "reading", G_CALLBACK (on_reading), self);
  g_signal_connect (self->measure, "ended", G_CALLBACK (on_ended), self);
  g_main_loop_run (self->loop);
  g_signal_handlers_disconnect_by_data (self->measure, self);
  g_source_destroy (interrupted);
  clear_line (self);
}

LabMeasure *
cli_measure (const LabMeasureOptions *options, int *signal_number, GError **error)
{
  g_autoptr (CliInterrupt) interrupt = cli_interrupt_new ();
  g_autoptr (LabMeasure) measure = lab_measure_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Follower self = { .measure = measure, .loop = loop, .shows = cli_is_terminal (stderr) };

  if (!lab_measure_start (measure, options, error))
    return NULL;
  follow (&self, interrupt);
  *signal_number = cli_interrupt_get_signal (interrupt);
  if (lab_measure_get_state (measure) != LAB_MEASURE_FAILED)
    return g_steal_pointer (&measure);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the measurement failed: %s"), lab_measure_get_why (measure));
  return NULL;
}
