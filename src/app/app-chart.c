/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "app-chart.h"

/* What 100 % of text size is: 96 dots an inch, in 1024ths. */
#define XFT_DPI (96.0 * 1024.0)

typedef struct
{
  LabFont *font;
  LabPainter *painters[LAB_N_THEMES]; /* made when they are first needed */
  LabScene *scene;
  GdkTexture *picture; /* NULL: to be painted */
  double zoom;
  int width, height, scale; /* of the picture */
} AppChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppChart, app_chart, GTK_TYPE_WIDGET)

static AppChartPrivate *
get_private (AppChart *self)
{
  return app_chart_get_instance_private (self);
}

static LabTheme
get_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? LAB_THEME_DARK : LAB_THEME_LIGHT;
}

static LabPainter *
get_painter (AppChartPrivate *priv, LabTheme theme)
{
  if (priv->painters[theme] == NULL)
    priv->painters[theme] = lab_painter_new (theme, priv->font);
  return priv->painters[theme];
}

static double
read_zoom (AppChart *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / XFT_DPI, 0.5, 4) : 1;
}

/* On an image, where the painter writes pixels; a node of cairo would record each shape. */
static GdkTexture *
paint (AppChartPrivate *priv, int width, int height, int scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_scale (cr, scale * priv->zoom, scale * priv->zoom);
  lab_painter_paint (get_painter (priv, get_theme ()), priv->scene, cr, LAB_PAINT_ALL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * (gsize) (height * scale),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  return texture;
}

static void
app_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppChart *self = APP_CHART (widget);
  AppChartPrivate *priv = get_private (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (width <= 0 || height <= 0)
    return;
  if (priv->picture == NULL || width != priv->width || height != priv->height || scale != priv->scale)
    {
      lab_scene_reset (priv->scene, width / priv->zoom, height / priv->zoom);
      APP_CHART_GET_CLASS (self)->layout (self, width / priv->zoom, height / priv->zoom, 1 / (priv->zoom * scale),
                                          priv->font, priv->scene);
      g_clear_object (&priv->picture);
      priv->picture = paint (priv, width, height, scale);
      priv->width = width;
      priv->height = height;
      priv->scale = scale;
    }
  gtk_snapshot_append_texture (snapshot, priv->picture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  GTK_WIDGET_CLASS (app_chart_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
app_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
app_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  AppChart *self = APP_CHART (widget);
  AppChartPrivate *priv = get_private (self);
  AppChartClass *klass = APP_CHART_GET_CLASS (self);
  double width = (for_size > 0 ? for_size : 640) / priv->zoom;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && klass->get_height != NULL)
    *minimum = *natural = (int) ceil (klass->get_height (self, width, priv->font) * priv->zoom);
}

static void
on_text_size_changed (AppChart *self)
{
  get_private (self)->zoom = read_zoom (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  app_chart_queue_layout (self);
}

static void
app_chart_finalize (GObject *object)
{
  AppChartPrivate *priv = get_private (APP_CHART (object));

  for (guint i = 0; i < LAB_N_THEMES; i++)
    g_clear_pointer (&priv->painters[i], lab_painter_free);
  g_clear_pointer (&priv->scene, lab_scene_free);
  g_clear_pointer (&priv->font, lab_font_free);
  g_clear_object (&priv->picture);
  G_OBJECT_CLASS (app_chart_parent_class)->finalize (object);
}

static void
app_chart_class_init (AppChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = app_chart_finalize;
  widget_class->snapshot = app_chart_snapshot;
  widget_class->get_request_mode = app_chart_get_request_mode;
  widget_class->measure = app_chart_measure;
}

static void
app_chart_init (AppChart *self)
{
  AppChartPrivate *priv = get_private (self);
  AdwStyleManager *style = adw_style_manager_get_default ();

  priv->font = lab_font_new (NULL);
  priv->scene = lab_scene_new (1, 1);
  priv->zoom = read_zoom (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (app_chart_queue_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (app_chart_queue_layout), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_text_size_changed), self, G_CONNECT_SWAPPED);
}

void
app_chart_queue_layout (AppChart *self)
{
  g_return_if_fail (APP_IS_CHART (self));

  g_clear_object (&get_private (self)->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

LabFont *
app_chart_get_font (AppChart *self)
{
  g_return_val_if_fail (APP_IS_CHART (self), NULL);

  return get_private (self)->font;
}

double
app_chart_get_zoom (AppChart *self)
{
  g_return_val_if_fail (APP_IS_CHART (self), 1);

  return get_private (self)->zoom;
}

LabScene *
app_chart_make_scene (AppChart *self, double width, double height, double column)
{
  LabScene *scene;

  g_return_val_if_fail (APP_IS_CHART (self), NULL);

  scene = lab_scene_new (width, height);
  APP_CHART_GET_CLASS (self)->layout (self, width, height, column, get_private (self)->font, scene);
  return scene;
}
