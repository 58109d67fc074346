/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "app-latency-chart-private.h"

G_DEFINE_FINAL_TYPE (AppLatencyChart, app_latency_chart, APP_TYPE_CHART)

static guint selected_signal;

static const double axis_from = -1; /* log10 of LAB_LATENCY_FROM and LAB_LATENCY_TO */
static const double axis_to = 9;

gboolean
app_latency_chart_has_columns (AppLatencyChart *self)
{
  return self->analogy != NULL && self->editions->len + self->sheets->len > 0;
}

LabLatencyView
app_latency_chart_make_view (AppLatencyChart *self, double width)
{
  LabLatencyView view;

  lab_latency_init_view (&view, self->editions, self->sheets, self->analogy);
  view.rate = self->rate;
  view.width = width;
  view.subtitle = self->analogy->rule;
  view.selected = self->hovered != LAB_LATENCY_NO_RUNG ? self->hovered : self->selected;
  if (!app_latency_chart_shows_all (self))
    {
      view.from = pow (10, self->from);
      view.to = pow (10, self->to);
    }
  return view;
}

LabLatencyView
app_latency_chart_make_own_view (AppLatencyChart *self)
{
  return app_latency_chart_make_view (self,
                                      gtk_widget_get_width (GTK_WIDGET (self)) / app_chart_get_zoom (APP_CHART (self)));
}

static void
app_latency_chart_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  AppLatencyChart *self = APP_LATENCY_CHART (chart);
  LabLatencyView view;

  if (!app_latency_chart_has_columns (self))
    return;
  view = app_latency_chart_make_view (self, width);
  lab_latency_layout (&view, font, scene);
}

static double
app_latency_chart_get_height (AppChart *chart, double width, LabFont *font)
{
  AppLatencyChart *self = APP_LATENCY_CHART (chart);
  LabLatencyView view;

  if (!app_latency_chart_has_columns (self))
    return 0;
  view = app_latency_chart_make_view (self, width);
  return lab_latency_get_full_height (&view, font);
}

static double
find_limit (AppLatencyChart *self)
{
  double low, high, limit = axis_to;

  for (guint i = 0; i < self->rungs->len; i++)
    {
      const LabRung *rung = g_ptr_array_index (self->rungs, i);

      for (guint column = 0; column < rung->n_editions + rung->n_sheets; column++)
        if (lab_rung_get_range (rung, column, &low, &high))
          limit = MAX (limit, ceil (log10 (high)));
    }
  return limit;
}

/* What is shown is other rows, or says other things of them. */
static void
app_latency_chart_renew (AppLatencyChart *self)
{
  g_autofree char *kept = g_strdup (app_latency_chart_get_selected_row (self));
  gboolean shows_all = app_latency_chart_shows_all (self);

  g_clear_pointer (&self->rungs, g_ptr_array_unref);
  self->rungs = app_latency_chart_has_columns (self) ? lab_rungs_collect (self->editions, self->sheets, NULL)
                                                     : g_ptr_array_new ();
  self->hovered = LAB_LATENCY_NO_RUNG;
  self->limit = find_limit (self);
  if (shows_all)
    app_latency_chart_show_all (self);
  app_latency_chart_name_items (self);
  if (kept == NULL || !app_latency_chart_select_row (self, kept))
    app_latency_chart_select (self, LAB_LATENCY_NO_RUNG);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  app_chart_queue_layout (APP_CHART (self));
}

void
app_latency_chart_set_range (AppLatencyChart *self, double from, double span)
{
  span = CLAMP (span, 1, self->limit - axis_from);
  self->from = CLAMP (from, axis_from, self->limit - span);
  self->to = self->from + span;
  app_chart_queue_layout (APP_CHART (self));
}

static void
app_latency_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  app_latency_chart_allocate_items (APP_LATENCY_CHART (widget), width);
}

static gboolean
app_latency_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return app_latency_chart_focus_item (APP_LATENCY_CHART (widget), direction);
}

static void
app_latency_chart_dispose (GObject *object)
{
  app_latency_chart_remove_items (APP_LATENCY_CHART (object));
  G_OBJECT_CLASS (app_latency_chart_parent_class)->dispose (object);
}

static void
app_latency_chart_finalize (GObject *object)
{
  AppLatencyChart *self = APP_LATENCY_CHART (object);

  g_ptr_array_unref (self->rungs);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->editions);
  g_ptr_array_unref (self->sheets);
  g_clear_pointer (&self->analogy, lab_analogy_free);
  G_OBJECT_CLASS (app_latency_chart_parent_class)->finalize (object);
}

