/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app-command-view.h"
#include "app-figure.h"
#include "app-key-figures.h"
#include "app-log-view.h"
#include "app-mnemonic.h"
#include "app-replay-bar.h"
#include "app-run-view.h"
#include "app-span-table.h"
#include "app-verdict-card.h"
#include "app-wrap-layout.h"
#include "lab-quantity.h"

/* While the run goes on, all but the timeline is brought up to date so often. */
#define UPDATE_EVERY (150 * 1000)

#define FIGURE_WIDTH_MIN 300

struct _AppRunView
{
  GtkWidget parent_instance;

  AppRecord *record; /* NULL: none */
  AppReplay *replay;
  gint64 updated; /* when the texts were brought up to date, µs */
  guint due;      /* the source that will do so, 0: none */
  AppFigure *utilisation, *states, *instant;

  GtkScrolledWindow *scrolled;
  GtkLabel *title;
  GtkToggleButton *by_worker;
  GtkToggleButton *by_task;
  GtkWidget *follow;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkProgressBar *progress;
  AppTimeline *timeline;
  AppReplayBar *replay_bar;
  AppVerdictCard *verdict;
  AppKeyFigures *key_figures;
  AdwViewStack *tabs;
  GtkBox *figures;
  GtkFlowBox *small_figures;
  AppLogView *log;
  AppSpanTable *table;
  AppCommandView *command;
};

G_DEFINE_FINAL_TYPE (AppRunView, app_run_view, GTK_TYPE_WIDGET)

/* GTK gives out all places in the window anew for whatever it is told, be it what it shows already: so it is told of
 * pixels only. */
static void
set_fraction (GtkProgressBar *progress, double fraction)
{
  double before = gtk_progress_bar_get_fraction (progress);
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (progress)), 1);

  if (floor (fraction * width) != floor (before * width))
    gtk_progress_bar_set_fraction (progress, fraction);
}

static void
show_progress (AppRunView *self)
{
  guint64 n_ended, n_tasks;

  app_record_get_progress (self->record, &n_ended, &n_tasks);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), n_tasks > 0 && app_record_is_live (self->record));
  gtk_widget_set_visible (self->follow, app_record_is_live (self->record));
  if (n_tasks > 0)
    set_fraction (self->progress, MIN ((double) n_ended / (double) n_tasks, 1));
}

static void
show_dropped (AppRunView *self)
{
  LabTrace *trace = app_record_get_trace (self->record);
  guint64 n_dropped = trace != NULL ? lab_trace_get_dropped (trace) : 0;
  g_autofree char *count = lab_format_count (n_dropped);
  g_autofree char *text = g_strdup_printf (
    _ ("%s events found no room in the recording: pictures and figures leave them out."), count);

  if (n_dropped > 0)
    gtk_label_set_label (self->notice_label, text);
  gtk_revealer_set_reveal_child (self->notice, n_dropped > 0);
}

/* Whether it is on the tab that is shown, and not scrolled away below. */
static gboolean
is_seen (AppRunView *self, GtkWidget *widget)
{
  graphene_point_t top;

  return gtk_widget_get_mapped (widget)
         && gtk_widget_compute_point (widget, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &top)
         && top.y < (float) gtk_widget_get_height (GTK_WIDGET (self));
}

/* All that follows a run which goes on, but for its timeline, which does so by itself. */
static void
app_run_view_update (AppRunView *self)
{
  g_clear_handle_id (&self->due, g_source_remove);
  self->updated = g_get_monotonic_time ();
  app_verdict_card_show (self->verdict, self->record);
  app_log_view_update (self->log);
  show_progress (self);
  show_dropped (self);
  if (is_seen (self, GTK_WIDGET (self->states)))
    app_figure_update (self->states);
  if (is_seen (self, GTK_WIDGET (self->instant)))
    app_figure_update (self->instant);
}

