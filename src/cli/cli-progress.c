/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli-progress.h"
#include "cli.h"
#include "lab-quantity.h"

#define BAR_WIDTH 30

struct _CliProgress
{
  LabTrace *trace;
  const char *label;
  guint64 n_tasks;
  guint64 n_ended;
  GArray *cursors; /* a LabCursor for each lane */
  gboolean shown;
};

CliProgress *
cli_progress_new (LabTrace *trace, const char *label, guint64 n_tasks)
{
  CliProgress *self;

  if (!cli_is_terminal (stderr))
    return NULL;
  self = g_new0 (CliProgress, 1);
  self->trace = trace;
  self->label = label;
  self->n_tasks = n_tasks;
  self->cursors = g_array_new (FALSE, TRUE, sizeof (LabCursor));
  return self;
}

void
cli_progress_free (CliProgress *self)
{
  g_array_unref (self->cursors);
  g_free (self);
}

static void
progress_count (CliProgress *self)
{
  guint n_lanes = lab_trace_get_n_lanes (self->trace);
  const LabEvent *event;

  g_array_set_size (self->cursors, n_lanes);
  for (guint n = 0; n < n_lanes; n++)
    while ((event = lab_trace_next_event (self->trace, n, &g_array_index (self->cursors, LabCursor, n))) != NULL)
      if (event->layer == LAB_LAYER_TASK && lab_state_is_end (event->state))
        self->n_ended++;
}

void
cli_progress_draw (CliProgress *self)
{
  g_autofree char *ended = NULL;
  g_autofree char *all = lab_format_count (self->n_tasks);
  char bar[BAR_WIDTH + 1];
  gsize filled;

  progress_count (self);
  ended = lab_format_count (self->n_ended);
  filled = self->n_tasks == 0 ? 0 : (gsize) (MIN (self->n_ended, self->n_tasks) * BAR_WIDTH / self->n_tasks);
  memset (bar, '-', BAR_WIDTH);
  memset (bar, '#', filled);
  bar[BAR_WIDTH] = '\0';
  fprintf (stderr, "\r%s [%s] ", self->label, bar);
  fprintf (stderr, _ ("%s of %s tasks"), ended, all);
  fputs ("\033[K", stderr);
  self->shown = TRUE;
}

void
cli_progress_clear (CliProgress *self)
{
  if (self->shown)
    fputs ("\r\033[K", stderr);
  self->shown = FALSE;
}
