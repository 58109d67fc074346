/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-swatch.h"

#define WIDTH 26
#define HEIGHT 14

struct _AppSwatch
{
  AppChart parent_instance;

  LabState state;
};

G_DEFINE_FINAL_TYPE (AppSwatch, app_swatch, APP_TYPE_CHART)

static void
app_swatch_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  lab_scene_add_box (scene, (LabInk) (LAB_INK_STATE + APP_SWATCH (chart)->state), LAB_FORM_PATTERN, 0, 0, width,
                     height);
}

static void
app_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  double zoom = app_chart_get_zoom (APP_CHART (widget));

  *minimum = *natural = (int) ((orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT) * zoom);
}

static void
app_swatch_class_init (AppSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = app_swatch_measure;
  APP_CHART_CLASS (klass)->layout = app_swatch_layout;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
app_swatch_init (AppSwatch *self)
{
  self->state = LAB_STATE_RUNNING;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
app_swatch_new (LabState state)
{
  AppSwatch *self = g_object_new (APP_TYPE_SWATCH, NULL);

  app_swatch_set_state (self, state);
  return GTK_WIDGET (self);
}

void
app_swatch_set_state (AppSwatch *self, LabState state)
{
  g_return_if_fail (APP_IS_SWATCH (self) && (guint) state < LAB_N_STATES);

  if (self->state == state)
    return;
  self->state = state;
  app_chart_queue_layout (APP_CHART (self));
}
