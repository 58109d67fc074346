/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index.h"
#include "lab-recorder.h"

typedef guint64 Shares[LAB_N_TIMED_STATES];

/* A trace whose times are chosen, not measured: as a recorder writes it, but for the clock. */
typedef struct
{
  LabSegment *segment;
  LabTrace *trace;
  GPtrArray *lanes; /* of LabRecorder */
} Fixture;

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->segment = lab_segment_new (16 << 20, NULL);
  g_assert_nonnull (self->segment);
  self->trace = lab_trace_new (self->segment);
  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_recorder_free);
  return self;
}

static void
fixture_free (Fixture *self)
{
  g_ptr_array_unref (self->lanes);
  lab_trace_free (self->trace);
  lab_segment_unref (self->segment);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
add_lane (Fixture *self, LabLaneKind kind)
{
  g_ptr_array_add (self->lanes, lab_recorder_new (self->segment, kind, "lane"));
}

static void
write_event (Fixture *self, guint lane, LabEvent event)
{
  LabRecorder *recorder = g_ptr_array_index (self->lanes, lane);

  if (recorder->next == recorder->end)
    g_assert_nonnull (lab_recorder_next_chunk (recorder));
  *recorder->next++ = event;
  recorder->chunk->used += sizeof (LabEvent);
}

static void
add (Fixture *self, guint lane, guint64 time, guint32 task, LabState state)
{
  write_event (self, lane, (LabEvent){ .time = time, .task = task, .layer = LAB_LAYER_TASK, .state = (guint8) state });
}

static LabIndex *
make_index (Fixture *self, LabView view)
{
  LabIndex *index = lab_index_new (self->trace, view);
  g_autoptr (GError) error = NULL;

  lab_trace_update (self->trace, &error);
  g_assert_no_error (error);
  lab_index_update (index);
  return index;
}

static void
update (Fixture *self, LabIndex *index)
{
  g_assert_true (lab_trace_update (self->trace, NULL));
  lab_index_update (index);
}

static void
assert_span (LabIndex *index, guint row, guint64 n, guint64 start, guint64 end, LabState state, guint32 who)
{
  LabSpan span = lab_index_get_span (index, row, n);

  g_assert_cmpuint (span.start, ==, start);
  g_assert_cmpuint (span.end, ==, end);
  g_assert_cmpuint (span.state, ==, state);
  g_assert_cmpuint (span.who, ==, who);
}

/* A row as the events say it, by the plainest means: the yardstick. */

typedef struct
{
  LabEvent event;
  guint lane;
} Entry;

static GArray *
collect_lane (LabTrace *trace, guint lane, GArray *entries)
{
  LabCursor cursor = { 0 };
  const LabEvent *event;

  while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
    if (event->layer == LAB_LAYER_TASK)
      {
        Entry entry = { *event, lane };

        g_array_append_val (entries, entry);
      }
  return entries;
}

static void
close_last (GArray *spans, guint64 end)
{
  if (spans->len > 0)
    g_array_index (spans, LabSpan, spans->len - 1).end = end;
}

static void
open_span (GArray *spans, guint64 start, LabState state, guint32 who)
{
  LabSpan span = { start, start, who, state };

  close_last (spans, start);
  g_array_append_val (spans, span);
}

static GArray *
expect_task (LabTrace *trace, guint32 task)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LabSpan));
  const LabSpan *last;

  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    collect_lane (trace, lane, entries);
  for (guint i = 1; i < entries->len; i++)
    {
      Entry entry = g_array_index (entries, Entry, i);
      guint at = i;

      for (; at > 0 && g_array_index (entries, Entry, at - 1).event.time > entry.event.time; at--)
        g_array_index (entries, Entry, at) = g_array_index (entries, Entry, at - 1);
      g_array_index (entries, Entry, at) = entry;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->event.task == task)
        open_span (spans, entry->event.time, (LabState) entry->event.state, entry->lane);
    }
  last = spans->len > 0 ? &g_array_index (spans, LabSpan, spans->len - 1) : NULL;
  if (last != NULL && !lab_state_is_end (last->state))
    close_last (spans, lab_trace_get_last_time (trace));
  return spans;
}

/* Of the tasks of a lane, whose states are given, the wait that is most common. */
static LabState
most_common_wait (const guint8 *states, guint n_tasks)
{
  guint counts[LAB_N_STATES] = { 0 };
  LabState most = LAB_STATE_IDLE;

  for (guint task = 0; task < n_tasks; task++)
    counts[states[task]]++;
  counts[LAB_STATE_IDLE] = counts[LAB_STATE_RUNNING] = 0;
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    if (counts[state] > counts[most])
      most = (LabState) state;
  return most;
}

