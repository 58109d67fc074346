/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app-thumbnail.h"
#include "lab-export.h"
#include "lab-source.h"

#define WIDTH 160
#define HEIGHT 48
#define WIDTH_MIN 40
#define SCALE 2 /* so that it is sharp on any screen */

struct _AppThumbnail
{
  GtkWidget parent_instance;

  char *id; /* NULL: none */
  GFile *file;
  GdkTexture *picture; /* NULL: not yet */
  GCancellable *wanted;
};

G_DEFINE_FINAL_TYPE (AppThumbnail, app_thumbnail, GTK_TYPE_WIDGET)

typedef struct
{
  char *id;
  char *path;
  LabTheme theme;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->id);
  g_free (order->path);
  g_free (order);
}

static char *
get_cache_path (const Order *order)
{
  g_autofree char *name = g_strconcat (order->id, order->theme == LAB_THEME_DARK ? "-dark.png" : ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "interleave", "history", name, NULL);
}

static GBytes *
paint (const Order *order, GError **error)
{
  g_autoptr (LabSource) source = lab_source_open (order->path, error);
  g_autoptr (LabTimeline) timeline = NULL;
  g_autoptr (LabFont) font = NULL;
  g_autoptr (LabPainter) painter = NULL;
  g_autoptr (LabScene) scene = NULL;
  const LabExportOptions options = { .format = LAB_FORMAT_PNG, .scale = SCALE };

  if (source == NULL)
    return NULL;
  timeline = lab_source_make_timeline (source);
  font = lab_font_new (NULL);
  painter = lab_painter_new (order->theme, font);
  scene = lab_scene_new (WIDTH, HEIGHT);
  lab_timeline_layout_thumbnail (timeline, WIDTH, HEIGHT, 1.0 / SCALE, scene);
  return lab_export (painter, font, scene, &options, error);
}

/* A cache that cannot be written is none. */
static void
keep (const char *path, GBytes *png)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  const char *data = g_bytes_get_data (png, &length);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents (path, data, (gssize) length, NULL);
}

static GdkTexture *
load (const Order *order, GError **error)
{
  g_autofree char *path = get_cache_path (order);
  GdkTexture *texture = gdk_texture_new_from_filename (path, NULL);
  g_autoptr (GBytes) png = NULL;

  if (texture != NULL)
    return texture;
  png = paint (order, error);
  if (png == NULL)
    return NULL;
  keep (path, png);
  return gdk_texture_new_from_bytes (png, error);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  /* A list that is scrolled asks for many at once; more than one would only take the processors from a run. */
  static GMutex one_at_a_time;
  GError *error = NULL;
  GdkTexture *texture = NULL;

  g_mutex_lock (&one_at_a_time);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    texture = load (data, &error);
  g_mutex_unlock (&one_at_a_time);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  AppThumbnail *self = APP_THUMBNAIL (source);
  g_autoptr (GdkTexture) picture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->wanted);
  g_set_object (&self->picture, picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget (AppThumbnail *self)
{
  g_cancellable_cancel (self->wanted);
  g_clear_object (&self->wanted);
}

static void
app_thumbnail_load (AppThumbnail *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autoptr (GTask) task = NULL;
  Order *order;

  forget (self);
  if (self->id == NULL || !g_file_is_native (self->file))
    return;
  order = g_new0 (Order, 1);
  order->id = g_strdup (self->id);
  order->path = g_file_get_path (self->file);
  order->theme = dark ? LAB_THEME_DARK : LAB_THEME_LIGHT;
  self->wanted = g_cancellable_new ();
  task = g_task_new (self, self->wanted, on_loaded, NULL);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, load_in_thread);
}

static void
app_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppThumbnail *self = APP_THUMBNAIL (widget);
  float y = (float) (gtk_widget_get_height (widget) - HEIGHT) / 2;
  float width = (float) gtk_widget_get_width (widget);

  /* Where there is little room the time is pressed, and the lanes are not. */
  if (self->picture != NULL)
    gtk_snapshot_append_texture (snapshot, self->picture, &GRAPHENE_RECT_INIT (0, y, width, HEIGHT));
}

static void
app_thumbnail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_MIN : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
app_thumbnail_dispose (GObject *object)
{
  AppThumbnail *self = APP_THUMBNAIL (object);

  forget (self);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (app_thumbnail_parent_class)->dispose (object);
}

static void
app_thumbnail_class_init (AppThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_thumbnail_dispose;
  widget_class->snapshot = app_thumbnail_snapshot;
  widget_class->measure = app_thumbnail_measure;
  /* The row says all of it in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
app_thumbnail_init (AppThumbnail *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thumbnail");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (app_thumbnail_load), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
app_thumbnail_new (void)
{
  return g_object_new (APP_TYPE_THUMBNAIL, NULL);
}

void
app_thumbnail_set_trace (AppThumbnail *self, const char *id, GFile *file)
{
  g_return_if_fail (APP_IS_THUMBNAIL (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_set_object (&self->file, file);
  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  app_thumbnail_load (self);
}
