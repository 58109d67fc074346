/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-picture.h"

/* How wide and high a tile is, in pixels: small ones are sooner the same as before, but a screen of them are too many.
 * Measured with the software renderer on X11, where larger ones go through shared memory and take thrice as long. */
#define TILE_SMALL 64
#define TILE_LARGE 128
#define PIXELS_MANY 1500000

typedef struct
{
  LabFont *font;
  LabPainter *painters[LAB_N_THEMES]; /* made when they are first needed */
} Brushes;

/* What a thread paints on, one picture after the other: as large as the largest was. The system gives fresh memory away
 * page by page, which can take as long as to paint on it. */
typedef struct
{
  guint8 *pixels;
  gsize n_bytes;
} Canvas;

typedef struct
{
  cairo_surface_t *surface; /* NULL: nothing is on it */
  GskRenderNode *node;      /* NULL: to be made */
} Tile;

/* What a new picture has in the place of a tile. */
typedef struct
{
  gboolean differs;
  cairo_surface_t *surface; /* if it differs; NULL: nothing is on it */
} Cut;

struct _AppPicture
{
  Brushes brushes;
  GArray *tiles; /* of Tile, in rows */
  guint n_columns;
  AppPictureForm form; /* of the tiles */
  gint64 cost;
  guint n_new;
};

typedef struct
{
  AppPicture *picture;
  const LabScene *scene;
  AppPictureForm form;
  GArray *fresh; /* of Cut */
  gint64 cost;
  AppPainted callback;
  gpointer data;
} Job;