/* What a lane shows after an event, when it showed `shown` and its tasks are now in `states`. */
static LabSpan
expect_shown (LabSpan shown, LabLaneKind kind, const LabEvent *event, const guint8 *states, guint n_tasks)
{
  gboolean is_loop = kind == LAB_LANE_LOOP;
  gboolean is_own = shown.who == event->task;
  LabSpan next = { event->time, event->time, event->task, (LabState) event->state };

  if (event->state == LAB_STATE_RUNNING)
    return next;
  if (event->state == LAB_STATE_QUEUED)
    return kind != LAB_LANE_MAIN && is_own && shown.state == LAB_STATE_RUNNING ? next : shown;
  if (is_loop && !is_own && shown.who != LAB_NO_TASK)
    return shown;
  if (!lab_state_is_end (next.state))
    return next;
  if (!is_own && shown.who != LAB_NO_TASK)
    return shown;
  next.who = LAB_NO_TASK;
  next.state = is_loop ? most_common_wait (states, n_tasks) : LAB_STATE_IDLE;
  return next;
}

static GArray *
expect_worker (LabTrace *trace, guint lane)
{
  guint n_tasks = lab_trace_get_n_tasks (trace);
  g_autoptr (GArray) entries = collect_lane (trace, lane, g_array_new (FALSE, FALSE, sizeof (Entry)));
  g_autofree guint8 *states = g_malloc0 (n_tasks);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LabSpan));
  LabSpan shown = { 0, 0, LAB_NO_TASK, LAB_STATE_IDLE };

  for (guint i = 0; i < entries->len; i++)
    {
      const LabEvent *event = &g_array_index (entries, Entry, i).event;
      LabSpan next;

      states[event->task] = lab_state_is_end ((LabState) event->state) ? LAB_STATE_IDLE : event->state;
      next = expect_shown (shown, lab_trace_get_lane (trace, lane)->kind, event, states, n_tasks);
      if (next.state != shown.state || next.who != shown.who)
        open_span (spans, event->time, next.state, next.who);
      shown = next;
    }
  close_last (spans, lab_trace_get_last_time (trace));
  return spans;
}

static void
expect_shares (GArray *spans, guint64 start, guint64 end, Shares shares)
{
  memset (shares, 0, sizeof (Shares));
  for (guint i = 0; i < spans->len; i++)
    {
      const LabSpan *span = &g_array_index (spans, LabSpan, i);
      guint64 from = MAX (span->start, start);
      guint64 to = MIN (span->end, end);

      if (from < to)
        shares[lab_state_is_end (span->state) ? LAB_STATE_IDLE : span->state] += to - from;
    }
}

static guint64
expect_found (GArray *spans, guint64 time)
{
  if (time < g_array_index (spans, LabSpan, 0).start)
    return 0;
  for (guint i = 0; i < spans->len; i++)
    if (time < g_array_index (spans, LabSpan, i).end)
      return i;
  return spans->len - 1;
}

static void
check_spans (LabIndex *index, guint row, GArray *spans)
{
  g_assert_cmpuint (lab_index_get_row_n_spans (index, row), ==, spans->len);
  for (guint i = 0; i < spans->len; i++)
    {
      const LabSpan *span = &g_array_index (spans, LabSpan, i);

      assert_span (index, row, i, span->start, span->end, span->state, span->who);
    }
}

static void
check_find (LabIndex *index, guint row, GArray *spans, guint64 time)
{
  guint64 n = G_MAXUINT64;

  g_assert_cmpint (lab_index_find (index, row, time, &n), ==, spans->len > 0);
  if (spans->len > 0)
    g_assert_cmpuint (n, ==, expect_found (spans, time));
}

