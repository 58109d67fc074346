/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-log.h"
#include "cli-trace.h"
#include "cli.h"
#include "lab-merge.h"

/* The columns are an interface: new ones may only be added at the end. */
#define EVENT_HEADING "time_ns\tlane\tlane_name\tpid\ttid\ttask\tlayer\tstate\tdetail\twhat"
#define TEXT_HEADING "time_ns\tlane\tlane_name\tpid\ttid\ttask\tkind\ttext"

static const char *const layer_ids[] = {
  [LAB_LAYER_TASK] = "task",
  [LAB_LAYER_KERNEL] = "kernel",
  [LAB_LAYER_OBJECT] = "object",
};

static const char *const text_kind_ids[] = {
  [LAB_TEXT_PRINT] = "print", [LAB_TEXT_RESULT] = "result", [LAB_TEXT_REASON] = "reason",
  [LAB_TEXT_META] = "meta",   [LAB_TEXT_FETCH] = "fetch",
};

static const char *
get_id (const char *const *ids, gsize n_ids, guint number)
{
  return number < n_ids && ids[number] != NULL ? ids[number] : "unknown";
}

static const char *
get_state_id (const LabEvent *event)
{
  if (event->layer == LAB_LAYER_OBJECT)
    return lab_deed_get_id (event->state);
  return lab_state_get_info (event->state)->id;
}

/* What the detail means, where that is more than the number of a step, an object or a processor. */
static const char *
get_what (const LabEvent *event)
{
  return event->layer == LAB_LAYER_TASK && event->state == LAB_STATE_IO ? lab_io_kind_get_id (event->detail) : "-";
}

static void
print_place (guint64 time, const LabLane *lane, guint32 task)
{
  g_autofree char *name = cli_escape (lane->name);

  printf ("%" G_GUINT64_FORMAT "\t%u\t%s\t%d\t%d\t", time, lane->id, name, lane->pid, lane->tid);
  if (task == LAB_NO_TASK)
    fputs ("-\t", stdout);
  else
    printf ("%u\t", task);
}

static void
print_events (LabTrace *trace)
{
  g_autoptr (LabMerge) merge = lab_merge_new (trace);
  const LabEvent *event;
  guint n;

  puts (EVENT_HEADING);
  while ((event = lab_merge_next (merge, &n)) != NULL && !ferror (stdout))
    {
      print_place (event->time, lab_trace_get_lane (trace, n), event->task);
      printf ("%s\t%s\t%u\t%s\n", get_id (layer_ids, G_N_ELEMENTS (layer_ids), event->layer), get_state_id (event),
              event->detail, get_what (event));
    }
}

static void
print_texts (LabTrace *trace)
{
  guint n_texts = lab_trace_get_n_texts (trace);

  puts (TEXT_HEADING);
  for (guint i = 0; i < n_texts; i++)
    {
      const LabText *text = lab_trace_get_text (trace, i);
      const LabLane *lane = cli_find_lane (trace, text->lane);
      g_autofree char *escaped = cli_escape (text->text);

      if (lane == NULL)
        continue;
      print_place (text->time, lane, text->task);
      printf ("%s\t%s\n", get_id (text_kind_ids, G_N_ELEMENTS (text_kind_ids), text->kind), escaped);
    }
}

static void
dump (LabTrace *trace, const gboolean given[CLI_TRACE_OPTIONS_MAX])
{
  if (given[0])
    print_texts (trace);
  else
    print_events (trace);
}

int
cli_dump (int argc, char **argv)
{
  static const CliTraceCommand command = {
    .name = "dump",
    .summary = N_ ("Prints the events of a saved trace in the order of time, one in a line, in columns separated by "
                   "tabs."),
    .options = { { "texts", N_ ("Print what was said instead: prints, results, reasons") } },
    .print = dump,
  };

  return cli_trace_command_run (&command, argc, argv);
}
