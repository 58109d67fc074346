/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-history.h"
#include "app-race.h"
#include "lab-advice.h"

struct _AppRace
{
  GObject parent_instance;

  GPtrArray *entries; /* of LabEntry */
  GPtrArray *records; /* of AppRecord, as many; NULL where there is none */
  GtkWidget *asker;   /* who started it; NULL: nobody, or it is gone */
  guint next;         /* the one that is to begin next */
  gboolean started;
  gboolean stopped;
  gboolean over;
  gboolean is_comparison;
};

G_DEFINE_FINAL_TYPE (AppRace, app_race, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void app_race_go_on (AppRace *self);

static LabEntry *
get_entry (AppRace *self, guint n)
{
  return g_ptr_array_index (self->entries, n);
}

static void
on_record_settled (AppRecord *record, AppRace *self)
{
  LabEntry *entry = get_entry (self, self->next - 1);
  const LabResult *result = app_record_get_result (record);

  g_signal_handlers_disconnect_by_data (record, self);
  if (result != NULL)
    entry->result = lab_result_copy (result);
  else if (self->stopped)
    entry->why_not = g_strdup (_ ("stopped before it began"));
  else
    entry->why_not = g_strdup (app_record_get_error (record)->message);
  app_race_go_on (self);
}

static void
begin (AppRace *self, guint n)
{
  AppRecord *record = app_record_new (get_entry (self, n)->experiment);

  g_ptr_array_index (self->records, n) = record;
  g_signal_connect_object (record, "settled", G_CALLBACK (on_record_settled), self, 0);
  app_record_start (record);
  app_history_add (record, self->asker);
}

static void
finish (AppRace *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->result == NULL && get_entry (self, i)->why_not == NULL)
      get_entry (self, i)->why_not = g_strdup (_ ("left out: the race was stopped"));
  lab_standings_judge (self->entries);
  self->over = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
app_race_go_on (AppRace *self)
{
  if (self->stopped || self->next == self->entries->len)
    {
      finish (self);
      return;
    }
  begin (self, self->next++);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_record (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
app_race_finalize (GObject *object)
{
  AppRace *self = APP_RACE (object);

  g_clear_weak_pointer (&self->asker);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (app_race_parent_class)->finalize (object);
}

static void
app_race_class_init (AppRaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_race_finalize;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_RACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", APP_TYPE_RACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_race_init (AppRace *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_entry_free);
  self->records = g_ptr_array_new_with_free_func (clear_record);
}

AppRace *
app_race_new (GPtrArray *experiments)
{
  AppRace *self;

  g_return_val_if_fail (experiments != NULL && experiments->len > 0, NULL);

  self = g_object_new (APP_TYPE_RACE, NULL);
  for (guint i = 0; i < experiments->len; i++)
    {
      g_ptr_array_add (self->entries, lab_entry_new (lab_experiment_copy (g_ptr_array_index (experiments, i))));
      g_ptr_array_add (self->records, NULL);
    }
  return self;
}

void
app_race_start (AppRace *self, GtkWidget *asker)
{
  g_return_if_fail (APP_IS_RACE (self) && !self->started);

  self->started = TRUE;
  g_set_weak_pointer (&self->asker, asker);
  app_race_go_on (self);
}

/* Whether it is one piece of work under different models, as in a race. */
static gboolean
is_like_a_race (AppRace *self)
{
  const LabEntry *first = self->entries->len > 0 ? get_entry (self, 0) : NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const LabEntry *entry = get_entry (self, i);

      if (!g_str_equal (lab_workload_get_id (entry->experiment->workload),
                        lab_workload_get_id (first->experiment->workload))
          || !lab_values_equal (entry->experiment->params, first->experiment->params))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (get_entry (self, j)->experiment->model == entry->experiment->model)
          return FALSE;
    }
  return first != NULL;
}

/* Runs that somebody has given names are told apart by these. */
static gboolean
have_own_titles (AppRace *self)
{
  for (guint i = 0; i < self->records->len; i++)
    if (app_record_has_own_title (g_ptr_array_index (self->records, i)))
      return TRUE;
  return FALSE;
}

AppRace *
app_race_new_for_records (GPtrArray *records)
{
  AppRace *self;

  g_return_val_if_fail (records != NULL, NULL);

  self = g_object_new (APP_TYPE_RACE, NULL);
  self->started = self->over = TRUE;
  for (guint i = 0; i < records->len; i++)
    {
      AppRecord *record = g_ptr_array_index (records, i);
      const LabExperiment *experiment = app_record_get_experiment (record);
      const LabResult *result = app_record_get_result (record);
      LabEntry *entry;

      /* Nothing is known of what a trace does not say. */
      if (experiment == NULL || result == NULL)
        continue;
      entry = lab_entry_new (lab_experiment_copy (experiment));
      entry->result = lab_result_copy (result);
      g_ptr_array_add (self->entries, entry);
      g_ptr_array_add (self->records, g_object_ref (record));
    }
  lab_standings_judge (self->entries);
  self->is_comparison = !is_like_a_race (self) || have_own_titles (self);
  return self;
}

void
app_race_stop (AppRace *self)
{
  int running;

  g_return_if_fail (APP_IS_RACE (self));

  if (self->over)
    return;
  self->stopped = TRUE;
  running = app_race_get_running (self);
  if (running >= 0)
    app_record_stop (g_ptr_array_index (self->records, running));
}

gboolean
app_race_is_over (AppRace *self)
{
  g_return_val_if_fail (APP_IS_RACE (self), TRUE);

  return self->over;
}

gboolean
app_race_is_comparison (AppRace *self)
{
  g_return_val_if_fail (APP_IS_RACE (self), FALSE);

  return self->is_comparison;
}

GPtrArray *
app_race_get_entries (AppRace *self)
{
  g_return_val_if_fail (APP_IS_RACE (self), NULL);

  return self->entries;
}

guint
app_race_get_n_racers (AppRace *self)
{
  g_return_val_if_fail (APP_IS_RACE (self), 0);

  return self->entries->len;
}

AppRecord *
app_race_get_record (AppRace *self, guint n)
{
  g_return_val_if_fail (APP_IS_RACE (self) && n < self->records->len, NULL);

  return g_ptr_array_index (self->records, n);
}

const char *
app_race_get_name (AppRace *self, guint n)
{
  g_return_val_if_fail (APP_IS_RACE (self) && n < self->entries->len, NULL);

  if (self->is_comparison)
    return app_record_get_title (g_ptr_array_index (self->records, n));
  return _ (get_entry (self, n)->experiment->model->title);
}

int
app_race_get_running (AppRace *self)
{
  g_return_val_if_fail (APP_IS_RACE (self), -1);

  return self->over || self->next == 0 ? -1 : (int) self->next - 1;
}

char *
app_race_get_verdict (AppRace *self)
{
  g_autofree const char **names = NULL;

  g_return_val_if_fail (APP_IS_RACE (self), NULL);

  if (!self->over)
    return NULL;
  if (is_like_a_race (self))
    return lab_standings_compare (self->entries);
  names = g_new0 (const char *, self->entries->len + 1);
  for (guint i = 0; i < self->entries->len; i++)
    names[i] = app_race_get_name (self, i);
  return lab_standings_compare_names (self->entries, names);
}

char *
app_race_get_advice (AppRace *self)
{
  g_return_val_if_fail (APP_IS_RACE (self), NULL);

  return self->over && is_like_a_race (self) ? lab_standings_advise (self->entries) : NULL;
}
