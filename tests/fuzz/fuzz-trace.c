/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lab-hazard.h"
#include "lab-index.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A task that the trace says nothing of costs memory all the same: with more of them a fuzzer only grows slow. */
#define TASKS_MAX (1u << 20)
#define ROWS_MAX 1000

static void
read_events (LabTrace *trace)
{
  guint64 n_events = 0;

  for (guint n = 0; n < lab_trace_get_n_lanes (trace); n++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      g_assert_true (g_utf8_validate (lab_trace_get_lane (trace, n)->name, -1, NULL));
      while ((event = lab_trace_next_event (trace, n, &cursor)) != NULL)
        {
          g_assert_cmpuint (event->state, <, LAB_N_STATES);
          g_assert_cmpuint (event->task, <, lab_trace_get_n_tasks (trace));
          n_events++;
        }
    }
  g_assert_cmpuint (n_events, ==, lab_trace_get_n_events (trace));
}

static void
read_texts (LabTrace *trace)
{
  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    g_assert_true (g_utf8_validate (lab_trace_get_text (trace, n)->text, -1, NULL));
}

static void
check_metrics (LabTrace *trace)
{
  LabMetrics metrics;
  guint64 in_flight = 0;

  lab_metrics_compute (&metrics, trace);
  for (guint level = 0; level < LAB_LEVELS_MAX; level++)
    in_flight += metrics.in_flight.level[level];
  g_assert_cmpuint (in_flight, ==, metrics.makespan);
  g_assert_true (metrics.recording_share >= 0 && metrics.recording_share <= 1);
}

/* What a record or a name says must be fit for a line of text. */
static void
check_hazards (LabTrace *trace)
{
  g_autoptr (LabOutcome) outcome = lab_outcome_new_from_json (lab_trace_get_meta (trace, "outcome"));
  g_autoptr (GPtrArray) hazards = NULL;
  LabMetrics metrics;

  lab_metrics_compute (&metrics, trace);
  hazards = lab_hazards_find (trace, NULL, &metrics, outcome);
  for (guint i = 0; i < hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (hazards, i);

      g_assert_true (g_utf8_validate (hazard->sentence, -1, NULL));
      g_assert_null (strchr (hazard->sentence, '\n'));
    }
}

/* Whatever the events say, a row's shares of its own time add up to it. */
static void
check_index (LabTrace *trace, LabView view)
{
  g_autoptr (LabIndex) index = lab_index_new (trace, view);

  lab_index_update (index);
  for (guint row = 0; row < MIN (lab_index_get_n_rows (index), ROWS_MAX); row++)
    {
      guint64 n_spans = lab_index_get_row_n_spans (index, row);
      guint64 shares[LAB_N_TIMED_STATES];
      guint64 start, end, sum = 0;

      if (n_spans == 0)
        continue;
      start = lab_index_get_span (index, row, 0).start;
      end = lab_index_get_span (index, row, n_spans - 1).end;
      lab_index_query (index, row, start, end, shares);
      for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
        sum += shares[state];
      g_assert_cmpuint (sum, ==, end - start);
    }
}

/* What opens must be saved as it was, and open again. */
static void
check_saving (LabTrace *trace, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabTrace) again = NULL;

  lab_trace_save (trace, path, &error);
  g_assert_no_error (error);
  again = lab_trace_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lab_trace_get_n_events (again), ==, lab_trace_get_n_events (trace));
  g_assert_cmpuint (lab_trace_get_n_texts (again), ==, lab_trace_get_n_texts (trace));
  g_assert_cmpint (unlink (path), ==, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *copy = g_strdup_printf ("%s/fuzz-trace-%d", g_get_tmp_dir (), getpid ());
  g_autoptr (LabTrace) trace = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, size);
  trace = lab_trace_open (path, &error);
  close (fd);
  g_assert_true ((trace == NULL) == (error != NULL));
  if (trace == NULL)
    return 0;
  read_events (trace);
  read_texts (trace);
  if (lab_trace_get_n_tasks (trace) <= TASKS_MAX)
    {
      check_metrics (trace);
      check_hazards (trace);
    }
  check_index (trace, LAB_VIEW_WORKERS);
  check_index (trace, LAB_VIEW_TASKS);
  check_saving (trace, copy);
  return 0;
}
