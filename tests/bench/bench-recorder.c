/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-recorder: what it costs to record an event, beside its peers in the same rounds; then whether ten million
 * events from two threads are all there. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench-subject.h"
#include "lab-recorder.h"
#include "lab-trace.h"

#define N_COLUMNS_MAX 5
#define ROUNDS 21
#define EVENTS 1000000
#define ALLOWED 1.15 /* of a bare clock_gettime() */
#define THREADS 2
#define EVENTS_PER_THREAD 5000000
#define ROOM (G_GUINT64_CONSTANT (1) << 30)

static LabSegment *segment;
static LabRecorder *recorder;
static volatile guint64 sink;

static void
prepare_recorder (guint n_events)
{
  segment = lab_segment_new (ROOM, NULL);
  g_assert_nonnull (segment);
  recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "bench");
}

static void
prepare_recorder_and_pages (guint n_events)
{
  prepare_recorder (n_events);
  lab_segment_prepare (segment, (guint64) n_events * (LAB_PAGE_SIZE / LAB_CHUNK_EVENTS_MAX + 1));
}

static void
add_events (guint n_events)
{
  for (guint i = 0; i < n_events; i++)
    lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
}

static void
finish_recorder (void)
{
  g_assert_cmpuint (lab_segment_get_header (segment)->dropped, ==, 0);
  g_clear_pointer (&recorder, lab_recorder_free);
  g_clear_pointer (&segment, lab_segment_unref);
}

static void
read_clock (guint n_events)
{
  for (guint i = 0; i < n_events; i++)
    sink = lab_clock_now ();
}

static const BenchSubject bench_prepared = { prepare_recorder_and_pages, add_events, finish_recorder };
static const BenchSubject bench_unprepared = { prepare_recorder, add_events, finish_recorder };
static const BenchSubject bench_clock = { NULL, read_clock, NULL };

typedef struct
{
  const char *name;
  const BenchSubject *subject;
  double cost[ROUNDS]; /* ns for each event */
} Column;

static void
measure_round (Column *column, guint round)
{
  const BenchSubject *subject = column->subject;
  guint64 start;

  if (subject->prepare != NULL)
    subject->prepare (EVENTS);
  start = lab_clock_now ();
  subject->add (EVENTS);
  column->cost[round] = (double) (lab_clock_now () - start) / EVENTS;
  if (subject->finish != NULL)
    subject->finish ();
}

static int
compare_costs (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
get_median (const double *costs)
{
  double sorted[ROUNDS];

  memcpy (sorted, costs, sizeof (sorted));
  qsort (sorted, ROUNDS, sizeof (double), compare_costs);
  return sorted[ROUNDS / 2];
}

/* The machine's pace drifts from round to round, more than what is compared differs: so the ratio is the median of
 * the rounds' ratios, not that of the medians. The peer is called `label` and counts `factor` times. */
static void
print_line (const Column *ours, const Column *peer, const char *label, double factor)
{
  double ratios[ROUNDS];

  for (guint round = 0; round < ROUNDS; round++)
    ratios[round] = ours->cost[round] / (factor * peer->cost[round]);
  g_print ("%s\t%.4g\tns\t%s\t%.4g\t%.3f\n", ours->name, get_median (ours->cost), label,
           factor * get_median (peer->cost), get_median (ratios));
}

enum
{
  PREPARED,   /* as a run is: the pages are there before it begins */
  UNPREPARED, /* as a run is that records more than was prepared for */
  CLOCK,
  N_OWN,
};

/* In turn, so that all meet the same disturbances. */
static void
measure_costs (Column *columns, guint n_columns)
{
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n_columns; i++)
      measure_round (&columns[i], round);
  for (guint i = CLOCK; i < n_columns; i++)
    print_line (&columns[PREPARED], &columns[i], columns[i].name, 1);
  print_line (&columns[PREPARED], &columns[CLOCK], "goal", ALLOWED);
  print_line (&columns[UNPREPARED], &columns[CLOCK], columns[CLOCK].name, 1);
}

static gpointer
record_many (gpointer data)
{
  g_autoptr (LabRecorder) own = lab_recorder_new (data, LAB_LANE_THREAD, "many");

  for (guint32 i = 0; i < EVENTS_PER_THREAD; i++)
    lab_recorder_add (own, i, LAB_STATE_RUNNING, 0);
  return NULL;
}

/* Those of a lane that are there, each in its place. */
static guint64
count_events (LabTrace *trace, guint lane)
{
  LabCursor cursor = { 0 };
  const LabEvent *event;
  guint64 count = 0;

  while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
    count += event->task == count;
  return count;
}

static void
count_lost (void)
{
  g_autoptr (LabSegment) many = lab_segment_new (ROOM, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (many);
  guint64 start = lab_clock_now ();
  GThread *threads[THREADS];
  guint64 found = 0;
  guint64 elapsed;

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("many", record_many, many);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  elapsed = lab_clock_now () - start;
  g_assert_true (lab_trace_update (trace, NULL));
  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    found += count_events (trace, lane);
  g_print ("10,000,000 events from two threads: lost\t%" G_GUINT64_FORMAT "\tevents\tgoal\t0\t-\n",
           THREADS * EVENTS_PER_THREAD - found);
  g_print ("10,000,000 events from two threads: time\t%.4g\tms\t-\t-\t-\n", (double) elapsed / LAB_NS_PER_MS);
}

int
main (int argc, char **argv)
{
  Column columns[N_COLUMNS_MAX] = {
    [PREPARED] = { "record an event", &bench_prepared },
    [UNPREPARED] = { "record an event beyond what was prepared", &bench_unprepared },
    [CLOCK] = { "clock_gettime", &bench_clock },
  };
  guint n_columns = N_OWN;

#ifdef HAVE_SYSPROF
  columns[n_columns++] = (Column){ "sysprof mark", &bench_sysprof };
#endif
#ifdef HAVE_LTTNG
  g_autofree char *folder = g_dir_make_tmp ("bench-recorder-XXXXXX", NULL);
  gboolean recorded;

  g_assert_nonnull (folder);
  recorded = bench_lttng_start (folder);
  columns[n_columns++] = (Column){ recorded ? "LTTng tracepoint" : "LTTng tracepoint (no session)", &bench_lttng };
#endif
  measure_costs (columns, n_columns);
#ifdef HAVE_LTTNG
  bench_lttng_stop (folder);
#endif
  count_lost ();
  return 0;
}