static gboolean
on_due (gpointer data)
{
  AppRunView *self = data;

  self->due = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    app_run_view_update (self);
  return G_SOURCE_REMOVE;
}

/* Nobody looks at the pages behind. What comes too soon is shown a little later, because it may be the last thing that
 * comes for an hour. */
static void
on_grew (AppRunView *self)
{
  gint64 left = self->updated + UPDATE_EVERY - g_get_monotonic_time ();

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (left <= 0)
    app_run_view_update (self);
  else if (self->due == 0)
    self->due = g_timeout_add ((guint) (left / 1000) + 1, on_due, self);
}

static void
on_settled (AppRunView *self)
{
  const LabResult *result = app_record_get_result (self->record);

  app_run_view_update (self);
  app_key_figures_set_result (self->key_figures, result);
  app_figure_update (self->utilisation);
  app_figure_update (self->states);
  app_figure_update (self->instant);
  gtk_widget_set_visible (GTK_WIDGET (self->replay_bar), result != NULL);
}

static void
show_title (AppRunView *self)
{
  gtk_label_set_label (self->title, app_record_get_title (self->record));
}

static void
on_cursor_moved (AppRunView *self, guint64 time)
{
  if (time != G_MAXUINT64)
    app_figure_set_time (self->instant, time);
  app_log_view_set_time (self->log, time);
}

static void
on_span_activated (AppRunView *self, guint row, guint64 n)
{
  app_span_table_select (self->table, row, n);
}

static void
on_span_selected (AppRunView *self, guint row, guint64 n)
{
  app_timeline_focus_span (self->timeline, row, n);
}

/* From the table to the picture, which may have been scrolled away. */
static void
on_table_activated (AppRunView *self, guint row, guint64 n)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  if (app_timeline_focus_span (self->timeline, row, n))
    gtk_widget_grab_focus (GTK_WIDGET (self->timeline));
}

static void
on_by_toggled (AppRunView *self)
{
  app_timeline_set_by_task (self->timeline, gtk_toggle_button_get_active (self->by_task));
}

static void
on_by_changed (AppRunView *self)
{
  gboolean by_task = app_timeline_get_by_task (self->timeline);

  gtk_toggle_button_set_active (by_task ? self->by_task : self->by_worker, TRUE);
  app_figure_set_by_task (self->states, by_task);
  app_span_table_set_by_task (self->table, by_task);
}

static void
on_fit (AppRunView *self)
{
  app_timeline_fit (self->timeline);
}

/* What has come in the meantime. */
static void
app_run_view_map (GtkWidget *widget)
{
  AppRunView *self = APP_RUN_VIEW (widget);

  GTK_WIDGET_CLASS (app_run_view_parent_class)->map (widget);
  if (self->record != NULL && app_record_is_live (self->record))
    app_run_view_update (self);
}

static GtkWidget *
make_figure (AppFigureKind kind)
{
  GtkWidget *figure = app_figure_new (kind);

  gtk_widget_set_size_request (figure, FIGURE_WIDTH_MIN, -1);
  gtk_widget_add_css_class (figure, "picture");
  return figure;
}

static AppFigure *
add_figure (AppRunView *self, AppFigureKind kind)
{
  GtkWidget *figure = make_figure (kind);

  gtk_box_append (self->figures, figure);
  return APP_FIGURE (figure);
}

/* Two of them stand side by side where there is room. */
static AppFigure *
add_small_figure (AppRunView *self, AppFigureKind kind)
{
  GtkWidget *figure = make_figure (kind);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), figure);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_add_css_class (child, "plain");
  gtk_flow_box_append (self->small_figures, child);
  return APP_FIGURE (figure);
}

static void
app_run_view_drop_record (AppRunView *self)
{
  g_clear_handle_id (&self->due, g_source_remove);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
}