static void
assert_shares (const Shares shares, const Shares expected)
{
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    g_assert_cmpuint (shares[state], ==, expected[state]);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

#define N_EDGES 24

static void
check_queries (LabIndex *index, guint row, GArray *spans, guint64 last_time)
{
  guint64 edges[N_EDGES];
  Shares columns[N_EDGES - 1];
  Shares shares;
  Shares expected;

  for (guint i = 0; i < N_EDGES; i++)
    {
      edges[i] = (guint64) g_test_rand_double_range (0, (double) last_time * 1.1 + 3);
      check_find (index, row, spans, edges[i]);
    }
  qsort (edges, N_EDGES, sizeof (guint64), compare_times);
  lab_index_query_columns (index, row, edges, N_EDGES - 1, columns);
  for (guint i = 0; i + 1 < N_EDGES; i++)
    {
      expect_shares (spans, edges[i], edges[i + 1], expected);
      assert_shares (columns[i], expected);
      lab_index_query (index, row, edges[i], edges[i + 1], shares);
      assert_shares (shares, expected);
    }
  lab_index_query (index, row, 0, G_MAXUINT64, shares);
  expect_shares (spans, 0, G_MAXUINT64, expected);
  assert_shares (shares, expected);
}

static void
check_index (Fixture *self, LabIndex *index, LabView view)
{
  guint n_rows = view == LAB_VIEW_WORKERS ? lab_trace_get_n_lanes (self->trace) : lab_trace_get_n_tasks (self->trace);
  guint64 n_spans = 0;

  g_assert_cmpuint (lab_index_get_n_rows (index), ==, n_rows);
  for (guint row = 0; row < n_rows; row++)
    {
      g_autoptr (GArray) spans = view == LAB_VIEW_WORKERS ? expect_worker (self->trace, row)
                                                          : expect_task (self->trace, row);

      check_spans (index, row, spans);
      check_queries (index, row, spans, lab_trace_get_last_time (self->trace));
      n_spans += spans->len;
    }
  g_assert_cmpuint (lab_index_get_n_spans (index), ==, n_spans);
  g_assert_cmpuint (lab_index_get_span_bytes (index), ==, n_spans * 13);
}

/* Random events: any state at any moment, of few tasks, so that they meet on the lanes. */

typedef struct
{
  guint n_tasks;
  guint n_lanes;
  gint step_max; /* ns between two events of a lane */
  guint64 times[8];
} Shape;

static void
add_random_event (Fixture *self, Shape *shape)
{
  guint lane = (guint) g_test_rand_int_range (0, (gint) shape->n_lanes);
  LabEvent event = { .task = (guint32) g_test_rand_int_range (0, (gint) shape->n_tasks) };

  shape->times[lane] += (guint64) g_test_rand_int_range (0, shape->step_max);
  event.time = shape->times[lane];
  event.state = (guint8) g_test_rand_int_range (LAB_STATE_QUEUED, LAB_N_STATES);
  event.layer = g_test_rand_int_range (0, 10) == 0 ? LAB_LAYER_KERNEL : LAB_LAYER_TASK;
  write_event (self, lane, event);
}

static void
check_random (LabView view, Shape shape, guint n_pieces, gint piece_max)
{
  static const LabLaneKind kinds[] = { LAB_LANE_MAIN, LAB_LANE_LOOP, LAB_LANE_THREAD, LAB_LANE_PROCESS };
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) fed = NULL;
  g_autoptr (LabIndex) built = NULL;

  for (guint lane = 0; lane < shape.n_lanes; lane++)
    add_lane (self, kinds[lane % G_N_ELEMENTS (kinds)]);
  fed = make_index (self, view);
  for (guint piece = 0; piece < n_pieces; piece++)
    {
      for (gint n = g_test_rand_int_range (0, piece_max); n > 0; n--)
        add_random_event (self, &shape);
      update (self, fed);
    }
  check_index (self, fed, view);
  built = make_index (self, view);
  check_index (self, built, view);
}

static void
test_random (gconstpointer data)
{
  LabView view = (LabView) GPOINTER_TO_UINT (data);

  for (guint round = 0; round < 20; round++)
    {
      check_random (view, (Shape){ .n_tasks = 5, .n_lanes = 3, .step_max = 3 }, 30, 12);
      check_random (view, (Shape){ .n_tasks = 40, .n_lanes = 6, .step_max = 100 }, 10, 60);
    }
  check_random (view, (Shape){ .n_tasks = 1, .n_lanes = 2, .step_max = 1000000 }, 5, 1000);
  check_random (view, (Shape){ .n_tasks = 300, .n_lanes = 8, .step_max = 50 }, 3, 1000);
}

static void
test_long_row (gconstpointer data)
{
  LabView view = (LabView) GPOINTER_TO_UINT (data);

  check_random (view, (Shape){ .n_tasks = 2, .n_lanes = 3, .step_max = 40 }, 40, 500);
}