static void
app_latency_chart_class_init (AppLatencyChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_latency_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_latency_chart_finalize;
  widget_class->size_allocate = app_latency_chart_size_allocate;
  widget_class->focus = app_latency_chart_focus;
  APP_CHART_CLASS (klass)->layout = app_latency_chart_layout;
  APP_CHART_CLASS (klass)->get_height = app_latency_chart_get_height;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  selected_signal = g_signal_new ("selected", APP_TYPE_LATENCY_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
app_latency_chart_init (AppLatencyChart *self)
{
  self->editions = g_ptr_array_new ();
  self->sheets = g_ptr_array_new ();
  self->rungs = g_ptr_array_new ();
  self->items = g_ptr_array_new ();
  self->rate = LAB_RATE_COUNTED;
  self->from = axis_from;
  self->to = self->limit = axis_to;
  self->hovered = self->selected = LAB_LATENCY_NO_RUNG;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Latency scale"), -1);
  app_latency_chart_add_controllers (self);
}

void
app_latency_chart_set_columns (AppLatencyChart *self, GPtrArray *editions, GPtrArray *sheets)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self) && editions != NULL && sheets != NULL);

  g_ptr_array_ref (editions);
  g_ptr_array_unref (self->editions);
  self->editions = editions;
  g_ptr_array_ref (sheets);
  g_ptr_array_unref (self->sheets);
  self->sheets = sheets;
  app_latency_chart_renew (self);
}

void
app_latency_chart_set_analogy (AppLatencyChart *self, LabAnalogy *analogy, double rate)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self) && analogy != NULL);

  g_clear_pointer (&self->analogy, lab_analogy_free);
  self->analogy = analogy;
  self->rate = rate;
  app_latency_chart_renew (self);
}

void
app_latency_chart_zoom (AppLatencyChart *self, double factor, double ns)
{
  double span, fixed, share;

  g_return_if_fail (APP_IS_LATENCY_CHART (self) && factor > 0);

  span = self->to - self->from;
  fixed = ns > 0 ? log10 (ns) : (self->from + self->to) / 2;
  share = (fixed - self->from) / span;
  span = CLAMP (span * factor, 1, self->limit - axis_from);
  app_latency_chart_set_range (self, fixed - share * span, span);
}

void
app_latency_chart_pan (AppLatencyChart *self, double decades)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self));

  app_latency_chart_set_range (self, self->from + decades, self->to - self->from);
}

void
app_latency_chart_show_all (AppLatencyChart *self)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self));

  app_latency_chart_set_range (self, axis_from, self->limit - axis_from);
}

gboolean
app_latency_chart_shows_all (AppLatencyChart *self)
{
  return self->from <= axis_from && self->to >= self->limit;
}

double
app_latency_chart_get_span (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), 0);

  return self->to - self->from;
}

guint
app_latency_chart_get_n_rungs (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), 0);

  return self->rungs->len;
}

void
app_latency_chart_select (AppLatencyChart *self, guint rung)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self));

  if (rung >= self->rungs->len)
    rung = LAB_LATENCY_NO_RUNG;
  self->selected = rung;
  app_chart_queue_layout (APP_CHART (self));
  g_signal_emit (self, selected_signal, 0);
}

gboolean
app_latency_chart_select_row (AppLatencyChart *self, const char *row)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self) && row != NULL, FALSE);

  for (guint i = 0; i < self->rungs->len; i++)
    {
      const LabRung *rung = g_ptr_array_index (self->rungs, i);

      if (!g_str_equal (rung->id, row) && !g_str_equal (rung->title, row))
        continue;
      app_latency_chart_select (self, i);
      return TRUE;
    }
  return FALSE;
}

const char *
app_latency_chart_get_selected_row (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), NULL);

  return self->selected < self->rungs->len ? ((LabRung *) g_ptr_array_index (self->rungs, self->selected))->id : NULL;
}

GtkWidget *
app_latency_chart_get_selected_item (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), NULL);

  return self->selected < self->items->len ? g_ptr_array_index (self->items, self->selected) : NULL;
}

char *
app_latency_chart_describe (AppLatencyChart *self, guint rung)
{
  LabLatencyView view;

  g_return_val_if_fail (APP_IS_LATENCY_CHART (self) && rung < self->rungs->len, NULL);

  view = app_latency_chart_make_own_view (self);
  return lab_latency_describe_rung (&view, app_chart_get_font (APP_CHART (self)), rung);
}

char *
app_latency_chart_describe_selected (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), NULL);

  return self->selected < self->rungs->len ? app_latency_chart_describe (self, self->selected) : NULL;
}
