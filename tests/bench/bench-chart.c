/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <time.h>

#include <cairo.h>

#include "lab-clock.h"
#include "lab-export.h"
#include "lab-hit.h"
#include "lab-range.h"
#include "lab-recorder.h"
#include "lab-timeline.h"

/* What a frame of the timeline costs: layout and paint on an image of 1920 x 1080, 16 lanes, while a script pans and
 * zooms. With a number as argument, of that many million spans only. */

#define WIDTH 1920
#define HEIGHT 1080
#define N_LANES 16
#define SPAN_MAX 2000 /* ns */
#define N_ZOOMS 24
#define N_PANS 12
#define MILLION G_GUINT64_CONSTANT (1000000)

/* What this thread has used: the clock of the wall would also count what others take of the machine. */
static guint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (guint64) now.tv_sec * LAB_NS_PER_S + (guint64) now.tv_nsec;
}

typedef struct
{
  LabSegment *segment;
  GPtrArray *lanes; /* of LabRecorder */
  LabTrace *trace;
  LabTimeline *timeline;
  LabFont *font;
  LabScene *scene;
  LabPainter *painter;
  cairo_surface_t *surface;
  guint64 time; /* up to which was recorded */
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
record (Bench *bench, guint lane, guint n, guint64 longest, GRand *random)
{
  LabRecorder *recorder = g_ptr_array_index (bench->lanes, lane);
  guint64 time = bench->time;

  for (guint i = 0; i < n; i++)
    {
      guint state = i % 2 == 0 ? LAB_STATE_RUNNING : LAB_STATE_SLEEPING + g_rand_int (random) % 5;

      add_event (recorder, time, i / 8, (LabState) state);
      time += 1 + g_rand_int (random) % longest;
    }
}

static Bench *
bench_new (guint64 n_spans, guint n_lanes, guint64 longest)
{
  Bench *bench = g_new0 (Bench, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  cairo_t *cr;

  bench->segment = lab_segment_new (n_spans * 17 + (guint64) n_lanes * 8192 + (128 << 20), NULL);
  bench->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_recorder_free);
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", lane + 1);

      g_ptr_array_add (bench->lanes, lab_recorder_new (bench->segment, LAB_LANE_THREAD, name));
      record (bench, lane, (guint) (n_spans / n_lanes), longest, random);
    }
  bench->trace = lab_trace_new (bench->segment);
  g_assert_true (lab_trace_update (bench->trace, NULL));
  bench->time = lab_trace_get_last_time (bench->trace);
  bench->timeline = lab_timeline_new (bench->trace, NULL);
  lab_timeline_update (bench->timeline);
  bench->font = lab_font_new (NULL);
  bench->scene = lab_scene_new (WIDTH, HEIGHT);
  bench->painter = lab_painter_new (LAB_THEME_LIGHT, bench->font);
  bench->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cr = cairo_create (bench->surface);
  cairo_paint (cr);
  cairo_destroy (cr);
  return bench;
}

static void
bench_free (Bench *bench)
{
  cairo_surface_destroy (bench->surface);
  lab_painter_free (bench->painter);
  lab_scene_free (bench->scene);
  lab_font_free (bench->font);
  lab_timeline_free (bench->timeline);
  lab_trace_free (bench->trace);
  g_ptr_array_unref (bench->lanes);
  lab_segment_unref (bench->segment);
  g_free (bench);
}

static double
draw (Bench *bench, const LabTimelineView *view)
{
  guint64 begin = get_cpu_time ();
  cairo_t *cr;

  lab_timeline_layout (bench->timeline, view, bench->font, bench->scene);
  cr = cairo_create (bench->surface);
  lab_painter_paint (bench->painter, bench->scene, cr, LAB_PAINT_ALL);
  cairo_destroy (cr);
  return (double) (get_cpu_time () - begin) / 1e6;
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *) one, b = *(const double *) other;

  return (a > b) - (a < b);
}

static double
get_quantile (GArray *times, double share)
{
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, (guint) ((times->len - 1) * share));
}

static void
init_view (Bench *bench, LabTimelineView *view)
{
  lab_timeline_init_view (bench->timeline, view, LAB_VIEW_WORKERS);
  view->width = WIDTH;
  view->height = HEIGHT;
}

/* From the whole run to a few spans, and at each zoom to the right by and by: the first frame of a zoom is cold. */
static void
run_script (Bench *bench, GArray *cold, GArray *warm)
{
  LabTimelineView view;
  guint64 length;

  init_view (bench, &view);
  length = view.end - view.start;
  for (guint zoom = 0; zoom < N_ZOOMS; zoom++, length = length * 2 / 3)
    for (guint pan = 0; pan < N_PANS; pan++)
      {
        double time;

        view.start = (bench->time - length) / 3 + length * pan / 50;
        view.end = view.start + length;
        time = draw (bench, &view);
        g_array_append_val (pan == 0 ? cold : warm, time);
      }
}

static void
print (const char *name, guint64 millions, double value, const char *unit, double goal)
{
  g_print ("chart %s, %" G_GUINT64_FORMAT " M spans\t%.3g\t%s\tgoal\t%g\t%.3g\n", name, millions, value, unit, goal,
           value / goal);
}

static double
measure_hits (Bench *bench)
{
  LabTimelineView view;
  guint64 begin;
  guint n = 2000;

  init_view (bench, &view);
  draw (bench, &view);
  begin = get_cpu_time ();
  for (guint i = 0; i < n; i++)
    {
      LabHit hit = lab_timeline_hit (bench->timeline, &view, bench->font, 200 + i % 1700, 100 + i % 600);

      if (hit.kind == LAB_HIT_SPAN)
        g_free (lab_timeline_describe_span (bench->timeline, LAB_VIEW_WORKERS, hit.row, hit.n));
    }
  return (double) (get_cpu_time () - begin) / 1e3 / n;
}