static void
test_trace_that_grows (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) workers = make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabIndex) tasks = make_index (self, LAB_VIEW_TASKS);
  Shape shape = { .n_tasks = 4, .n_lanes = 4, .step_max = 5 };

  for (guint lane = 0; lane < shape.n_lanes; lane++)
    add_lane (self, lane == 1 ? LAB_LANE_LOOP : LAB_LANE_THREAD);
  for (guint i = 0; i < 150; i++)
    {
      add_random_event (self, &shape);
      update (self, workers);
      update (self, tasks);
      check_index (self, workers, LAB_VIEW_WORKERS);
      check_index (self, tasks, LAB_VIEW_TASKS);
    }
}

static void
test_one_at_a_time (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  add_lane (self, LAB_LANE_THREAD);
  add (self, 0, 10, 3, LAB_STATE_RUNNING);
  add (self, 0, 12, 3, LAB_STATE_RUNNING);
  add (self, 0, 15, 3, LAB_STATE_SLEEPING);
  add (self, 0, 25, 3, LAB_STATE_RUNNING);
  add (self, 0, 30, 3, LAB_STATE_DONE);
  add (self, 0, 34, 4, LAB_STATE_RUNNING);
  add (self, 0, 40, 4, LAB_STATE_FAILED);
  add (self, 0, 50, 5, LAB_STATE_CANCELLED);
  index = make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 6);
  assert_span (index, 0, 0, 10, 15, LAB_STATE_RUNNING, 3);
  assert_span (index, 0, 1, 15, 25, LAB_STATE_SLEEPING, 3);
  assert_span (index, 0, 2, 25, 30, LAB_STATE_RUNNING, 3);
  assert_span (index, 0, 3, 30, 34, LAB_STATE_IDLE, LAB_NO_TASK);
  assert_span (index, 0, 4, 34, 40, LAB_STATE_RUNNING, 4);
  assert_span (index, 0, 5, 40, 50, LAB_STATE_IDLE, LAB_NO_TASK);
}

static void
test_loop (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  add_lane (self, LAB_LANE_LOOP);
  add (self, 0, 10, 1, LAB_STATE_RUNNING);
  add (self, 0, 11, 1, LAB_STATE_SLEEPING);
  add (self, 0, 12, 2, LAB_STATE_RUNNING);
  add (self, 0, 13, 2, LAB_STATE_IO);
  add (self, 0, 14, 3, LAB_STATE_RUNNING);
  add (self, 0, 15, 3, LAB_STATE_IO);
  add (self, 0, 16, 4, LAB_STATE_RUNNING);
  add (self, 0, 17, 1, LAB_STATE_QUEUED); /* ready, while another runs */
  add (self, 0, 20, 4, LAB_STATE_DONE);   /* two wait for I/O, one is ready */
  add (self, 0, 30, 1, LAB_STATE_RUNNING);
  add (self, 0, 31, 2, LAB_STATE_QUEUED);
  add (self, 0, 32, 3, LAB_STATE_CANCELLED); /* one that waited */
  add (self, 0, 35, 1, LAB_STATE_DONE);
  add (self, 0, 40, 2, LAB_STATE_RUNNING);
  add (self, 0, 45, 2, LAB_STATE_DONE);
  add (self, 0, 50, 5, LAB_STATE_RUNNING);
  index = make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 13);
  assert_span (index, 0, 0, 10, 11, LAB_STATE_RUNNING, 1);
  assert_span (index, 0, 1, 11, 12, LAB_STATE_SLEEPING, 1);
  assert_span (index, 0, 5, 15, 16, LAB_STATE_IO, 3);
  assert_span (index, 0, 6, 16, 20, LAB_STATE_RUNNING, 4);
  assert_span (index, 0, 7, 20, 30, LAB_STATE_IO, LAB_NO_TASK);
  assert_span (index, 0, 8, 30, 35, LAB_STATE_RUNNING, 1);
  assert_span (index, 0, 9, 35, 40, LAB_STATE_QUEUED, LAB_NO_TASK);
  assert_span (index, 0, 10, 40, 45, LAB_STATE_RUNNING, 2);
  assert_span (index, 0, 11, 45, 50, LAB_STATE_IDLE, LAB_NO_TASK);
  assert_span (index, 0, 12, 50, 50, LAB_STATE_RUNNING, 5);
}

