/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "app-picture.h"

#define WIDTH 300
#define HEIGHT 200
#define N_ROWS 4
#define N_TILES (5 * N_ROWS)
#define BAR_ROW 1
#define TILE 64

typedef struct
{
  GtkWindow *window;
  GtkWidget *widget;
  LabFont *font;
  AppPicture *picture;
} Scene;

static const AppPictureForm usual = { .width = WIDTH, .height = HEIGHT, .scale = 1, .zoom = 1 };

static void
setup (Scene *self, gconstpointer data)
{
  self->widget = gtk_drawing_area_new ();
  self->window = app_test_show (self->widget, WIDTH, HEIGHT);
  self->font = lab_font_new (NULL);
  self->picture = app_picture_new (self->font);
}

static void
teardown (Scene *self, gconstpointer data)
{
  app_picture_free (self->picture);
  lab_font_free (self->font);
  gtk_window_destroy (self->window);
}

/* A name, and a bar that is so long. */
static LabScene *
make_scene (const Scene *self, double length)
{
  LabScene *scene = lab_scene_new (WIDTH, HEIGHT);

  lab_scene_add_text (scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, 8, 20, "lane");
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, 70, 80, length, 10);
  return scene;
}

static void
show (Scene *self, double length, const AppPictureForm *form)
{
  g_autoptr (LabScene) scene = make_scene (self, length);

  app_picture_paint (self->picture, scene, form);
}

static GskRenderNode *
take_snapshot (Scene *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  app_picture_snapshot (self->picture, self->widget, snapshot, WIDTH, HEIGHT);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
test_only_what_is_another_is_painted (Scene *self, gconstpointer data)
{
  show (self, 100, &usual);
  g_assert_cmpuint (app_picture_get_n_painted (self->picture), ==, N_TILES);
  g_assert_cmpuint (app_picture_get_n_new (self->picture), ==, N_TILES);
  show (self, 100, &usual);
  g_assert_cmpuint (app_picture_get_n_painted (self->picture), ==, 0);
  show (self, 101, &usual);
  g_assert_cmpuint (app_picture_get_n_painted (self->picture), <, N_TILES / 2);
  g_assert_cmpuint (app_picture_get_n_new (self->picture), ==, 1);
}

static void
test_in_another_form_all_is_painted (Scene *self, gconstpointer data)
{
  AppPictureForm dark = usual, large = usual, dense = usual;

  dark.theme = LAB_THEME_DARK;
  large.zoom = 1.25;
  dense.scale = 2;
  show (self, 100, &usual);
  show (self, 100, &dark);
  g_assert_cmpuint (app_picture_get_n_new (self->picture), ==, N_TILES);
  show (self, 100, &large);
  g_assert_cmpuint (app_picture_get_n_painted (self->picture), ==, N_TILES);
  show (self, 100, &dense);
  g_assert_cmpuint (app_picture_get_n_painted (self->picture), >, N_TILES);
}

static void
add_leaves (GskRenderNode *node, guint row, GPtrArray *leaves)
{
  graphene_rect_t bounds;

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    {
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        add_leaves (gsk_container_node_get_child (node, i), row, leaves);
      return;
    }
  gsk_render_node_get_bounds (node, &bounds);
  if ((guint) bounds.origin.y / TILE == row)
    g_ptr_array_add (leaves, node);
}

/* What draws it, borrowed. Newer versions of GTK take nodes of nodes apart. */
static GPtrArray *
get_row (GskRenderNode *node, guint row)
{
  GPtrArray *leaves = g_ptr_array_new ();

  add_leaves (node, row, leaves);
  return leaves;
}

static gboolean
is_same (const GPtrArray *one, const GPtrArray *other)
{
  return one->len == other->len && memcmp (one->pdata, other->pdata, one->len * sizeof (gpointer)) == 0;
}

static gboolean
is_in_rows (GskRenderNode *node)
{
  return gsk_container_node_get_n_children (node) == N_ROWS;
}

/* GTK draws what has another node than before: the rows stay where they are, and a row in which nothing is another is
 * the same. */
static void
test_a_row_with_nothing_new_keeps_its_place (Scene *self, gconstpointer data)
{
  g_autoptr (GskRenderNode) before = NULL;
  g_autoptr (GskRenderNode) after = NULL;

  show (self, 100, &usual);
  before = take_snapshot (self);
  show (self, 200, &usual);
  after = take_snapshot (self);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GPtrArray) old = get_row (before, i), new = get_row (after, i);

      g_assert_cmpint (is_same (new, old), ==, i != BAR_ROW);
      if (is_in_rows (before))
        g_assert_cmpint (gsk_container_node_get_child (after, i) == gsk_container_node_get_child (before, i), ==,
                         i != BAR_ROW);
    }
}

/* One node draws the ground; in the bar's row are the ground, the bar, and the ground again. */
static void
test_tiles_in_one_colour_are_one (Scene *self, gconstpointer data)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GPtrArray) last = NULL, bar = NULL;
  graphene_rect_t bounds;

  show (self, 20, &usual);
  node = take_snapshot (self);
  last = get_row (node, N_ROWS - 1);
  bar = get_row (node, BAR_ROW);
  g_assert_cmpuint (last->len, ==, 1);
  g_assert_cmpint (gsk_render_node_get_node_type (last->pdata[0]), ==, GSK_COLOR_NODE);
  gsk_render_node_get_bounds (last->pdata[0], &bounds);
  g_assert_cmpfloat (bounds.size.width, ==, WIDTH);
  g_assert_cmpuint (bar->len, ==, 3);
}

static cairo_surface_t *
draw (Scene *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  g_autoptr (GskRenderNode) node = take_snapshot (self);
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
test_tiles_show_what_the_painter_paints (Scene *self, gconstpointer data)
{
  g_autoptr (LabPainter) painter = lab_painter_new (LAB_THEME_LIGHT, self->font);
  g_autoptr (LabScene) scene = make_scene (self, 200);
  cairo_surface_t *painted = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT), *shown;
  cairo_t *cr = cairo_create (painted);
  gsize n_bytes = (gsize) cairo_image_surface_get_stride (painted) * HEIGHT;

  lab_painter_paint (painter, scene, cr, LAB_PAINT_ALL);
  cairo_destroy (cr);
  cairo_surface_flush (painted);
  show (self, 60, &usual);
  show (self, 200, &usual);
  shown = draw (self);
  g_assert_cmpmem (cairo_image_surface_get_data (shown), n_bytes, cairo_image_surface_get_data (painted), n_bytes);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (painted);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/picture/only-what-is-another-is-painted", Scene, NULL, setup, test_only_what_is_another_is_painted,
              teardown);
  g_test_add ("/picture/in-another-form-all-is-painted", Scene, NULL, setup, test_in_another_form_all_is_painted,
              teardown);
  g_test_add ("/picture/a-row-with-nothing-new-keeps-its-place", Scene, NULL, setup,
              test_a_row_with_nothing_new_keeps_its_place, teardown);
  g_test_add ("/picture/tiles-in-one-colour-are-one", Scene, NULL, setup, test_tiles_in_one_colour_are_one, teardown);
  g_test_add ("/picture/tiles-show-what-the-painter-paints", Scene, NULL, setup,
              test_tiles_show_what_the_painter_paints, teardown);
  return g_test_run ();
}
