/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-network.h"
#include "app-race-bet.h"
#include "app-race-page.h"
#include "app-race-view.h"
#include "app-racer-group.h"
#include "app-page-header.h"
#include "app-settings.h"
#include "app-window.h"
#include "lab-error.h"

struct _AppRacePage
{
  GtkWidget parent_instance;

  AdwFlap *flap;
  AppForm *form;
  AppRacerGroup *racers;
  AppRaceBet *bet_group;
  GtkStack *stack;
  AdwStatusPage *empty;
  AppRaceView *view;
  GtkWidget *header; /* of the window */
  AppRunButton *run_button;

  AppRace *race;   /* NULL: none yet */
  LabRaceBet bet;  /* on that race */
  gboolean asking; /* whether other machines may be contacted, or opening files */
};

static void app_race_page_init_page (AppPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppRacePage, app_race_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_race_page_init_page))

static gboolean
is_busy (AppRacePage *self)
{
  return self->asking || (self->race != NULL && !app_race_is_over (self->race));
}

static void
update_button (AppRacePage *self)
{
  int running = self->race != NULL ? app_race_get_running (self->race) : -1;

  app_run_button_set_busy (self->run_button, is_busy (self));
  if (running >= 0)
    app_run_button_set_progress (self->run_button, (guint64) running + 1, app_race_get_n_racers (self->race));
}

static void
on_race_changed (AppRacePage *self)
{
  update_button (self);
  app_page_changed (APP_PAGE (self));
}

static void
set_asking (AppRacePage *self, gboolean asking)
{
  self->asking = asking;
  on_race_changed (self);
}

static void
on_race_ended (AppRacePage *self)
{
  g_autofree char *sentence = lab_race_bet_judge (&self->bet, app_race_get_entries (self->race));

  app_race_view_set_bet (self->view, sentence);
}

static void
show_race (AppRacePage *self, AppRace *race)
{
  if (self->race != NULL)
    g_signal_handlers_disconnect_by_data (self->race, self);
  g_set_object (&self->race, race);
  g_signal_connect_object (race, "changed", G_CALLBACK (on_race_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (race, "ended", G_CALLBACK (on_race_ended), self, G_CONNECT_SWAPPED);
  app_race_view_set_race (self->view, race);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->view));
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
begin_race (AppRacePage *self, GPtrArray *experiments)
{
  g_autoptr (AppRace) race = app_race_new (experiments);

  self->bet = app_race_bet_get (self->bet_group);
  show_race (self, race);
  app_race_start (race, GTK_WIDGET (self));
}

/* All of them do the same work: who may be contacted is asked once. */
static void
on_network_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) experiments = data;
  AppRacePage *self = APP_RACE_PAGE (source);
  g_autoptr (LabExperiment) allowed = app_network_ask_finish (result);
  gboolean wanted = self->asking;

  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  set_asking (self, FALSE);
  if (allowed == NULL || !wanted)
    return;
  for (guint i = 0; i < experiments->len; i++)
    ((LabExperiment *) g_ptr_array_index (experiments, i))->network = allowed->network;
  begin_race (self, experiments);
}

static void
start_race (AppRacePage *self, GPtrArray *experiments)
{
  set_asking (self, TRUE);
  app_network_ask_async (GTK_WIDGET (self), g_ptr_array_index (experiments, 0), on_network_asked,
                         g_ptr_array_ref (experiments));
}

static void
app_race_page_run (AppPage *page)
{
  AppRacePage *self = APP_RACE_PAGE (page);
  g_autoptr (GPtrArray) experiments = NULL;
  g_autoptr (GError) error = NULL;

  if (is_busy (self) || !app_form_is_ready (self->form))
    return;
  experiments = app_racer_group_make_experiments (self->racers, self->form, &error);
  if (experiments != NULL)
    {
      start_race (self, experiments);
      return;
    }
  if (app_form_is_valid (self->form))
    app_racer_group_focus_error (self->racers);
  else
    app_form_focus_error (self->form);
  app_window_say_from (GTK_WIDGET (self), error->message);
}

static void
app_race_page_stop (AppPage *page)
{
  AppRacePage *self = APP_RACE_PAGE (page);

  if (self->race != NULL)
    app_race_stop (self->race);
  if (self->asking)
    set_asking (self, FALSE);
}

static gboolean
app_race_page_is_busy (AppPage *page)
{
  return is_busy (APP_RACE_PAGE (page));
}

static AppChart *
app_race_page_get_chart (AppPage *page)
{
  return app_race_view_get_chart (APP_RACE_PAGE (page)->view);
}

static GtkWidget *
app_race_page_get_header_start (AppPage *page)
{
  return APP_RACE_PAGE (page)->header;
}