static void
tile_clear (gpointer data)
{
  Tile *self = data;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

AppPicture *
app_picture_new (LabFont *font)
{
  AppPicture *self = g_new0 (AppPicture, 1);

  self->brushes.font = font;
  self->tiles = g_array_new (FALSE, TRUE, sizeof (Tile));
  g_array_set_clear_func (self->tiles, tile_clear);
  return self;
}

void
app_picture_free (AppPicture *self)
{
  for (guint i = 0; i < LAB_N_THEMES; i++)
    g_clear_pointer (&self->brushes.painters[i], lab_painter_free);
  g_array_unref (self->tiles);
  g_free (self);
}

gboolean
app_picture_form_equal (const AppPictureForm *one, const AppPictureForm *other)
{
  return one->width == other->width && one->height == other->height && one->scale == other->scale
         && ABS (one->zoom - other->zoom) < 1e-6 && one->theme == other->theme;
}

static int
get_tile_size (const AppPictureForm *form)
{
  return form->width * form->height * form->scale * form->scale < PIXELS_MANY ? TILE_SMALL : TILE_LARGE;
}

static gboolean
has_size (const AppPictureForm *one, const AppPictureForm *other)
{
  return one->width == other->width && one->height == other->height && one->scale == other->scale;
}

static LabPainter *
brushes_get (Brushes *self, LabTheme theme)
{
  if (self->painters[theme] == NULL)
    self->painters[theme] = lab_painter_new (theme, self->font);
  return self->painters[theme];
}

/* As large as the picture. Its pixels are those of the picture before, whichever that was. */
static cairo_surface_t *
canvas_get (Canvas *self, int width, int height)
{
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  gsize n_bytes = (gsize) stride * (gsize) height;

  if (self->n_bytes < n_bytes)
    {
      g_free (self->pixels);
      self->pixels = g_malloc (n_bytes);
      self->n_bytes = n_bytes;
    }
  return cairo_image_surface_create_for_data (self->pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
}

/* Caller destroys it before anything else is painted on this canvas. */
static cairo_surface_t *
paint_canvas (Canvas *canvas, Brushes *brushes, const LabScene *scene, const AppPictureForm *form)
{
  cairo_surface_t *painted = canvas_get (canvas, form->width * form->scale, form->height * form->scale);
  cairo_t *cr = cairo_create (painted);

  cairo_scale (cr, form->scale * form->zoom, form->scale * form->zoom);
  lab_painter_paint (brushes_get (brushes, form->theme), scene, cr, LAB_PAINT_ALL);
  cairo_destroy (cr);
  cairo_surface_flush (painted);
  return painted;
}

static const guint8 *
get_pixels (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface)
         + (gsize) x * 4;
}

/* The part of a canvas for one tile. */
typedef struct
{
  cairo_surface_t *canvas;
  int x, y, width, height;
} Part;

static Part
get_part (cairo_surface_t *canvas, int x, int y, int size)
{
  return (Part){
    .canvas = canvas,
    .x = x,
    .y = y,
    .width = MIN (cairo_image_surface_get_width (canvas) - x, size),
    .height = MIN (cairo_image_surface_get_height (canvas) - y, size),
  };
}

/* Of a tile; NULL: nothing is on it. */
static gboolean
part_looks_like (const Part *self, cairo_surface_t *tile)
{
  static const guint8 nothing[TILE_LARGE * 4];

  for (int row = 0; row < self->height; row++)
    if (memcmp (get_pixels (self->canvas, self->x, self->y + row), tile != NULL ? get_pixels (tile, 0, row) : nothing,
                (gsize) self->width * 4)
        != 0)
      return FALSE;
  return TRUE;
}

static cairo_surface_t *
part_copy (const Part *self)
{
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  guint8 *to = cairo_image_surface_get_data (tile);

  for (int row = 0; row < self->height; row++)
    memcpy (to + (gsize) row * (gsize) cairo_image_surface_get_stride (tile),
            get_pixels (self->canvas, self->x, self->y + row), (gsize) self->width * 4);
  cairo_surface_mark_dirty (tile);
  return tile;
}

static Cut
part_cut (const Part *self, const Tile *before)
{
  if (before != NULL && part_looks_like (self, before->surface))
    return (Cut){ .differs = FALSE };
  return (Cut){ .differs = TRUE, .surface = part_looks_like (self, NULL) ? NULL : part_copy (self) };
}

/* What has changed; touches neither the tiles nor what they are shown by, so any thread may. */
static GArray *
cut_tiles (AppPicture *self, const AppPictureForm *form, cairo_surface_t *painted)
{
  gboolean known = has_size (form, &self->form) && self->tiles->len > 0;
  int width = cairo_image_surface_get_width (painted), height = cairo_image_surface_get_height (painted);
  GArray *fresh = g_array_new (FALSE, FALSE, sizeof (Cut));
  int size = get_tile_size (form);

  for (int y = 0; y < height; y += size)
    for (int x = 0; x < width; x += size)
      {
        Part part = get_part (painted, x, y, size);
        Cut cut = part_cut (&part, known ? &g_array_index (self->tiles, Tile, fresh->len) : NULL);

        g_array_append_val (fresh, cut);
      }
  return fresh;
}

static void
take_tiles (AppPicture *self, const AppPictureForm *form, GArray *fresh)
{
  if (!has_size (form, &self->form))
    g_array_set_size (self->tiles, 0);
  g_array_set_size (self->tiles, fresh->len);
  self->form = *form;
  self->n_columns = (guint) ((form->width * form->scale - 1) / get_tile_size (form) + 1);
  self->n_new = 0;
  for (guint i = 0; i < fresh->len; i++)
    {
      Tile *tile = &g_array_index (self->tiles, Tile, i);
      const Cut *cut = &g_array_index (fresh, Cut, i);

      if (!cut->differs)
        continue;
      tile_clear (tile);
      tile->surface = cut->surface;
      self->n_new++;
    }
  g_array_unref (fresh);
}

void
app_picture_paint (AppPicture *self, const LabScene *scene, const AppPictureForm *form)
{
  static Canvas canvas;
  cairo_surface_t *painted = paint_canvas (&canvas, &self->brushes, scene, form);

  take_tiles (self, form, cut_tiles (self, form, painted));
  cairo_surface_destroy (painted);
}

static gboolean
deliver (gpointer data)
{
  Job *job = data;

  job->picture->cost = job->cost;
  take_tiles (job->picture, &job->form, job->fresh);
  job->callback (job->data);
  g_free (job);
  return G_SOURCE_REMOVE;
}

/* On the thread that paints, which has a font of its own. */
static void
work (gpointer data, gpointer user_data)
{
  static Brushes brushes;
  static Canvas canvas;
  Job *job = data;
  gint64 start = g_get_monotonic_time ();
  cairo_surface_t *painted;

  if (brushes.font == NULL)
    brushes.font = lab_font_new (NULL);
  painted = paint_canvas (&canvas, &brushes, job->scene, &job->form);
  job->fresh = cut_tiles (job->picture, &job->form, painted);
  cairo_surface_destroy (painted);
  job->cost = g_get_monotonic_time () - start;
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, job, NULL);
}