static double
measure_range (Bench *bench)
{
  guint64 begin;

  lab_timeline_get_range_of (bench->timeline, LAB_VIEW_WORKERS, 0, bench->time);
  begin = get_cpu_time ();
  lab_timeline_get_range_of (bench->timeline, LAB_VIEW_WORKERS, bench->time / 7, bench->time / 7 * 6);
  return (double) (get_cpu_time () - begin) / 1e6;
}

/* The columns of each frame get wider until there are few enough shapes, as `render` does it. */
static double
measure_svg (Bench *bench)
{
  const LabExportOptions options = { .format = LAB_FORMAT_SVG, .scale = 1 };
  LabTimelineView view;
  g_autoptr (GBytes) bytes = NULL;

  init_view (bench, &view);
  lab_timeline_layout (bench->timeline, &view, bench->font, bench->scene);
  for (; lab_scene_count_shapes (bench->scene) > LAB_SHAPES_MAX; view.column *= 2)
    lab_timeline_layout (bench->timeline, &view, bench->font, bench->scene);
  bytes = lab_export (bench->painter, bench->font, bench->scene, &options, NULL);
  return (double) g_bytes_get_size (bytes) / 1e6;
}

/* Each frame finds a thousand spans more on every lane. */
static double
measure_live (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint frame = 0; frame < 30; frame++)
    {
      LabTimelineView view;
      guint64 begin;
      double time;

      for (guint lane = 0; lane < bench->lanes->len; lane++)
        record (bench, lane, 1000, SPAN_MAX, random);
      begin = get_cpu_time ();
      g_assert_true (lab_trace_update (bench->trace, NULL));
      lab_timeline_update (bench->timeline);
      bench->time = lab_trace_get_last_time (bench->trace);
      init_view (bench, &view);
      view.start = bench->time - 20 * MILLION;
      time = (double) (get_cpu_time () - begin) / 1e6 + draw (bench, &view);
      g_array_append_val (times, time);
    }
  return get_quantile (times, 0.5);
}

static void
measure (guint64 millions, double goal)
{
  Bench *bench = bench_new (millions * MILLION, N_LANES, SPAN_MAX);
  g_autoptr (GArray) cold = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) warm = g_array_new (FALSE, FALSE, sizeof (double));
  LabTimelineView view;

  init_view (bench, &view);
  draw (bench, &view); /* makes the indexes */
  run_script (bench, cold, warm);
  print ("frame, cold, longest", millions, get_quantile (cold, 1), "ms", 30);
  print ("frame, warm, p99", millions, get_quantile (warm, 0.99), "ms", goal);
  print ("frame, warm, median", millions, get_quantile (warm, 0.5), "ms", goal);
  print ("hit test with its sentence", millions, measure_hits (bench), "µs", 50);
  print ("range statistics", millions, measure_range (bench), "ms", 2);
  print ("SVG", millions, measure_svg (bench), "MB", 2);
  print ("memory beside the trace", millions,
         (double) lab_timeline_get_bytes (bench->timeline) / (double) (millions * MILLION), "B/span", 24);
  if (millions <= 10)
    print ("live frame with 16,000 new spans, median", millions, measure_live (bench), "ms", goal);
  bench_free (bench);
}

/* Bars with labels, as many as there is room for. */
static void
measure_labels (void)
{
  Bench *bench = bench_new (16 * 64, 32, 2000);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_labels = 0;
  LabTimelineView view;

  init_view (bench, &view);
  for (guint i = 0; i < 50; i++)
    {
      double time = draw (bench, &view);

      if (i > 0)
        g_array_append_val (times, time);
    }
  for (guint i = 0; i < bench->scene->marks->len; i++)
    n_labels += g_array_index (bench->scene->marks, LabMark, i).kind == LAB_MARK_TEXT;
  g_print ("chart frame with %u labels, p99\t%.3g\tms\tgoal\t6\t%.3g\n", n_labels, get_quantile (times, 0.99),
           get_quantile (times, 0.99) / 6);
  bench_free (bench);
}

/* The median of a frame of so many lanes of 500 spans, of which some fifty are seen. */
static double
measure_frames_of (guint n_lanes)
{
  Bench *bench = bench_new ((guint64) n_lanes * 500, n_lanes, SPAN_MAX);
  g_autoptr (GArray) cold = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  LabTimelineView view;

  init_view (bench, &view);
  draw (bench, &view);
  run_script (bench, cold, times);
  bench_free (bench);
  return get_quantile (times, 0.5);
}

/* What is not seen should cost nothing. */
static void
measure_lanes (void)
{
  double many = measure_frames_of (2000), few = measure_frames_of (64);

  g_print ("chart frame of 2,000 lanes, warm, median\t%.3g\tms\tof 64 lanes\t%.3g\t%.3g\n", many, few, many / few);
}

int
main (int argc, char **argv)
{
  guint64 only = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 0;

  setlocale (LC_CTYPE, "C.UTF-8");
  if (only == 0 || only == 1)
    measure (1, 4);
  if (only == 0 || only == 10)
    measure (10, 8);
  if (only == 0 || only == 100)
    measure (100, 16);
  if (only == 0)
    {
      measure_labels ();
      measure_lanes ();
    }
  return 0;
}
