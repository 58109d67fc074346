/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-mnemonic.h"
#include "app-range-details.h"
#include "app-swatch.h"
#include "lab-quantity.h"
#include "lab-range.h"

/* Lanes and moments that are looked at within a frame; more are on another thread. */
#define WORK_LITTLE 4000

/* What takes longer is told of, ms. */
#define PATIENCE 150

struct _AppRangeDetails
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkGrid *states;
  GtkGrid *figures;
  GtkLabel *note;
  GtkWidget *zoom;
  GtkWidget *copy;

  LabRange range;
  gboolean has_range;        /* one is shown */
  GCancellable *cancellable; /* of the range that is being summed up; NULL: none is */
  guint patience;            /* a source that tells of it; 0: none */
};

G_DEFINE_FINAL_TYPE (AppRangeDetails, app_range_details, GTK_TYPE_WIDGET)

static guint zoom_signal;

/* What a thread is given. */
typedef struct
{
  AppRecord *record; /* given back by the window's thread */
  LabRangeSum *sum;
  LabRange range;
  char *title;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_assert (job->record == NULL);
  lab_range_sum_free (job->sum);
  g_free (job->title);
  g_free (job);
}

static void
on_zoom (AppRangeDetails *self)
{
  g_signal_emit (self, zoom_signal, 0);
}

static void
on_copy (AppRangeDetails *self)
{
  g_autofree char *text = app_range_details_to_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
app_range_details_stop (AppRangeDetails *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Nobody waits for it any more. */
static void
app_range_details_unmap (GtkWidget *widget)
{
  app_range_details_stop (APP_RANGE_DETAILS (widget));
  GTK_WIDGET_CLASS (app_range_details_parent_class)->unmap (widget);
}

static void
app_range_details_dispose (GObject *object)
{
  app_range_details_stop (APP_RANGE_DETAILS (object));
  g_clear_pointer (&APP_RANGE_DETAILS (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (app_range_details_parent_class)->dispose (object);
}

static void
app_range_details_class_init (AppRangeDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_range_details_dispose;
  widget_class->unmap = app_range_details_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-range-details.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, box);
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, title);
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, states);
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, figures);
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, note);
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, zoom);
  gtk_widget_class_bind_template_child (widget_class, AppRangeDetails, copy);
  zoom_signal = g_signal_new ("zoom", APP_TYPE_RANGE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_range_details_init (AppRangeDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_mnemonic_name_buttons (GTK_WIDGET (self));
  g_signal_connect_swapped (self->zoom, "clicked", G_CALLBACK (on_zoom), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy), self);
}

GtkWidget *
app_range_details_new (void)
{
  return g_object_new (APP_TYPE_RANGE_DETAILS, NULL);
}

static void
clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
add_text (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), css_class == NULL ? 0 : 1);
  gtk_widget_set_hexpand (label, css_class == NULL);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  else
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 10);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
    }
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
show_states (AppRangeDetails *self)
{
  guint64 total = 0;
  int row = 0;

  clear (self->states);
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    total += self->range.states[state];
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      guint64 time = self->range.states[state];
      g_autofree char *duration = lab_format_duration (time);
      g_autofree char *share = lab_format_share ((double) time / (double) MAX (total, 1));

      if (time == 0)
        continue;
      gtk_grid_attach (self->states, app_swatch_new ((LabState) state), 0, row, 1, 1);
      add_text (self->states, 1, row, lab_state_get_name ((LabState) state), NULL);
      add_text (self->states, 2, row, duration, "numeric");
      add_text (self->states, 3, row, share, "numeric");
      row++;
    }
}

static void
add_heads (AppRangeDetails *self)
{
  const char *heads[] = { _ ("mean"), _ ("median"), _ ("95 %"), _ ("most") };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    add_text (self->figures, 1 + (int) i, 0, heads[i], "dim-label");
}

static void
add_at_once (AppRangeDetails *self, int row, const char *name, const LabAtOnce *at_once)
{
  const double values[] = { at_once->mean, at_once->median, at_once->p95, at_once->max };

  add_text (self->figures, 0, row, name, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = lab_format_ratio (values[i]);

      add_text (self->figures, 1 + (int) i, row, text, "numeric");
    }
}

