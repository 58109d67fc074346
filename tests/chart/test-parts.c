/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-fixture.h"
#include "golden.h"
#include "lab-paint.h"
#include "lab-parts.h"

#define WIDTH 300
#define HEIGHT 240
#define SIZE 32

/* What is on a screen that is painted part by part. */
typedef struct
{
  double scale;
  int width, height;
  LabFont *font;
  LabPainter *painter;
  LabParts *parts;
  cairo_surface_t *surface; /* what is shown */
  cairo_surface_t *canvas;  /* what is painted on */
} Screen;

static Screen *
screen_new (double scale)
{
  Screen *self = g_new0 (Screen, 1);

  self->scale = scale;
  self->width = (int) (WIDTH * scale);
  self->height = (int) (HEIGHT * scale);
  self->font = lab_font_new (golden_has_font () ? GOLDEN_FONT : NULL);
  self->painter = lab_painter_new (LAB_THEME_LIGHT, self->font);
  self->parts = lab_parts_new ();
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  self->canvas = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  return self;
}

static void
screen_free (Screen *self)
{
  cairo_surface_destroy (self->surface);
  cairo_surface_destroy (self->canvas);
  lab_parts_free (self->parts);
  lab_painter_free (self->painter);
  lab_font_free (self->font);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Screen, screen_free)

static void
paint (Screen *self, const LabScene *scene, cairo_surface_t *surface, const cairo_rectangle_int_t *box)
{
  cairo_t *cr = cairo_create (surface);

  if (box != NULL)
    lab_parts_clip (cr, box);
  cairo_scale (cr, self->scale, self->scale);
  lab_painter_paint (self->painter, scene, cr, box != NULL ? LAB_PAINT_PART : LAB_PAINT_ALL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static void
copy (const Screen *self, const cairo_rectangle_int_t *box)
{
  cairo_t *cr = cairo_create (self->surface);

  cairo_set_source_surface (cr, self->canvas, 0, 0);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
}

/* How many pixels were painted for it. */
static guint
screen_show (Screen *self, const LabScene *scene)
{
  LabPartsForm form = { self->width, self->height, SIZE, 1 / self->scale };
  g_autoptr (GArray) boxes = NULL;
  guint n = 0;

  lab_parts_update (self->parts, scene, &form);
  boxes = lab_parts_get_boxes (self->parts);
  for (guint i = 0; i < boxes->len; i++)
    {
      const cairo_rectangle_int_t *box = &g_array_index (boxes, cairo_rectangle_int_t, i);

      paint (self, scene, self->canvas, box);
      copy (self, box);
      n += (guint) (box->width * box->height);
    }
  return n;
}

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                       + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

/* Pixel for pixel. */
static void
screen_assert_shows (Screen *self, const LabScene *scene, const char *what)
{
  cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);

  paint (self, scene, whole, NULL);
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      if (get_row (whole, y)[x] != get_row (self->surface, y)[x])
        g_error ("%s, scale %g: at %d,%d is %08x and not %08x", what, self->scale, x, y, get_row (self->surface, y)[x],
                 get_row (whole, y)[x]);
  cairo_surface_destroy (whole);
}

static double
pick (GRand *random, double from, double to)
{
  return g_rand_boolean (random) ? g_rand_double_range (random, from, to)
                                 : g_rand_int_range (random, (gint32) from, (gint32) to);
}

static void
add_columns (LabScene *scene, GRand *random)
{
  guint n = (guint) g_rand_int_range (random, 1, 120), units = (guint) g_rand_int_range (random, 3, 60);
  double column = (double[]){ 1, 2, 1.5 }[g_rand_int_range (random, 0, 3)];
  double height = g_rand_boolean (random) ? (gint32) units : g_rand_int_range (random, 5, 50);
  LabCell *cells = lab_scene_add_columns (scene, pick (random, -20, WIDTH), pick (random, -20, HEIGHT), n * column,
                                          height, n, units);

  for (guint i = (guint) g_rand_int_range (random, 0, 9); i < n; i++)
    cells[i].units[g_rand_int_range (random, LAB_STATE_QUEUED, LAB_N_TIMED_STATES)] = (guint8) (units / 2);
}

static void
add_box (LabScene *scene, GRand *random)
{
  guint state = (guint) g_rand_int_range (random, LAB_STATE_QUEUED, LAB_N_TIMED_STATES);
  guint form = (guint) g_rand_int_range (random, LAB_FORM_FILL, LAB_FORM_VEIL + 1);

  lab_scene_add_round_box (scene, (LabInk) (LAB_INK_STATE + state), (LabForm) (form == LAB_FORM_DASHES ? 0 : form),
                           pick (random, -20, WIDTH), pick (random, -20, HEIGHT),
                           pick (random, 0, g_rand_int_range (random, 0, 5) > 0 ? 40 : 250), pick (random, 1, 30),
                           (guint) g_rand_int_range (random, -4, 4) & 3u);
}

static void
add_points (LabScene *scene, GRand *random)
{
  LabPoint points[3];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (LabPoint){ pick (random, -20, WIDTH), pick (random, -20, HEIGHT) };
  if (g_rand_boolean (random))
    {
      points[1].y = points[0].y;
      lab_scene_add_line (scene, LAB_INK_TEXT, g_rand_boolean (random) ? LAB_FORM_DASHES : LAB_FORM_FILL, 1, points, 2);
    }
  else if (g_rand_boolean (random))
    lab_scene_add_area (scene, LAB_INK_DIM, LAB_FORM_FILL, points, G_N_ELEMENTS (points));
  else
    lab_scene_add_line (scene, LAB_INK_TEXT, g_rand_boolean (random) ? LAB_FORM_DASHES : LAB_FORM_FILL, 1, points,
                        G_N_ELEMENTS (points));
}

/* One part of a picture, always the same of a seed. */
static void
add_something (LabScene *scene, LabFont *font, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *text = g_strdup_printf ("fjord %u", seed % 1000);
  gint32 what = g_rand_int_range (random, 0, 20);

  if (what == 0)
    add_columns (scene, random);
  else if (what == 1)
    add_points (scene, random);
  else if (what == 2)
    lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, (LabAlign) g_rand_int_range (random, 0, 3),
                        pick (random, 0, WIDTH), pick (random, 0, HEIGHT), text);
  else
    add_box (scene, random);
}

