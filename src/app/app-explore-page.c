/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-explore-page.h"
#include "app-history.h"
#include "app-network.h"
#include "app-page-header.h"
#include "app-run-view.h"
#include "app-suggestions.h"
#include "app-window.h"
#include "lab-error.h"

/* While a run goes on, the button says so often how far it is. */
#define PROGRESS_EVERY (150 * 1000)

struct _AppExplorePage
{
  GtkWidget parent_instance;

  AppRecord *running; /* the one that goes on; NULL: none */
  AppRecord *shown;   /* the one that is seen; NULL: none */
  gboolean is_asking; /* whether the network may be used */
  gint64 progressed;  /* when the button was brought up to date, µs */

  GtkWidget *header;
  AppRunButton *run_button;
  AdwFlap *flap;
  AppForm *form;
  GtkStack *content;
  AdwStatusPage *empty_page;
  AdwStatusPage *failed_page;
  AppRunView *view;
};

static void app_explore_page_init_page (AppPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppExplorePage, app_explore_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_explore_page_init_page))

static gboolean
is_busy (AppExplorePage *self)
{
  return self->running != NULL || self->is_asking;
}

static void
show_failure (AppExplorePage *self, const GError *error)
{
  adw_status_page_set_description (self->failed_page, error->message);
  gtk_stack_set_visible_child_name (self->content, "failed");
}

static void
app_explore_page_update (AppExplorePage *self)
{
  app_run_button_set_busy (self->run_button, is_busy (self));
  app_page_changed (APP_PAGE (self));
}

static void
on_settled (AppExplorePage *self, AppRecord *record)
{
  const GError *error = app_record_get_error (record);

  if (record == self->running)
    {
      g_signal_handlers_disconnect_by_data (record, self);
      g_clear_object (&self->running);
    }
  if (record == self->shown && error != NULL)
    show_failure (self, error);
  app_explore_page_update (self);
}

static void
on_grew (AppExplorePage *self, AppRecord *record)
{
  gint64 now = g_get_monotonic_time ();
  guint64 n_ended, n_tasks;

  if (now - self->progressed < PROGRESS_EVERY)
    return;
  self->progressed = now;
  app_record_get_progress (record, &n_ended, &n_tasks);
  app_run_button_set_progress (self->run_button, n_ended, n_tasks);
}

static void
app_explore_page_show (AppExplorePage *self, AppRecord *record, const char *about, guint64 bet)
{
  g_set_object (&self->shown, record);
  app_run_view_set_record (self->view, record, about, bet);
  if (app_record_get_error (record) != NULL)
    show_failure (self, app_record_get_error (record));
  else
    gtk_stack_set_visible_child_name (self->content, "run");
  /* What one has asked for lies behind the form where there is no room for both. */
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
app_explore_page_start (AppExplorePage *self, const LabExperiment *experiment)
{
  g_autoptr (AppRecord) record = app_record_new (experiment);

  self->running = g_object_ref (record);
  self->progressed = 0;
  g_signal_connect_object (record, "grew", G_CALLBACK (on_grew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  app_record_start (record);
  app_history_add (record, GTK_WIDGET (self));
  app_explore_page_show (self, record, app_form_get_about (self->form), app_form_get_bet (self->form));
  app_explore_page_update (self);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (source);
  g_autoptr (LabExperiment) experiment = app_network_ask_finish (result);
  gboolean wanted = self->is_asking;

  self->is_asking = FALSE;
  /* It may have been stopped, or the window closed, meanwhile. */
  if (experiment != NULL && wanted && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    app_explore_page_start (self, experiment);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    app_explore_page_update (self);
}

static void
app_explore_page_run (AppPage *page)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabExperiment) experiment = NULL;

  if (is_busy (self))
    return;
  experiment = app_form_make_experiment (self->form, &error);
  if (experiment == NULL)
    {
      adw_flap_set_reveal_flap (self->flap, TRUE);
      app_form_focus_error (self->form);
      app_window_say_from (GTK_WIDGET (self), error->message);
      return;
    }
  self->is_asking = TRUE;
  app_explore_page_update (self);
  app_network_ask_async (GTK_WIDGET (self), experiment, on_asked, NULL);
}

static void
app_explore_page_stop (AppPage *page)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (page);

  if (self->running != NULL)
    app_record_stop (self->running);
  else if (self->is_asking)
    {
      self->is_asking = FALSE;
      app_explore_page_update (self);
    }
}

static gboolean
app_explore_page_is_busy (AppPage *page)
{
  return is_busy (APP_EXPLORE_PAGE (page));
}

static gboolean
app_explore_page_is_still (AppPage *page)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (page);

  return !is_busy (self) && app_form_is_ready (self->form) && app_run_view_is_still (self->view);
}

static GtkWidget *
app_explore_page_get_header_start (AppPage *page)
{
  return APP_EXPLORE_PAGE (page)->header;
}

static AppChart *
app_explore_page_get_chart (AppPage *page)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (page);

  return self->shown != NULL && app_record_get_error (self->shown) == NULL
           ? APP_CHART (app_run_view_get_timeline (self->view))
           : NULL;
}

static AppRecord *
app_explore_page_get_record (AppPage *page)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (page);

  return self->shown != NULL && app_record_get_error (self->shown) == NULL ? self->shown : NULL;
}

static void
app_explore_page_toggle_sidebar (AppPage *page)
{
  AdwFlap *flap = APP_EXPLORE_PAGE (page)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppExplorePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AppRecord) record = app_record_open_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  self->is_asking = FALSE;
  if (record != NULL)
    app_explore_page_show_record (self, record);
  else
    show_failure (self, error);
  app_explore_page_update (self);
}