void
app_picture_paint_async (AppPicture *self, const LabScene *scene, const AppPictureForm *form, AppPainted callback,
                         gpointer data)
{
  static GThreadPool *pool;
  Job *job = g_new (Job, 1);

  *job = (Job){ .picture = self, .scene = scene, .form = *form, .callback = callback, .data = data };
  if (pool == NULL)
    pool = g_thread_pool_new (work, NULL, 1, TRUE, NULL);
  g_thread_pool_push (pool, job, NULL);
}

gint64
app_picture_get_cost (AppPicture *self)
{
  return self->cost;
}

gboolean
app_picture_is_empty (AppPicture *self)
{
  return self->tiles->len == 0;
}

guint
app_picture_get_n_new (AppPicture *self)
{
  return self->n_new;
}

/* For GTK's software renderer, which before 4.10 takes each pixel of a texture through floating point. */
static GskRenderNode *
make_cairo_node (cairo_surface_t *surface, const graphene_rect_t *bounds, int scale)
{
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_translate (cr, bounds->origin.x, bounds->origin.y);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static GskRenderNode *
make_texture_node (cairo_surface_t *surface, const graphene_rect_t *bounds)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes)
    bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                        (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);

  return gsk_texture_node_new (texture, bounds);
}

static GskRenderNode *
make_node (AppPicture *self, const Tile *tile, guint i, gboolean software)
{
  float unit = 1 / (float) self->form.scale;
  guint size = (guint) get_tile_size (&self->form);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (i % self->n_columns * size) * unit,
                                               (float) (i / self->n_columns * size) * unit,
                                               (float) cairo_image_surface_get_width (tile->surface) * unit,
                                               (float) cairo_image_surface_get_height (tile->surface) * unit);

  return software ? make_cairo_node (tile->surface, &bounds, self->form.scale)
                  : make_texture_node (tile->surface, &bounds);
}

void
app_picture_snapshot (AppPicture *self, GtkWidget *widget, GtkSnapshot *snapshot, int width, int height)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  gboolean fits = width == self->form.width && height == self->form.height;

  if (app_picture_is_empty (self))
    return;
  if (!fits)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_scale (snapshot, (float) width / (float) self->form.width,
                          (float) height / (float) self->form.height);
    }
  for (guint i = 0; i < self->tiles->len; i++)
    {
      Tile *tile = &g_array_index (self->tiles, Tile, i);

      /* Most of a chart is empty, and to draw that takes as long as to draw anything. It has its place nevertheless,
       * because GTK compares the tiles one by one with those of the frame before. */
      if (tile->node == NULL)
        tile->node = tile->surface == NULL ? gsk_container_node_new (NULL, 0)
                                           : make_node (self, tile, i, GSK_IS_CAIRO_RENDERER (renderer));
      gtk_snapshot_append_node (snapshot, tile->node);
    }
  if (!fits)
    gtk_snapshot_restore (snapshot);
}
