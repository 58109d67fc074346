/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "app-picture"

#include "config.h"

#include "app-picture.h"

/* One is shown, one is kept by the renderer for a moment longer, one is painted. */
#define SPARES_MAX 2

/* Surfaces of the size that was used last. Lives as long as a picture does that may come back to it. */
typedef struct
{
  cairo_surface_t *surfaces[SPARES_MAX];
  guint n;
  gboolean is_closed; /* nobody wants them any more */
} Spares;

typedef struct
{
  LabFont *font;
  LabPainter *painters[LAB_N_THEMES]; /* made when they are first needed */
} Brushes;

struct _AppPainter
{
  Brushes brushes;
  Spares *spares; /* reference counted */
  gint64 cost;
};

typedef struct
{
  AppPainter *painter;
  const LabScene *scene;
  AppPictureForm form;
  cairo_surface_t *surface;
  gint64 cost;
  AppPainted callback;
  gpointer data;
} Job;

typedef struct
{
  Spares *spares;
  cairo_surface_t *surface;
} Lease;

static void
spares_clear (gpointer data)
{
  Spares *self = data;

  while (self->n > 0)
    cairo_surface_destroy (self->surfaces[--self->n]);
}

/* A picture is gone: GTK frees textures on the window's thread. */
static void
lease_end (gpointer data)
{
  Lease *self = data;

  if (!self->spares->is_closed && self->spares->n < SPARES_MAX)
    self->spares->surfaces[self->spares->n++] = self->surface;
  else
    cairo_surface_destroy (self->surface);
  g_rc_box_release_full (self->spares, spares_clear);
  g_free (self);
}

/* New memory costs more than painting it: each of its pages is a fault. */
static cairo_surface_t *
spares_take (Spares *self, int width, int height)
{
  while (self->n > 0)
    {
      cairo_surface_t *surface = self->surfaces[--self->n];

      if (cairo_image_surface_get_width (surface) == width && cairo_image_surface_get_height (surface) == height)
        return surface;
      cairo_surface_destroy (surface);
    }
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
}

static LabPainter *
brushes_get (Brushes *self, LabTheme theme)
{
  if (self->painters[theme] == NULL)
    self->painters[theme] = lab_painter_new (theme, self->font);
  return self->painters[theme];
}

AppPainter *
app_painter_new (LabFont *font)
{
  AppPainter *self = g_new0 (AppPainter, 1);

  self->brushes.font = font;
  self->spares = g_rc_box_new0 (Spares);
  return self;
}

void
app_painter_free (AppPainter *self)
{
  for (guint i = 0; i < LAB_N_THEMES; i++)
    g_clear_pointer (&self->brushes.painters[i], lab_painter_free);
  self->spares->is_closed = TRUE;
  spares_clear (self->spares);
  g_rc_box_release_full (self->spares, spares_clear);
  g_free (self);
}

gboolean
app_picture_form_equal (const AppPictureForm *one, const AppPictureForm *other)
{
  return one->width == other->width && one->height == other->height && one->scale == other->scale
         && ABS (one->zoom - other->zoom) < 1e-6 && one->theme == other->theme;
}

static void
paint (LabPainter *painter, const LabScene *scene, const AppPictureForm *form, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, form->scale * form->zoom, form->scale * form->zoom);
  lab_painter_paint (painter, scene, cr, LAB_PAINT_ALL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/* Takes the surface. */
static GdkTexture *
make_texture (AppPainter *self, cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  Lease *lease = g_new (Lease, 1);
  g_autoptr (GBytes) bytes = NULL;

  lease->spares = g_rc_box_acquire (self->spares);
  lease->surface = surface;
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height, lease_end,
                                      lease);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

GdkTexture *
app_painter_paint (AppPainter *self, const LabScene *scene, const AppPictureForm *form)
{
  cairo_surface_t *surface = spares_take (self->spares, form->width * form->scale, form->height * form->scale);

  paint (brushes_get (&self->brushes, form->theme), scene, form, surface);
  return make_texture (self, surface);
}

static gboolean
deliver (gpointer data)
{
  Job *job = data;

  job->painter->cost = job->cost;
  job->callback (make_texture (job->painter, job->surface), job->data);
  g_free (job);
  return G_SOURCE_REMOVE;
}

/* On the thread that paints, which has a font of its own. */
static void
work (gpointer data, gpointer user_data)
{
  static Brushes brushes;
  Job *job = data;
  gint64 start = g_get_monotonic_time ();

  if (brushes.font == NULL)
    brushes.font = lab_font_new (NULL);
  paint (brushes_get (&brushes, job->form.theme), job->scene, &job->form, job->surface);
  job->cost = g_get_monotonic_time () - start;
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, job, NULL);
}

void
app_painter_paint_async (AppPainter *self, const LabScene *scene, const AppPictureForm *form, AppPainted callback,
                         gpointer data)
{
  static GThreadPool *pool;
  Job *job = g_new (Job, 1);

  *job = (Job){ .painter = self, .scene = scene, .form = *form, .callback = callback, .data = data };
  job->surface = spares_take (self->spares, form->width * form->scale, form->height * form->scale);
  if (pool == NULL)
    pool = g_thread_pool_new (work, NULL, 1, TRUE, NULL);
  g_thread_pool_push (pool, job, NULL);
}

gint64
app_painter_get_cost (AppPainter *self)
{
  return self->cost;
}