static void
app_run_view_dispose (GObject *object)
{
  AppRunView *self = APP_RUN_VIEW (object);
  GtkWidget *child;

  app_run_view_drop_record (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (app_run_view_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (APP_TYPE_COMMAND_VIEW);
  g_type_ensure (APP_TYPE_KEY_FIGURES);
  g_type_ensure (APP_TYPE_LOG_VIEW);
  g_type_ensure (APP_TYPE_REPLAY_BAR);
  g_type_ensure (APP_TYPE_SPAN_TABLE);
  g_type_ensure (APP_TYPE_TIMELINE);
  g_type_ensure (APP_TYPE_VERDICT_CARD);
  g_type_ensure (APP_TYPE_WRAP_LAYOUT);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRunView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, title);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, by_worker);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, by_task);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, follow);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, notice);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, progress);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, timeline);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, replay_bar);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, verdict);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, key_figures);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, tabs);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, figures);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, small_figures);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, log);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, table);
  gtk_widget_class_bind_template_child (widget_class, AppRunView, command);
  gtk_widget_class_bind_template_callback (widget_class, on_by_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_by_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_fit);
  gtk_widget_class_bind_template_callback (widget_class, on_cursor_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_span_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_span_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_table_activated);
}

static void
app_run_view_class_init (AppRunViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ensure_types ();
  G_OBJECT_CLASS (klass)->dispose = app_run_view_dispose;
  widget_class->map = app_run_view_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
app_run_view_init (AppRunView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_mnemonic_name_buttons (GTK_WIDGET (self));
  self->utilisation = add_small_figure (self, APP_FIGURE_UTILISATION);
  self->states = add_small_figure (self, APP_FIGURE_STATES);
  self->instant = add_figure (self, APP_FIGURE_INSTANT);
  self->replay = app_replay_new ();
  app_timeline_set_replay (self->timeline, self->replay);
  app_replay_bar_set_replay (self->replay_bar, self->replay);
}

void
app_run_view_set_record (AppRunView *self, AppRecord *record, const char *about, guint64 bet)
{
  g_return_if_fail (APP_IS_RUN_VIEW (self) && APP_IS_RECORD (record));

  app_run_view_drop_record (self);
  self->record = g_object_ref (record);
  app_timeline_set_record (self->timeline, record);
  app_figure_set_record (self->utilisation, record);
  app_figure_set_record (self->states, record);
  app_figure_set_record (self->instant, record);
  app_log_view_set_record (self->log, record);
  app_span_table_set_record (self->table, record);
  app_command_view_set_experiment (self->command, app_record_get_experiment (record));
  app_verdict_card_set_about (self->verdict, about);
  app_verdict_card_set_bet (self->verdict, bet);
  app_key_figures_set_result (self->key_figures, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->replay_bar), FALSE);
  g_signal_connect_object (record, "grew", G_CALLBACK (on_grew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "notify::title", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  show_title (self);
  if (app_record_get_state (record) == APP_RECORD_SETTLED)
    on_settled (self);
  else
    app_run_view_update (self);
  /* What a run has first is shown with its first lanes, so that the view is laid out once. */
  self->updated = 0;
}

AppRecord *
app_run_view_get_record (AppRunView *self)
{
  g_return_val_if_fail (APP_IS_RUN_VIEW (self), NULL);

  return self->record;
}

AppTimeline *
app_run_view_get_timeline (AppRunView *self)
{
  g_return_val_if_fail (APP_IS_RUN_VIEW (self), NULL);

  return self->timeline;
}

void
app_run_view_show_tab (AppRunView *self, const char *name)
{
  g_return_if_fail (APP_IS_RUN_VIEW (self));

  adw_view_stack_set_visible_child_name (self->tabs, name);
}

gboolean
app_run_view_is_still (AppRunView *self)
{
  g_return_val_if_fail (APP_IS_RUN_VIEW (self), TRUE);

  return (self->record == NULL || !app_record_is_live (self->record)) && !app_replay_is_playing (self->replay)
         && !app_span_table_is_busy (self->table);
}
