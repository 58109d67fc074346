/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "app-chart"

#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "app-chart.h"
#include "app-picture.h"
#include "app-text-size.h"
#include "app-watchdog.h"

/* Where nothing says how wide a chart is, and as narrow as a window can be. */
#define WIDTH_USUAL 640
#define WIDTH_NARROW 360

/* A frame may hold the window's thread for 8 ms, and the layout wants its part: what takes longer to paint, in µs, is
 * painted elsewhere until it takes less again. */
#define SLOW 3500
#define QUICK 2000

typedef struct
{
  LabFont *font; /* of all charts */
  AppPicture *picture;
  LabScene *scene;
  AppPictureForm form;       /* of the picture, or of the one that is being painted */
  char *title, *description; /* that were said last */
  double zoom;
  gboolean is_stale;    /* something has changed since the layout */
  gboolean is_painting; /* on the other thread: the scene is lent */
  gboolean is_slow;
  gboolean is_growing;
  gboolean is_apart; /* the layout is for app_chart_make_scene() */
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
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    return dark ? LAB_THEME_CONTRAST_DARK : LAB_THEME_CONTRAST;
  return dark ? LAB_THEME_DARK : LAB_THEME_LIGHT;
}

static double
read_zoom (AppChart *self)
{
  return app_text_size_get (gtk_widget_get_settings (GTK_WIDGET (self)));
}

static AppPictureForm
get_form (AppChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (AppPictureForm){
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
    .scale = gtk_widget_get_scale_factor (widget),
    .zoom = get_private (self)->zoom,
    .theme = get_theme (),
  };
}

static void
say (AppChart *self, GtkAccessibleProperty property, const char *text, char **said)
{
  if (text == NULL || g_strcmp0 (text, *said) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), property, text, -1);
  g_free (*said);
  *said = g_strdup (text);
}

static void
app_chart_lay_out (AppChart *self, AppChartPrivate *priv)
{
  double width = priv->form.width / priv->zoom, height = priv->form.height / priv->zoom;

  priv->is_stale = FALSE;
  lab_scene_reset (priv->scene, width, height);
  APP_CHART_GET_CLASS (self)->layout (self, width, height, 1 / (priv->zoom * priv->form.scale), priv->font,
                                      priv->scene);
  if (priv->is_growing)
    return;
  say (self, GTK_ACCESSIBLE_PROPERTY_LABEL, priv->scene->title, &priv->title);
  say (self, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, priv->scene->description, &priv->description);
}