/* One of them: the others are for pages that compare. */
static gboolean
app_explore_page_show_these (AppPage *page, GPtrArray *experiments, const char *const *files, GError **error)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (page);
  g_autoptr (GFile) file = NULL;

  if (is_busy (self))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("A run goes on."));
      return FALSE;
    }
  if (experiments != NULL && experiments->len > 0)
    {
      app_form_set_experiment (self->form, g_ptr_array_index (experiments, 0));
      app_explore_page_start (self, g_ptr_array_index (experiments, 0));
      return TRUE;
    }
  if (files == NULL || files[0] == NULL)
    return TRUE;
  self->is_asking = TRUE;
  file = g_file_new_for_commandline_arg (files[0]);
  app_record_open_async (file, NULL, on_opened, g_object_ref (self));
  app_explore_page_update (self);
  return TRUE;
}

/* A tab, or a task by its name. */
static gboolean
app_explore_page_select (AppPage *page, const char *what)
{
  static const char *const tabs[] = { "figures", "log", "table", "command", NULL };
  AppExplorePage *self = APP_EXPLORE_PAGE (page);
  LabTimeline *timeline = self->shown != NULL ? app_record_get_timeline (self->shown) : NULL;

  if (timeline == NULL)
    return FALSE;
  if (g_strv_contains (tabs, what))
    {
      app_run_view_show_tab (self->view, what);
      return TRUE;
    }
  for (guint32 task = 0; task < lab_trace_get_n_tasks (app_record_get_trace (self->shown)); task++)
    {
      g_autofree char *name = lab_timeline_get_task_name (timeline, task);

      if (g_ascii_strcasecmp (name, what) != 0)
        continue;
      app_timeline_set_by_task (app_run_view_get_timeline (self->view), TRUE);
      return app_timeline_focus_span (app_run_view_get_timeline (self->view), task, 0);
    }
  return FALSE;
}

static void
app_explore_page_init_page (AppPageInterface *iface)
{
  iface->get_header_start = app_explore_page_get_header_start;
  iface->run = app_explore_page_run;
  iface->stop = app_explore_page_stop;
  iface->is_busy = app_explore_page_is_busy;
  iface->is_still = app_explore_page_is_still;
  iface->get_chart = app_explore_page_get_chart;
  iface->get_record = app_explore_page_get_record;
  iface->toggle_sidebar = app_explore_page_toggle_sidebar;
  iface->show = app_explore_page_show_these;
  iface->select = app_explore_page_select;
}

static void
on_suggested (AppExplorePage *self, const char *preset)
{
  g_autoptr (GError) error = NULL;

  if (!app_explore_page_run_preset (self, preset, &error))
    app_window_say_from (GTK_WIDGET (self), error->message);
}

/* What scrolls in a status page can be focused, and has no name of its own. In newer versions of GTK only what has a
 * role can have one. */
static void
name_status_page (AdwStatusPage *page)
{
  GtkWidget *scroller = gtk_widget_get_first_child (GTK_WIDGET (page));

  g_object_set (scroller, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_status_page_get_title (page), -1);
}

static void
app_explore_page_dispose (GObject *object)
{
  AppExplorePage *self = APP_EXPLORE_PAGE (object);
  GtkWidget *child;

  if (self->running != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->running, self);
      app_record_stop (self->running);
    }
  g_clear_object (&self->running);
  g_clear_object (&self->shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->header);
  G_OBJECT_CLASS (app_explore_page_parent_class)->dispose (object);
}

static void
app_explore_page_class_init (AppExplorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_FORM);
  g_type_ensure (APP_TYPE_RUN_VIEW);
  g_type_ensure (APP_TYPE_SUGGESTIONS);
  G_OBJECT_CLASS (klass)->dispose = app_explore_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-explore-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppExplorePage, flap);
  gtk_widget_class_bind_template_child (widget_class, AppExplorePage, form);
  gtk_widget_class_bind_template_child (widget_class, AppExplorePage, content);
  gtk_widget_class_bind_template_child (widget_class, AppExplorePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AppExplorePage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, AppExplorePage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_suggested);
}

static void
app_explore_page_init (AppExplorePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->run_button = APP_RUN_BUTTON (app_run_button_new (_ ("Run"), "media-playback-start-symbolic"));
  self->header = g_object_ref_sink (app_page_header_new (self->run_button, self->flap));
  name_status_page (self->empty_page);
  name_status_page (self->failed_page);
}

void
app_explore_page_show_record (AppExplorePage *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_EXPLORE_PAGE (self) && APP_IS_RECORD (record));

  if (app_record_get_experiment (record) != NULL)
    app_form_set_experiment (self->form, app_record_get_experiment (record));
  app_explore_page_show (self, record, NULL, 0);
  app_page_changed (APP_PAGE (self));
}

gboolean
app_explore_page_run_preset (AppExplorePage *self, const char *id, GError **error)
{
  g_return_val_if_fail (APP_IS_EXPLORE_PAGE (self) && id != NULL, FALSE);

  if (is_busy (self))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("A run goes on."));
      return FALSE;
    }
  if (!app_form_set_preset (self->form, id, error))
    return FALSE;
  app_explore_page_run (APP_PAGE (self));
  return TRUE;
}

void
app_explore_page_open_workload (AppExplorePage *self, GFile *file)
{
  g_return_if_fail (APP_IS_EXPLORE_PAGE (self) && G_IS_FILE (file));

  adw_flap_set_reveal_flap (self->flap, TRUE);
  app_form_open_workload (self->form, file);
}

AppForm *
app_explore_page_get_form (AppExplorePage *self)
{
  g_return_val_if_fail (APP_IS_EXPLORE_PAGE (self), NULL);

  return self->form;
}