/* As bars of a run do that goes on. */
static void
lengthen_some (LabScene *scene, double by)
{
  for (guint i = 0; i < scene->marks->len; i += 3)
    {
      LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_BOX)
        mark->w += by;
    }
}

static LabScene *
make_scene (LabFont *font, const GArray *seeds, guint step)
{
  LabScene *scene = lab_scene_new (WIDTH, HEIGHT);

  for (guint i = 0; i < seeds->len; i++)
    {
      if (i == seeds->len / 3)
        lab_scene_add_clip (scene, 20, 10, WIDTH - 50, HEIGHT - 30);
      add_something (scene, font, g_array_index (seeds, guint32, i));
      if (i == seeds->len / 2)
        lab_scene_add_unclip (scene);
    }
  lengthen_some (scene, step * 1.7);
  return scene;
}

/* Takes something away, adds something, or has another thing in its place. */
static void
change (GArray *seeds, GRand *random)
{
  guint32 seed = g_rand_int (random);
  guint place = (guint) g_rand_int_range (random, 0, (gint32) seeds->len);
  gint32 how = g_rand_int_range (random, 0, 3);

  if (how == 0 && seeds->len > 6)
    g_array_remove_index (seeds, place);
  else if (how == 1)
    g_array_insert_val (seeds, place, seed);
  else
    g_array_index (seeds, guint32, place) = seed;
}

static void
check_random (guint32 seed, double scale, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (Screen) screen = screen_new (scale);

  for (guint i = 0; i < n; i++)
    {
      guint32 first = g_rand_int (random);

      g_array_append_val (seeds, first);
    }
  for (guint step = 0; step < 10; step++)
    {
      g_autoptr (LabScene) scene = make_scene (screen->font, seeds, step);
      g_autofree char *what = g_strdup_printf ("seed %u, step %u", seed, step);

      screen_show (screen, scene);
      screen_assert_shows (screen, scene, what);
      if (step % 2 == 0)
        change (seeds, random);
    }
}

