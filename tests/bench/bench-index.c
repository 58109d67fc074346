/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index.h"
#include "lab-recorder.h"

/* What the index costs and what it saves: a trace of ten million spans on 16 lanes, as wide as a screen. The peer is
 * the same work done without an index: one pass over all spans. */

#define N_LANES 16
#define N_COLUMNS 1920
#define N_REPEATS 7
#define SPAN_MAX 2000 /* ns */

typedef guint64 Shares[LAB_N_TIMED_STATES];

typedef struct
{
  LabTrace *trace;
  LabIndex *index;
  guint64 n_spans;
  guint64 edges[N_COLUMNS + 1];
  Shares shares[N_COLUMNS];
  guint64 *ends[N_LANES]; /* the peer's spans */
  guint8 *states[N_LANES];
  guint64 sum; /* keeps the work from being left out */
} Bench;

static void
add_event (LabRecorder *recorder, guint64 time, guint32 task, LabState state)
{
  if (recorder->next == recorder->end && lab_recorder_next_chunk (recorder) == NULL)
    g_error ("the segment is too small");
  *recorder->next++ = (LabEvent){ .time = time, .task = task, .layer = LAB_LAYER_TASK, .state = (guint8) state };
  recorder->chunk->used += sizeof (LabEvent);
}

static void
record_lane (LabSegment *segment, guint n_events, GRand *random)
{
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");
  guint64 time = 0;

  for (guint i = 0; i < n_events; i++)
    {
      guint state = i % 2 == 0 ? LAB_STATE_RUNNING : LAB_STATE_SLEEPING + g_rand_int (random) % 5;

      add_event (recorder, time, i / 8, (LabState) state);
      time += g_rand_int (random) % SPAN_MAX;
    }
}

static LabTrace *
make_trace (guint64 n_spans)
{
  g_autoptr (LabSegment) segment = lab_segment_new (n_spans * 17 + (64 << 20), NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  LabTrace *trace;

  g_assert_nonnull (segment);
  for (guint lane = 0; lane < N_LANES; lane++)
    record_lane (segment, (guint) (n_spans / N_LANES), random);
  trace = lab_trace_new (segment);
  g_assert_true (lab_trace_update (trace, NULL));
  return trace;
}

static void
copy_spans (Bench *bench)
{
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      guint64 n = lab_index_get_row_n_spans (bench->index, lane);

      bench->ends[lane] = g_new (guint64, n);
      bench->states[lane] = g_new (guint8, n);
      for (guint64 i = 0; i < n; i++)
        {
          LabSpan span = lab_index_get_span (bench->index, lane, i);

          bench->ends[lane][i] = span.end;
          bench->states[lane][i] = (guint8) span.state;
        }
    }
}

static void
set_window (Bench *bench, double from, double to)
{
  double length = (double) lab_trace_get_last_time (bench->trace);

  for (guint i = 0; i <= N_COLUMNS; i++)
    bench->edges[i] = (guint64) (length * (from + (to - from) * i / N_COLUMNS));
}

static void
query_index (Bench *bench)
{
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      lab_index_query_columns (bench->index, lane, bench->edges, N_COLUMNS, bench->shares);
      bench->sum += bench->shares[N_COLUMNS / 2][LAB_STATE_RUNNING];
    }
}

static void
scan_lane (Bench *bench, guint lane)
{
  guint64 n = lab_index_get_row_n_spans (bench->index, lane);
  guint64 start = 0;
  guint column = 0;

  for (guint64 i = 0; i < n; start = bench->ends[lane][i++])
    {
      guint64 end = bench->ends[lane][i];
      guint64 at = MAX (start, bench->edges[0]);

      while (column < N_COLUMNS && at < end)
        {
          guint64 until = MIN (end, bench->edges[column + 1]);

          bench->shares[column][bench->states[lane][i]] += until - at;
          at = until;
          column += until == bench->edges[column + 1];
        }
    }
}

static void
scan_spans (Bench *bench)
{
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      memset (bench->shares, 0, sizeof (bench->shares));
      scan_lane (bench, lane);
      bench->sum -= bench->shares[N_COLUMNS / 2][LAB_STATE_RUNNING];
    }
}

static void
build_index (Bench *bench)
{
  bench->index = lab_index_new (bench->trace, LAB_VIEW_WORKERS);
  lab_index_update (bench->index);
}

static void
drop_index (Bench *bench)
{
  g_clear_pointer (&bench->index, lab_index_free);
}

static void
scan_events (Bench *bench)
{
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      while ((event = lab_trace_next_event (bench->trace, lane, &cursor)) != NULL)
        bench->edges[event->state] = event->time;
    }
}

/* The median of a few runs, in ns; `prepare`, which is not counted, may be NULL. */
static double
measure (Bench *bench, void (*prepare) (Bench *), void (*work) (Bench *))
{
  guint64 times[N_REPEATS];

  for (guint i = 0; i < N_REPEATS; i++)
    {
      guint64 start;
      guint64 time;
      guint at = i;

      if (prepare != NULL)
        prepare (bench);
      start = lab_clock_now ();
      work (bench);
      time = lab_clock_now () - start;
      for (; at > 0 && times[at - 1] > time; at--)
        times[at] = times[at - 1];
      times[at] = time;
    }
  return (double) times[N_REPEATS / 2];
}

static void
report (const char *name, const char *unit, double value, const char *peer, double peer_value)
{
  g_print ("%s\t%.3g\t%s\t%s\t%.3g\t%.3g\n", name, value, unit, peer, peer_value, value / peer_value);
}

static void
report_query (Bench *bench, const char *name, double from, double to)
{
  set_window (bench, from, to);
  bench->sum = 0;
  report (name, "ms", measure (bench, NULL, query_index) / LAB_NS_PER_MS, "pass over all spans",
          measure (bench, NULL, scan_spans) / LAB_NS_PER_MS);
  if (bench->sum != 0)
    g_error ("the index and the peer do not agree");
}

int
main (int argc, char **argv)
{
  guint64 n_spans = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 10000000;
  Bench bench = { .trace = make_trace (n_spans) };
  double build = measure (&bench, drop_index, build_index);

  bench.n_spans = lab_index_get_n_spans (bench.index);
  report ("index build", "ns/span", build / (double) bench.n_spans, "pass over all events",
          measure (&bench, NULL, scan_events) / (double) bench.n_spans);
  report ("index size beside the spans", "B/span",
          (double) lab_index_get_extra_bytes (bench.index) / (double) bench.n_spans, "the spans",
          (double) lab_index_get_span_bytes (bench.index) / (double) bench.n_spans);
  copy_spans (&bench);
  report_query (&bench, "index query, whole trace", 0, 1);
  report_query (&bench, "index query, 1 % window", 0.5, 0.51);

  for (guint lane = 0; lane < N_LANES; lane++)
    {
      g_free (bench.ends[lane]);
      g_free (bench.states[lane]);
    }
  lab_index_free (bench.index);
  lab_trace_free (bench.trace);
  return 0;
}