/* So many in flight that the table of a loop's tasks grows, with numbers far apart, and ends in another order. */
static void
test_loop_of_many (void)
{
  const guint n = 3000;
  const guint apart = 4099;
  const guint locked = 1234 * apart;
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  guint64 time = 0;
  guint64 last;

  add_lane (self, LAB_LANE_LOOP);
  for (guint i = 0; i < n; i++)
    {
      add (self, 0, time++, i * apart, LAB_STATE_RUNNING);
      add (self, 0, time++, i * apart, i * apart == locked ? LAB_STATE_LOCK : LAB_STATE_SLEEPING);
    }
  for (guint i = 0; i < n; i++)
    if ((i * 7) % n * apart != locked)
      {
        add (self, 0, time++, (i * 7) % n * apart, LAB_STATE_RUNNING);
        add (self, 0, time++, (i * 7) % n * apart, LAB_STATE_DONE);
      }
  add (self, 0, time, locked, LAB_STATE_CANCELLED);
  index = make_index (self, LAB_VIEW_WORKERS);

  last = lab_index_get_n_spans (index) - 1;
  assert_span (index, 0, last - 3, time - 3, time - 2, LAB_STATE_SLEEPING, LAB_NO_TASK);
  assert_span (index, 0, last - 1, time - 1, time, LAB_STATE_LOCK, LAB_NO_TASK);
  assert_span (index, 0, last, time, time, LAB_STATE_IDLE, LAB_NO_TASK);
}

static void
test_yield (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  add_lane (self, LAB_LANE_THREAD);
  add (self, 0, 1, 0, LAB_STATE_RUNNING);
  add (self, 0, 2, 1, LAB_STATE_QUEUED);
  add (self, 0, 4, 0, LAB_STATE_QUEUED);
  add (self, 0, 5, 0, LAB_STATE_RUNNING);
  index = make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 3);
  assert_span (index, 0, 0, 1, 4, LAB_STATE_RUNNING, 0);
  assert_span (index, 0, 1, 4, 5, LAB_STATE_QUEUED, 0);
  assert_span (index, 0, 2, 5, 5, LAB_STATE_RUNNING, 0);
}

static void
test_submissions_do_not_occupy (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  add_lane (self, LAB_LANE_MAIN);
  add_lane (self, LAB_LANE_MAIN);
  add (self, 0, 1, 0, LAB_STATE_QUEUED);
  add (self, 0, 2, 1, LAB_STATE_QUEUED);
  add (self, 0, 3, 0, LAB_STATE_RUNNING);
  add (self, 0, 4, 2, LAB_STATE_QUEUED);
  add (self, 0, 5, 1, LAB_STATE_CANCELLED);
  add (self, 0, 9, 0, LAB_STATE_DONE);
  add (self, 1, 4, 3, LAB_STATE_QUEUED);
  add (self, 1, 5, 3, LAB_STATE_CANCELLED);
  index = make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_row_n_spans (index, 0), ==, 2);
  assert_span (index, 0, 0, 3, 9, LAB_STATE_RUNNING, 0);
  assert_span (index, 0, 1, 9, 9, LAB_STATE_IDLE, LAB_NO_TASK);
  g_assert_cmpuint (lab_index_get_row_n_spans (index, 1), ==, 0);
}

static void
test_empty_row (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  const guint64 edges[] = { 0, 5, 10 };
  const Shares none = { 0 };
  Shares columns[2];
  guint64 n;

  add_lane (self, LAB_LANE_THREAD);
  add (self, 0, 1, 700, LAB_STATE_RUNNING); /* far beyond the tasks that have events */
  index = make_index (self, LAB_VIEW_TASKS);

  g_assert_cmpuint (lab_index_get_n_rows (index), ==, 701);
  for (guint row = 0; row < 700; row += 233)
    {
      memset (columns, 1, sizeof (columns));
      g_assert_cmpuint (lab_index_get_row_n_spans (index, row), ==, 0);
      g_assert_false (lab_index_find (index, row, 1, &n));
      lab_index_query_columns (index, row, edges, 2, columns);
      assert_shares (columns[0], none);
      assert_shares (columns[1], none);
    }
}

