/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-picture.h"
#include "app-tile.h"
#include "lab-parts.h"

/* How wide and high a tile is, in pixels: small ones are sooner the same as before, but a screen of them are too many.
 * Measured with the software renderer on X11, where larger ones go through shared memory and take thrice as long. */
#define TILE_SMALL 64
#define TILE_LARGE APP_TILE_MAX
#define PIXELS_MANY 1500000

/* In more pieces than this it is quicker to paint all. */
#define BOXES_MAX 8

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

/* What a new picture has in the place of a tile. */
typedef struct
{
  gboolean differs;
  AppTile tile; /* if it differs */
} Cut;

struct _AppPicture
{
  Brushes brushes;
  LabParts *parts;     /* the same as the tiles */
  GArray *tiles;       /* of AppTile, in rows */
  GPtrArray *rows;     /* of GskRenderNode, for each row; NULL: to be made */
  AppPictureForm form; /* of the tiles */
  gint64 cost;
  guint n_painted, n_new;
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
free_row (gpointer data)
{
  if (data != NULL)
    gsk_render_node_unref (data);
}

AppPicture *
app_picture_new (LabFont *font)
{
  AppPicture *self = g_new0 (AppPicture, 1);

  self->brushes.font = font;
  self->parts = lab_parts_new ();
  self->tiles = g_array_new (FALSE, TRUE, sizeof (AppTile));
  g_array_set_clear_func (self->tiles, (GDestroyNotify) app_tile_clear);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
app_picture_free (AppPicture *self)
{
  for (guint i = 0; i < LAB_N_THEMES; i++)
    g_clear_pointer (&self->brushes.painters[i], lab_painter_free);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->tiles);
  lab_parts_free (self->parts);
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

/* A box of it; NULL: all. */
static void
paint_canvas (cairo_surface_t *canvas, Brushes *brushes, const LabScene *scene, const AppPictureForm *form,
              const cairo_rectangle_int_t *box)
{
  cairo_t *cr = cairo_create (canvas);

  if (box != NULL)
    lab_parts_clip (cr, box);
  cairo_scale (cr, form->scale * form->zoom, form->scale * form->zoom);
  lab_painter_paint (brushes_get (brushes, form->theme), scene, cr, box != NULL ? LAB_PAINT_PART : LAB_PAINT_ALL);
  cairo_destroy (cr);
  cairo_surface_flush (canvas);
}

static guint
count_columns (const AppPictureForm *form)
{
  return (guint) ((form->width * form->scale - 1) / get_tile_size (form) + 1);
}

static cairo_rectangle_int_t
get_part (const AppPictureForm *form, guint i)
{
  int size = get_tile_size (form);
  cairo_rectangle_int_t part = { .x = (int) (i % count_columns (form)) * size,
                                 .y = (int) (i / count_columns (form)) * size };

  part.width = MIN (form->width * form->scale - part.x, size);
  part.height = MIN (form->height * form->scale - part.y, size);
  return part;
}

/* Those whose parts have changed, as far as they lie in the box; NULL: everywhere. */
static void
cut_tiles (AppPicture *self, const AppPictureForm *form, cairo_surface_t *canvas, const cairo_rectangle_int_t *box,
           GArray *fresh)
{
  gboolean known = has_size (form, &self->form) && self->tiles->len > 0;

  for (guint i = 0; i < fresh->len; i++)
    {
      Cut *cut = &g_array_index (fresh, Cut, i);
      cairo_rectangle_int_t part = get_part (form, i);

      if (lab_parts_has_changed (self->parts, i)
          && (box == NULL
              || (part.x >= box->x && part.x < box->x + box->width && part.y >= box->y
                  && part.y < box->y + box->height)))
        cut->differs = app_tile_cut (&cut->tile, known ? &g_array_index (self->tiles, AppTile, i) : NULL, canvas,
                                     &part);
    }
}

/* Finds out where the scene is another than the last one. */
static GArray *
find_boxes (AppPicture *self, const LabScene *scene, const AppPictureForm *form)
{
  LabPartsForm parts = { .width = form->width * form->scale,
                         .height = form->height * form->scale,
                         .size = get_tile_size (form),
                         .pixel = 1 / (form->scale * form->zoom) };

  if (form->theme != self->form.theme)
    lab_parts_forget (self->parts);
  lab_parts_update (self->parts, scene, &parts);
  return lab_parts_get_boxes (self->parts);
}

/* Paints what has changed, of Cut; touches neither the tiles nor what they are shown by, so any thread may. */
static GArray *
paint (AppPicture *self, Canvas *canvas, Brushes *brushes, const LabScene *scene, const AppPictureForm *form)
{
  g_autoptr (GArray) boxes = find_boxes (self, scene, form);
  cairo_surface_t *surface = canvas_get (canvas, form->width * form->scale, form->height * form->scale);
  GArray *fresh = g_array_new (FALSE, TRUE, sizeof (Cut));
  gboolean is_whole = boxes->len > BOXES_MAX;

  g_array_set_size (fresh, lab_parts_get_n (self->parts));
  for (guint i = 0; i < (is_whole ? 1 : boxes->len); i++)
    {
      const cairo_rectangle_int_t *box = is_whole ? NULL : &g_array_index (boxes, cairo_rectangle_int_t, i);

      paint_canvas (surface, brushes, scene, form, box);
      cut_tiles (self, form, surface, box, fresh);
    }
  cairo_surface_destroy (surface);
  return fresh;
}

static void
take_tiles (AppPicture *self, const AppPictureForm *form, GArray *fresh)
{
  guint n_columns = count_columns (form);

  if (!has_size (form, &self->form))
    {
      g_array_set_size (self->tiles, 0);
      g_ptr_array_set_size (self->rows, 0);
    }
  g_array_set_size (self->tiles, fresh->len);
  g_ptr_array_set_size (self->rows, (int) (fresh->len / n_columns));
  self->form = *form;
  self->n_new = self->n_painted = 0;
  for (guint i = 0; i < fresh->len; i++)
    {
      AppTile *tile = &g_array_index (self->tiles, AppTile, i);
      const Cut *cut = &g_array_index (fresh, Cut, i);

      self->n_painted += lab_parts_has_changed (self->parts, i) ? 1 : 0;
      if (!cut->differs)
        continue;
      app_tile_clear (tile);
      *tile = cut->tile;
      g_clear_pointer (&g_ptr_array_index (self->rows, i / n_columns), free_row);
      self->n_new++;
    }
  g_array_unref (fresh);
}

void
app_picture_paint (AppPicture *self, const LabScene *scene, const AppPictureForm *form)
{
  static Canvas canvas;

  take_tiles (self, form, paint (self, &canvas, &self->brushes, scene, form));
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

  if (brushes.font == NULL)
    brushes.font = lab_font_new (NULL);
  job->fresh = paint (job->picture, &canvas, &brushes, job->scene, &job->form);
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
app_picture_get_n_painted (AppPicture *self)
{
  return self->n_painted;
}

guint
app_picture_get_n_new (AppPicture *self)
{
  return self->n_new;
}

/* Tiles side by side that are in one colour are one node. */
static GskRenderNode *
make_row (AppPicture *self, guint first, guint end, GskRenderer *renderer)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  guint next;

  for (guint i = first; i < end; i = next)
    {
      AppTile *tile = &g_array_index (self->tiles, AppTile, i);
      cairo_rectangle_int_t part = get_part (&self->form, i);

      for (next = i + 1; next < end; next++)
        {
          if (!app_tile_looks_alike (tile, &g_array_index (self->tiles, AppTile, next)))
            break;
          part.width += get_part (&self->form, next).width;
        }
      g_ptr_array_add (nodes, app_tile_get_node (tile, &part, self->form.scale, renderer));
    }
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}

/* Each row has its place, because GTK compares them one by one with those of the frame before. */
static void
append_rows (AppPicture *self, GtkSnapshot *snapshot, GskRenderer *renderer)
{
  guint n_columns = count_columns (&self->form);

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (g_ptr_array_index (self->rows, i) == NULL)
        g_ptr_array_index (self->rows, i) = make_row (self, i * n_columns, (i + 1) * n_columns, renderer);
      gtk_snapshot_append_node (snapshot, g_ptr_array_index (self->rows, i));
    }
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
  append_rows (self, snapshot, renderer);
  if (!fits)
    gtk_snapshot_restore (snapshot);
}