static void
add_turns (AppRangeDetails *self, int row)
{
  const LabTurns *turns = &self->range.turns;
  const guint64 values[] = { (guint64) turns->mean, turns->lengths.median, turns->lengths.p95, turns->lengths.max };

  if (turns->n == 0)
    return;
  add_text (self->figures, 0, row, _ ("At a stretch"), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = lab_format_duration (values[i]);

      add_text (self->figures, 1 + (int) i, row, text, "numeric");
    }
}

static void
show_figures (AppRangeDetails *self)
{
  const LabTurns *turns = &self->range.turns;
  g_autofree char *n = lab_format_count (turns->n);
  g_autofree char *note = g_strdup_printf (_ ("From %s stretches, chosen by chance."), n);

  clear (self->figures);
  add_heads (self);
  add_at_once (self, 1, _ ("Running at once"), &self->range.running);
  add_at_once (self, 2, _ ("In flight at once"), &self->range.in_flight);
  add_turns (self, 3);
  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), turns->n > 0 && !turns->exact);
}

static void
show_range (AppRangeDetails *self, const char *title, const LabRange *range)
{
  self->range = *range;
  self->has_range = TRUE;
  gtk_label_set_text (self->title, title);
  gtk_widget_set_sensitive (self->copy, TRUE);
  show_states (self);
  show_figures (self);
}

static gboolean
is_unwanted (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static void
sum_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  app_record_hold (job->record);
  lab_range_sum_do (job->sum, is_unwanted, cancellable, &job->range);
  app_record_release (job->record);
  g_task_return_boolean (task, TRUE);
}

static void
on_summed (GObject *source, GAsyncResult *result, gpointer data)
{
  AppRangeDetails *self = APP_RANGE_DETAILS (source);
  Job *job = g_task_get_task_data (G_TASK (result));

  g_clear_object (&job->record);
  if (self->cancellable == NULL || self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->cancellable);
  show_range (self, job->title, &job->range);
}

static gboolean
on_patience_over (gpointer data)
{
  AppRangeDetails *self = data;

  self->patience = 0;
  gtk_label_set_text (self->note, _ ("Summing up…"));
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
  return G_SOURCE_REMOVE;
}

/* What is shown stays until there is something else. */
static void
sum_elsewhere (AppRangeDetails *self, Job *job)
{
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add (PATIENCE, on_patience_over, self);
  if (!self->has_range)
    gtk_label_set_text (self->title, job->title);
  gtk_widget_set_sensitive (self->copy, self->has_range);
  task = g_task_new (self, self->cancellable, on_summed, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, sum_in_thread);
}

static char *
make_title (LabTimeline *timeline, guint64 from, guint64 to)
{
  g_autofree char *duration = lab_format_duration (to - from);
  g_autofree char *since = NULL;
  guint64 start, end;

  lab_timeline_get_range (timeline, &start, &end);
  since = lab_format_duration (from - MIN (start, from));
  /* Translators: a range of time: how long it is, and when it begins. */
  return g_strdup_printf (_ ("%s, from %s on"), duration, since);
}

void
app_range_details_set_range (AppRangeDetails *self, AppRecord *record, LabView by, guint64 from, guint64 to)
{
  LabTimeline *timeline = app_record_get_timeline (record);
  Job *job;

  g_return_if_fail (APP_IS_RANGE_DETAILS (self) && timeline != NULL && from <= to);

  app_range_details_stop (self);
  job = g_new0 (Job, 1);
  job->sum = lab_range_sum_new (timeline, by, from, to);
  job->title = make_title (timeline, from, to);
  if (lab_range_sum_get_work (job->sum) > WORK_LITTLE)
    {
      job->record = g_object_ref (record);
      sum_elsewhere (self, job);
      return;
    }
  lab_range_sum_do (job->sum, NULL, NULL, &job->range);
  show_range (self, job->title, &job->range);
  job_free (job);
}

gboolean
app_range_details_is_busy (AppRangeDetails *self)
{
  g_return_val_if_fail (APP_IS_RANGE_DETAILS (self), FALSE);

  return self->cancellable != NULL;
}

char *
app_range_details_to_text (AppRangeDetails *self)
{
  g_autofree char *figures = NULL;

  g_return_val_if_fail (APP_IS_RANGE_DETAILS (self), NULL);

  figures = lab_range_to_text (&self->range);
  return g_strdup_printf ("%s\n%s", gtk_label_get_text (self->title), figures);
}