static void
on_painted (gpointer data)
{
  g_autoptr (AppChart) self = data;
  AppChartPrivate *priv = get_private (self);

  priv->is_painting = FALSE;
  priv->is_slow = app_picture_get_cost (priv->picture) > QUICK;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
app_chart_renew (AppChart *self, AppChartPrivate *priv)
{
  gint64 start = g_get_monotonic_time (), laid_out, painted;

  app_watchdog_note ("a chart");
  app_chart_lay_out (self, priv);
  laid_out = g_get_monotonic_time ();
  /* The first time there is all to paint, most often of several charts in one frame. */
  if (priv->is_slow || app_picture_is_empty (priv->picture))
    {
      priv->is_painting = TRUE;
      app_picture_paint_async (priv->picture, priv->scene, &priv->form, on_painted, g_object_ref (self));
      g_debug ("layout %" G_GINT64_FORMAT " µs, painting elsewhere", laid_out - start);
      return;
    }
  app_picture_paint (priv->picture, priv->scene, &priv->form);
  painted = g_get_monotonic_time ();
  priv->is_slow = painted - laid_out > SLOW;
  g_debug ("layout %" G_GINT64_FORMAT " µs, paint %" G_GINT64_FORMAT " µs, %u tiles of which %u are new",
           laid_out - start, painted - laid_out, app_picture_get_n_painted (priv->picture),
           app_picture_get_n_new (priv->picture));
}

static void
app_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppChart *self = APP_CHART (widget);
  AppChartPrivate *priv = get_private (self);
  AppPictureForm form = get_form (self);

  if (form.width <= 0 || form.height <= 0)
    return;
  if (!priv->is_painting
      && (priv->is_stale || app_picture_is_empty (priv->picture) || !app_picture_form_equal (&form, &priv->form)))
    {
      priv->form = form;
      app_chart_renew (self, priv);
    }
  app_picture_snapshot (priv->picture, widget, snapshot, form.width, form.height);
  GTK_WIDGET_CLASS (app_chart_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
app_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_height_for_width (AppChart *self, double (*get) (AppChart *, double, LabFont *), int width)
{
  AppChartPrivate *priv = get_private (self);

  return (int) ceil (get (self, width / priv->zoom, priv->font) * priv->zoom);
}

static void
app_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  AppChart *self = APP_CHART (widget);
  AppChartClass *klass = APP_CHART_GET_CLASS (self);
  int width = for_size;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || klass->get_height == NULL)
    return;
  if (for_size <= 0)
    width = WIDTH_USUAL;
  *minimum = *natural = get_height_for_width (self, klass->get_height, width);
  if (klass->get_full_height != NULL)
    *natural = MAX (*natural, get_height_for_width (self, klass->get_full_height, width));
  /* Without a width it is the least of all: a narrow chart leaves things out, or needs more lines. */
  if (for_size <= 0)
    *minimum = MIN (*minimum, get_height_for_width (self, klass->get_height, WIDTH_NARROW));
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

  g_clear_pointer (&priv->picture, app_picture_free);
  g_clear_pointer (&priv->scene, lab_scene_free);
  g_free (priv->title);
  g_free (priv->description);
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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

/* One for all: to find and load what it draws with takes as long as to paint a chart. */
static LabFont *
get_font (void)
{
  static LabFont *font;

  if (font == NULL)
    font = lab_font_new (NULL);
  return font;
}

static void
app_chart_init (AppChart *self)
{
  AppChartPrivate *priv = get_private (self);
  AdwStyleManager *style = adw_style_manager_get_default ();

  priv->font = get_font ();
  priv->picture = app_picture_new (priv->font);
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

  get_private (self)->is_stale = TRUE;
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

LabTheme
app_chart_get_theme (AppChart *self)
{
  g_return_val_if_fail (APP_IS_CHART (self), LAB_THEME_LIGHT);

  return get_theme ();
}

gboolean
app_chart_is_apart (AppChart *self)
{
  g_return_val_if_fail (APP_IS_CHART (self), FALSE);

  return get_private (self)->is_apart;
}

void
app_chart_set_growing (AppChart *self, gboolean growing)
{
  g_return_if_fail (APP_IS_CHART (self));

  get_private (self)->is_growing = growing;
}

gboolean
app_chart_is_still (AppChart *self)
{
  AppChartPrivate *priv;
  AppPictureForm form;

  g_return_val_if_fail (APP_IS_CHART (self), TRUE);

  priv = get_private (self);
  form = get_form (self);
  return !app_picture_is_empty (priv->picture) && !priv->is_stale && !priv->is_painting
         && app_picture_form_equal (&form, &priv->form);
}

LabScene *
app_chart_make_scene (AppChart *self, double width, double height, double column)
{
  LabScene *scene;

  g_return_val_if_fail (APP_IS_CHART (self), NULL);

  scene = lab_scene_new (width, height);
  get_private (self)->is_apart = TRUE;
  APP_CHART_GET_CLASS (self)->layout (self, width, height, column, get_private (self)->font, scene);
  get_private (self)->is_apart = FALSE;
  return scene;
}

AppDraft *
app_chart_make_draft (AppChart *self, double width, double height, double column)
{
  AppChartClass *klass;
  AppDraft *draft;

  g_return_val_if_fail (APP_IS_CHART (self), NULL);

  klass = APP_CHART_GET_CLASS (self);
  draft = klass->make_draft != NULL ? klass->make_draft (self, width, height, column) : NULL;
  return draft != NULL ? draft : app_draft_new_for_scene (app_chart_make_scene (self, width, height, column));
}

double
app_chart_get_apart_height (AppChart *self, double width)
{
  AppChartClass *klass;
  double height;

  g_return_val_if_fail (APP_IS_CHART (self), 0);

  klass = APP_CHART_GET_CLASS (self);
  if (klass->get_height == NULL)
    return 0;
  get_private (self)->is_apart = TRUE;
  height = klass->get_height (self, width, get_private (self)->font);
  get_private (self)->is_apart = FALSE;
  return height;
}