/* Of few marks and of so many that they are painted in another manner. */
static void
test_parts_are_as_they_are_in_the_whole (void)
{
  static const double scales[] = { 1, 1.25, 1.5, 2, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint32 seed = 1; seed <= 6; seed++)
      check_random (seed, scales[i], seed % 2 != 0 ? 12 : 130);
}

static void
test_what_stays_is_not_painted_again (void)
{
  g_autoptr (Screen) screen = screen_new (1);
  g_autoptr (LabScene) scene = lab_scene_new (WIDTH, HEIGHT);

  lab_scene_add_text (scene, screen->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, 10, 10, "lane");
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, 100, 100, 100, 8);
  g_assert_cmpuint (screen_show (screen, scene), ==, WIDTH * HEIGHT);
  g_assert_cmpuint (screen_show (screen, scene), ==, 0);
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, 236, 100, 1, 8);
  g_assert_cmpuint (screen_show (screen, scene), ==, SIZE * SIZE);
  screen_assert_shows (screen, scene, "a box more");
  g_array_index (scene->marks, LabMark, 1).w += 2;
  g_assert_cmpuint (screen_show (screen, scene), ==, SIZE * SIZE);
  screen_assert_shows (screen, scene, "a wider box");
  lab_parts_forget (screen->parts);
  g_assert_cmpuint (screen_show (screen, scene), ==, WIDTH * HEIGHT);
}

static void
test_what_lies_above_is_part_of_it (void)
{
  g_autoptr (Screen) screen = screen_new (1);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LabScene) scene = lab_scene_new (WIDTH, HEIGHT);

      lab_scene_add_box (scene, i == 0 ? LAB_INK_TEXT : LAB_INK_ACCENT, LAB_FORM_FILL, 10, 10, 10, 10);
      lab_scene_add_box (scene, i == 0 ? LAB_INK_ACCENT : LAB_INK_TEXT, LAB_FORM_FILL, 10, 10, 10, 10);
      g_assert_cmpuint (screen_show (screen, scene), >, 0);
      screen_assert_shows (screen, scene, "other way round");
    }
}

/* Every lane goes on, and only the columns at its end are others. */
static void
test_a_run_that_goes_on_is_painted_where_it_is (void)
{
  g_autoptr (Screen) screen = screen_new (1);
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LabTimeline) timeline = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  LabTimelineView view;
  guint painted = 0;

  chart_add_lane (fixture, LAB_LANE_THREAD, "worker 1", 4711);
  chart_add_lane (fixture, LAB_LANE_THREAD, "worker 2", 4711);
  fixture_add (fixture, 0, MS, 0, LAB_STATE_RUNNING);
  fixture_add (fixture, 1, MS, 1, LAB_STATE_SLEEPING);
  timeline = chart_make_timeline (fixture);
  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.width = WIDTH;
  view.height = HEIGHT;
  view.end = 400 * MS;
  for (guint step = 1; step < 300; step++)
    {
      g_autoptr (LabScene) scene = lab_scene_new (WIDTH, HEIGHT);
      guint state = (guint) g_rand_int_range (random, LAB_STATE_QUEUED, LAB_N_TIMED_STATES);

      fixture_add (fixture, step % 2, MS + step * MS + (guint64) g_rand_int_range (random, 0, 1000), step % 2,
                   (LabState) state);
      g_assert_true (lab_trace_update (fixture->trace, NULL));
      lab_timeline_update (timeline);
      lab_timeline_layout (timeline, &view, screen->font, scene);
      painted += screen_show (screen, scene);
      screen_assert_shows (screen, scene, "a run");
    }
  g_assert_cmpuint (painted / 300, <, WIDTH * HEIGHT / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/parts/parts-are-as-they-are-in-the-whole", test_parts_are_as_they_are_in_the_whole);
  g_test_add_func ("/chart/parts/what-stays-is-not-painted-again", test_what_stays_is_not_painted_again);
  g_test_add_func ("/chart/parts/what-lies-above-is-part-of-it", test_what_lies_above_is_part_of_it);
  g_test_add_func ("/chart/parts/a-run-that-goes-on-is-painted-where-it-is",
                   test_a_run_that_goes_on_is_painted_where_it_is);
  return g_test_run ();
}
