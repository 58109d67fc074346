/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "cli-log.h"
#include "cli.h"
#include "lab-clock.h"

struct _CliLog
{
  LabTrace *trace;
  guint n_seen;
};

CliLog *
cli_log_new (LabTrace *trace)
{
  CliLog *self = g_new0 (CliLog, 1);

  self->trace = trace;
  return self;
}

void
cli_log_free (CliLog *self)
{
  g_free (self);
}

const LabLane *
cli_find_lane (LabTrace *trace, guint32 id)
{
  guint n_lanes = lab_trace_get_n_lanes (trace);

  /* Nearly always the lanes' numbers have no gaps: then this finds it at once. */
  for (guint i = 0; i < n_lanes; i++)
    {
      const LabLane *lane = lab_trace_get_lane (trace, (guint) (((guint64) id + i) % n_lanes));

      if (lane->id == id)
        return lane;
    }
  return NULL;
}

gboolean
cli_log_has_news (CliLog *self)
{
  return lab_trace_get_n_texts (self->trace) > self->n_seen;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const LabText *first = *(const LabText *const *) a;
  const LabText *second = *(const LabText *const *) b;

  return first->time < second->time ? -1 : first->time > second->time;
}

static void
log_print (CliLog *self, const LabText *text)
{
  const LabLane *lane = cli_find_lane (self->trace, text->lane);
  g_autofree char *line = cli_escape (text->text);

  printf ("%4" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT "  %7d  %s\n", text->time / LAB_NS_PER_S,
          text->time % LAB_NS_PER_S / LAB_NS_PER_US, lane != NULL ? lane->pid : 0, line);
}

void
cli_log_print_news (CliLog *self)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new ();

  for (guint n = lab_trace_get_n_texts (self->trace); self->n_seen < n; self->n_seen++)
    {
      const LabText *text = lab_trace_get_text (self->trace, self->n_seen);

      if (text->kind == LAB_TEXT_PRINT)
        g_ptr_array_add (news, (gpointer) text);
    }
  g_ptr_array_sort (news, compare_times);
  for (guint i = 0; i < news->len; i++)
    log_print (self, g_ptr_array_index (news, i));
  fflush (stdout);
}