static void
test_edges_outside (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  const guint64 edges[] = { 0, 50, 100, 150, 150, 200, 250, G_MAXUINT64 };
  const guint64 running[] = { 0, 0, 50, 0, 50, 0, 0 };
  Shares columns[7];
  guint64 n;

  add_lane (self, LAB_LANE_THREAD);
  add (self, 0, 100, 0, LAB_STATE_RUNNING);
  add (self, 0, 200, 0, LAB_STATE_DONE);
  index = make_index (self, LAB_VIEW_TASKS);

  lab_index_query_columns (index, 0, edges, 7, columns);
  for (guint i = 0; i < G_N_ELEMENTS (running); i++)
    for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
      g_assert_cmpuint (columns[i][state], ==, state == LAB_STATE_RUNNING ? running[i] : 0);
  g_assert_true (lab_index_find (index, 0, 0, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (lab_index_find (index, 0, G_MAXUINT64, &n));
  g_assert_cmpuint (n, ==, 1);
  assert_span (index, 0, 1, 200, 200, LAB_STATE_DONE, 0);
}

static void
test_task_of_one_nanosecond (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  const Shares expected = { [LAB_STATE_RUNNING] = 1 };
  const Shares none = { 0 };
  Shares shares;

  add_lane (self, LAB_LANE_THREAD);
  add (self, 0, 7, 0, LAB_STATE_RUNNING);
  add (self, 0, 8, 0, LAB_STATE_DONE);
  add (self, 0, 1000, 1, LAB_STATE_RUNNING);
  index = make_index (self, LAB_VIEW_TASKS);

  lab_index_query (index, 0, 0, 1000, shares);
  assert_shares (shares, expected);
  lab_index_query (index, 0, 7, 8, shares);
  assert_shares (shares, expected);
  lab_index_query (index, 0, 0, 7, shares);
  assert_shares (shares, none);
  lab_index_query (index, 0, 8, 1000, shares);
  assert_shares (shares, none);
}

static void
test_ties (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  add_lane (self, LAB_LANE_MAIN);
  add_lane (self, LAB_LANE_THREAD);
  add (self, 1, 5, 0, LAB_STATE_RUNNING);
  index = make_index (self, LAB_VIEW_TASKS);
  add (self, 0, 5, 0, LAB_STATE_QUEUED); /* seen later, happened before */
  add (self, 1, 5, 0, LAB_STATE_SLEEPING);
  add (self, 1, 5, 0, LAB_STATE_DONE);
  update (self, index);

  check_index (self, index, LAB_VIEW_TASKS);
  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 4);
}

static void
test_open_span_grows (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  Shares shares;

  add_lane (self, LAB_LANE_THREAD);
  add_lane (self, LAB_LANE_THREAD);
  add (self, 0, 10, 0, LAB_STATE_IO);
  index = make_index (self, LAB_VIEW_WORKERS);
  assert_span (index, 0, 0, 10, 10, LAB_STATE_IO, 0);
  add (self, 1, 90, 1, LAB_STATE_RUNNING);
  update (self, index);

  assert_span (index, 0, 0, 10, 90, LAB_STATE_IO, 0);
  lab_index_query (index, 0, 0, 200, shares);
  g_assert_cmpuint (shares[LAB_STATE_IO], ==, 80);
}

/* What the index takes beside the spans, as the design promises it for long rows. */
static void
test_size (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  add_lane (self, LAB_LANE_THREAD);
  for (guint i = 0; i < 200000; i++)
    add (self, 0, i, 0, i % 2 ? LAB_STATE_SLEEPING : LAB_STATE_RUNNING);
  index = make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_span_bytes (index), ==, 200000 * 13);
  g_assert_cmpuint (lab_index_get_extra_bytes (index), >, 200000);
  g_assert_cmpuint (lab_index_get_extra_bytes (index), <, 200000 * 5 / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/index/random-workers", GUINT_TO_POINTER (LAB_VIEW_WORKERS), test_random);
  g_test_add_data_func ("/index/random-tasks", GUINT_TO_POINTER (LAB_VIEW_TASKS), test_random);
  g_test_add_data_func ("/index/long-worker", GUINT_TO_POINTER (LAB_VIEW_WORKERS), test_long_row);
  g_test_add_data_func ("/index/long-task", GUINT_TO_POINTER (LAB_VIEW_TASKS), test_long_row);
  g_test_add_func ("/index/trace-that-grows", test_trace_that_grows);
  g_test_add_func ("/index/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/index/loop", test_loop);
  g_test_add_func ("/index/loop-of-many", test_loop_of_many);
  g_test_add_func ("/index/yield", test_yield);
  g_test_add_func ("/index/submissions-do-not-occupy", test_submissions_do_not_occupy);
  g_test_add_func ("/index/empty-row", test_empty_row);
  g_test_add_func ("/index/edges-outside", test_edges_outside);
  g_test_add_func ("/index/task-of-one-nanosecond", test_task_of_one_nanosecond);
  g_test_add_func ("/index/ties", test_ties);
  g_test_add_func ("/index/open-span-grows", test_open_span_grows);
  g_test_add_func ("/index/size", test_size);
  return g_test_run ();
}
