/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-latency-page-private.h"
#include "app-wrap-layout.h"

static void app_latency_page_init_page (AppPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppLatencyPage, app_latency_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_latency_page_init_page))

static void
on_columns_changed (AppLatencyPage *self)
{
  g_autoptr (GPtrArray) editions = app_latency_columns_make_editions (self->columns);
  g_autoptr (GPtrArray) sheets = app_latency_columns_make_sheets (self->columns);
  gboolean shows = editions->len + sheets->len > 0;
  GAction *save = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "save");

  app_latency_chart_set_columns (self->chart, editions, sheets);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), shows);
  gtk_widget_set_visible (self->empty, !shows && !app_latency_columns_is_loading (self->columns));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (save), app_latency_columns_get_here (self->columns) != NULL);
  app_latency_page_update_year (self);
  app_page_changed (APP_PAGE (self));
}

static void
on_columns_failed (AppLatencyColumns *columns, const char *sentence, AppLatencyPage *self)
{
  app_latency_page_tell (self, sentence, TRUE);
  app_page_failed (APP_PAGE (self), sentence);
}

static void
app_latency_page_run (AppPage *page)
{
  app_latency_page_start (APP_LATENCY_PAGE (page), NULL);
}

static void
app_latency_page_stop (AppPage *page)
{
  app_latency_meter_stop (APP_LATENCY_PAGE (page)->meter);
}

static gboolean
app_latency_page_is_busy (AppPage *page)
{
  return app_latency_meter_is_running (APP_LATENCY_PAGE (page)->meter);
}

static gboolean
app_latency_page_is_still (AppPage *page)
{
  return !app_latency_page_is_busy (page) && !app_latency_columns_is_loading (APP_LATENCY_PAGE (page)->columns);
}

static GtkWidget *
app_latency_page_get_header_start (AppPage *page)
{
  return APP_LATENCY_PAGE (page)->button;
}

static AppChart *
app_latency_page_get_chart (AppPage *page)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (page);

  return app_latency_chart_get_n_rungs (self->chart) > 0 ? APP_CHART (self->chart) : NULL;
}

static gboolean
app_latency_page_show (AppPage *page, GPtrArray *experiments, const char *const *files, GError **error)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (page);

  for (; files != NULL && *files != NULL; files++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (*files);

      app_latency_page_open (self, file);
    }
  if (experiments == NULL || experiments->len == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("The Latency page runs no experiments; it opens measurements."));
  return FALSE;
}

static gboolean
app_latency_page_select (AppPage *page, const char *what)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (page);

  if (!app_latency_chart_select_row (self->chart, what))
    return FALSE;
  app_latency_page_scroll_to_selected (self);
  return TRUE;
}

static void
app_latency_page_init_page (AppPageInterface *iface)
{
  iface->get_header_start = app_latency_page_get_header_start;
  iface->run = app_latency_page_run;
  iface->stop = app_latency_page_stop;
  iface->is_busy = app_latency_page_is_busy;
  iface->is_still = app_latency_page_is_still;
  iface->get_chart = app_latency_page_get_chart;
  iface->show = app_latency_page_show;
  iface->select = app_latency_page_select;
}

static void
app_latency_page_dispose (GObject *object)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (object);
  GtkWidget *child;

  if (self->columns != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->columns, self);
      g_signal_handlers_disconnect_by_data (self->meter, self);
    }
  g_clear_object (&self->meter);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->columns);
  g_clear_object (&self->actions);
  g_clear_object (&self->button);
  G_OBJECT_CLASS (app_latency_page_parent_class)->dispose (object);
}

static void
app_latency_page_finalize (GObject *object)
{
  g_free (APP_LATENCY_PAGE (object)->analogy_row);
  G_OBJECT_CLASS (app_latency_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, chart);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, chips);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, menu);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, analogy);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, rate);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, rate_label);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year_revealer);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year_adjustment);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year_note);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, status_revealer);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, status_box);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, progress);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, status);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, dismiss);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, details_revealer);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, details_title);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, details);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, as_second);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, as_metre);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, close_details);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, zoom_in);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, zoom_out);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, zoom_all);
}

static void
app_latency_page_class_init (AppLatencyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_LATENCY_CHART);
  g_type_ensure (APP_TYPE_LATENCY_CHIPS);
  g_type_ensure (APP_TYPE_WRAP_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = app_latency_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_latency_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-latency-page.ui");
  bind_children (widget_class);
}

static void
app_latency_page_init (AppLatencyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = app_latency_columns_new ();
  self->meter = app_latency_meter_new (self->columns);
  app_latency_page_add_button (self);
  app_latency_page_connect_analogy (self);
  app_latency_page_connect_year (self);
  app_latency_page_connect_chart (self);
  app_latency_chips_set_columns (self->chips, self->columns);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (on_columns_changed), self);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (app_latency_page_update_button), self);
  g_signal_connect (self->columns, "failed", G_CALLBACK (on_columns_failed), self);
  on_columns_changed (self);
  app_latency_page_update_button (self);
}

void
app_latency_page_open (AppLatencyPage *self, GFile *file)
{
  g_return_if_fail (APP_IS_LATENCY_PAGE (self) && G_IS_FILE (file));

  app_latency_columns_open (self->columns, file);
}
