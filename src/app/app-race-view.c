/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-race-view.h"
#include "app-window.h"

struct _AppRaceView
{
  GtkWidget parent_instance;

  AppRace *race; /* NULL: none */
  AppRaceChart *chart;
  GtkWidget *card;
  GtkLabel *verdict;
  GtkLabel *advice;
  GtkLabel *bet;
};

G_DEFINE_FINAL_TYPE (AppRaceView, app_race_view, GTK_TYPE_WIDGET)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
app_race_view_update (AppRaceView *self)
{
  g_autofree char *verdict = app_race_get_verdict (self->race);
  g_autofree char *advice = app_race_get_advice (self->race);

  show_text (self->verdict, verdict);
  show_text (self->advice, advice);
  gtk_widget_set_visible (self->card, verdict != NULL || advice != NULL);
}

static void
on_racer_activated (AppRaceChart *chart, guint n, AppRaceView *self)
{
  AppWindow *window = app_window_of (GTK_WIDGET (self));
  AppRecord *record = app_race_get_record (self->race, n);

  if (window != NULL && record != NULL)
    app_window_show_record (window, record);
}

static void
app_race_view_dispose (GObject *object)
{
  AppRaceView *self = APP_RACE_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->race);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_race_view_parent_class)->dispose (object);
}

static void
app_race_view_class_init (AppRaceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_RACE_CHART);
  G_OBJECT_CLASS (klass)->dispose = app_race_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-race-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRaceView, chart);
  gtk_widget_class_bind_template_child (widget_class, AppRaceView, card);
  gtk_widget_class_bind_template_child (widget_class, AppRaceView, verdict);
  gtk_widget_class_bind_template_child (widget_class, AppRaceView, advice);
  gtk_widget_class_bind_template_child (widget_class, AppRaceView, bet);
  gtk_widget_class_bind_template_callback (widget_class, on_racer_activated);
}

static void
app_race_view_init (AppRaceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
app_race_view_new (void)
{
  return g_object_new (APP_TYPE_RACE_VIEW, NULL);
}

void
app_race_view_set_race (AppRaceView *self, AppRace *race)
{
  g_return_if_fail (APP_IS_RACE_VIEW (self) && APP_IS_RACE (race));

  if (self->race != NULL)
    g_signal_handlers_disconnect_by_data (self->race, self);
  g_set_object (&self->race, race);
  app_race_chart_set_race (self->chart, race);
  g_signal_connect_object (race, "changed", G_CALLBACK (app_race_view_update), self, G_CONNECT_SWAPPED);
  app_race_view_update (self);
  app_race_view_set_bet (self, NULL);
}

void
app_race_view_set_bet (AppRaceView *self, const char *sentence)
{
  g_return_if_fail (APP_IS_RACE_VIEW (self));

  show_text (self->bet, sentence);
}

AppChart *
app_race_view_get_chart (AppRaceView *self)
{
  g_return_val_if_fail (APP_IS_RACE_VIEW (self), NULL);

  return self->race != NULL ? APP_CHART (self->chart) : NULL;
}
