/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-capture.h"

/* As libadwaita's windows have them under a compositor. */
#define RADIUS 12
#define MARGIN 40 /* which the shadow needs */
#define SHADOW_Y 6
#define SHADOW_BLUR 24
static const GdkRGBA shadow = { 0, 0, 0, 0.4f };
static const GdkRGBA edge = { 0, 0, 0, 0.12f };

/* Both in the window's coordinates, which begin inside of its frame. */
typedef struct
{
  graphene_rect_t whole, content;
} Bounds;

static Bounds
get_bounds (GtkWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window), *child = gtk_window_get_child (window);
  Bounds bounds;

  if (!gtk_widget_compute_bounds (widget, widget, &bounds.whole))
    bounds.whole = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                       (float) gtk_widget_get_height (widget));
  if (child == NULL || !gtk_widget_compute_bounds (child, widget, &bounds.content))
    bounds.content = bounds.whole;
  return bounds;
}

static void
append_window (GtkSnapshot *snapshot, GtkWindow *window, const Bounds *bounds)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  const graphene_rect_t *whole = &bounds->whole, *content = &bounds->content;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (whole->origin.x - content->origin.x, whole->origin.y - content->origin.y));
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), whole->size.width, whole->size.height);
  gtk_snapshot_restore (snapshot);
}

static void
append_rounded (GtkSnapshot *snapshot, GtkWindow *window, const Bounds *bounds)
{
  const graphene_rect_t *content = &bounds->content;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, content->size.width, content->size.height),
                                   RADIUS);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 0, 1, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, SHADOW_Y, 0, SHADOW_BLUR);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  append_window (snapshot, window, bounds);
  gtk_snapshot_pop (snapshot);
}

GdkTexture *
app_capture_window (GtkWindow *window, const AppCaptureStyle *style)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  graphene_rect_t viewport;
  Bounds bounds;
  float margin = style->rounded ? MARGIN : 0, scale = (float) style->scale;

  g_return_val_if_fail (GTK_IS_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (window)), NULL);

  bounds = get_bounds (window);
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (margin, margin));
  if (style->rounded)
    append_rounded (snapshot, window, &bounds);
  else
    {
      gtk_snapshot_push_clip (snapshot,
                              &GRAPHENE_RECT_INIT (0, 0, bounds.content.size.width, bounds.content.size.height));
      append_window (snapshot, window, &bounds);
      gtk_snapshot_pop (snapshot);
    }
  node = gtk_snapshot_free_to_node (snapshot);
  viewport = GRAPHENE_RECT_INIT (0, 0, scale * (bounds.content.size.width + 2 * margin),
                                 scale * (bounds.content.size.height + 2 * margin));
  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &viewport);
}

gboolean
app_capture_save (GdkTexture *picture, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (picture);

  return g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}