static void
app_race_page_toggle_sidebar (AppPage *page)
{
  AppRacePage *self = APP_RACE_PAGE (page);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static gboolean
app_race_page_is_still (AppPage *page)
{
  AppRacePage *self = APP_RACE_PAGE (page);
  AppChart *chart = app_race_view_get_chart (self->view);

  return app_form_is_ready (self->form) && !is_busy (self) && (chart == NULL || app_chart_is_still (chart));
}

typedef struct
{
  AppRacePage *page;
  GPtrArray *records;
  guint n_left;
} Opening;

static void
show_records (AppRacePage *self, GPtrArray *records)
{
  g_autoptr (AppRace) race = NULL;

  if (records->len == 0)
    return;
  race = app_race_new_for_records (records);
  if (!app_race_is_comparison (race))
    app_form_set_experiment (self->form, ((LabEntry *) g_ptr_array_index (app_race_get_entries (race), 0))->experiment);
  show_race (self, race);
  app_page_changed (APP_PAGE (self));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  AppRecord *record = app_record_open_finish (result, &error);

  if (record != NULL)
    g_ptr_array_add (opening->records, record);
  else
    {
      app_window_say_from (GTK_WIDGET (opening->page), error->message);
      app_page_failed (APP_PAGE (opening->page), error->message);
    }
  if (--opening->n_left > 0)
    return;
  if (gtk_widget_get_root (GTK_WIDGET (opening->page)) != NULL)
    {
      set_asking (opening->page, FALSE);
      show_records (opening->page, opening->records);
    }
  g_object_unref (opening->page);
  g_ptr_array_unref (opening->records);
  g_free (opening);
}

static gboolean
app_race_page_show (AppPage *page, GPtrArray *experiments, const char *const *files, GError **error)
{
  AppRacePage *self = APP_RACE_PAGE (page);
  Opening *opening;

  if (is_busy (self))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("A run goes on."));
      return FALSE;
    }
  if (experiments != NULL && experiments->len > 0)
    {
      app_form_set_experiment (self->form, g_ptr_array_index (experiments, 0));
      app_racer_group_set_experiments (self->racers, experiments);
      start_race (self, experiments);
      return TRUE;
    }
  opening = g_new0 (Opening, 1);
  opening->page = g_object_ref (self);
  opening->records = g_ptr_array_new_with_free_func (g_object_unref);
  opening->n_left = g_strv_length ((char **) files);
  set_asking (self, TRUE);
  for (; *files != NULL; files++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (*files);

      app_record_open_async (file, NULL, on_opened, opening);
    }
  return TRUE;
}

static void
app_race_page_init_page (AppPageInterface *iface)
{
  iface->get_header_start = app_race_page_get_header_start;
  iface->run = app_race_page_run;
  iface->stop = app_race_page_stop;
  iface->is_busy = app_race_page_is_busy;
  iface->get_chart = app_race_page_get_chart;
  iface->toggle_sidebar = app_race_page_toggle_sidebar;
  iface->is_still = app_race_page_is_still;
  iface->show = app_race_page_show;
}

/* Whoever takes part can be bet on. */
static void
on_racers_changed (AppRacePage *self)
{
  g_autoptr (GPtrArray) models = app_racer_group_get_models (self->racers);

  app_race_bet_set_models (self->bet_group, (const LabModel *const *) models->pdata);
}

/* A workload suggests values for the models, and says what it is. */
static void
on_form_changed (AppRacePage *self)
{
  g_autoptr (LabExperiment) experiment = app_form_make_experiment (self->form, NULL);

  if (experiment == NULL)
    return;
  app_racer_group_set_workload (self->racers, experiment->workload);
  adw_status_page_set_description (self->empty, lab_workload_get_summary (experiment->workload));
}

static void
app_race_page_restore (AppRacePage *self)
{
  g_autofree char *json = g_settings_get_string (app_settings_get (), "race");
  g_autoptr (GVariant) racers = g_settings_get_value (app_settings_get (), "racers");
  g_autoptr (LabExperiment) experiment = *json != '\0' ? lab_experiment_new_from_json (json, -1, NULL) : NULL;

  if (experiment == NULL)
    return;
  app_form_set_experiment (self->form, experiment);
  app_racer_group_restore (self->racers, racers);
}

static void
app_race_page_remember (AppRacePage *self)
{
  g_autoptr (LabExperiment) experiment = app_form_make_experiment (self->form, NULL);
  g_autofree char *json = experiment != NULL ? lab_experiment_to_json (experiment) : NULL;

  if (json == NULL)
    return;
  g_settings_set_string (app_settings_get (), "race", json);
  g_settings_set_value (app_settings_get (), "racers", app_racer_group_save (self->racers));
}

static void
app_race_page_unmap (GtkWidget *widget)
{
  app_race_page_remember (APP_RACE_PAGE (widget));
  GTK_WIDGET_CLASS (app_race_page_parent_class)->unmap (widget);
}

static void
app_race_page_dispose (GObject *object)
{
  AppRacePage *self = APP_RACE_PAGE (object);
  GtkWidget *child;

  if (self->race != NULL)
    app_race_stop (self->race);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->header);
  g_clear_object (&self->race);
  G_OBJECT_CLASS (app_race_page_parent_class)->dispose (object);
}

static void
app_race_page_class_init (AppRacePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_FORM);
  g_type_ensure (APP_TYPE_RACE_BET);
  g_type_ensure (APP_TYPE_RACE_VIEW);
  g_type_ensure (APP_TYPE_RACER_GROUP);
  G_OBJECT_CLASS (klass)->dispose = app_race_page_dispose;
  widget_class->unmap = app_race_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-race-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, flap);
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, form);
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, racers);
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, bet_group);
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, stack);
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, empty);
  gtk_widget_class_bind_template_child (widget_class, AppRacePage, view);
}

static void
app_race_page_init (AppRacePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What scrolls it has nothing to say to the keyboard. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->empty)), FALSE);
  self->run_button = APP_RUN_BUTTON (app_run_button_new (_ ("Race"), "media-playback-start-symbolic"));
  self->header = g_object_ref_sink (app_page_header_new (self->run_button, self->flap));
  on_racers_changed (self);
  g_signal_connect_object (self->racers, "changed", G_CALLBACK (on_racers_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "ready", G_CALLBACK (on_form_changed), self, G_CONNECT_SWAPPED);
  on_form_changed (self);
  app_race_page_restore (self);
}

void
app_race_page_open_workload (AppRacePage *self, GFile *file)
{
  g_return_if_fail (APP_IS_RACE_PAGE (self) && G_IS_FILE (file));

  adw_flap_set_reveal_flap (self->flap, TRUE);
  app_form_open_workload (self->form, file);
}
