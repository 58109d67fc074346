/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-history-entry.h"
#include "lab-quantity.h"

struct _AppHistoryEntry
{
  GObject parent_instance;

  LabHistoryEntry *words;
  GWeakRef record;
};

G_DEFINE_FINAL_TYPE (AppHistoryEntry, app_history_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
app_history_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, app_history_entry_get_title (APP_HISTORY_ENTRY (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_history_entry_finalize (GObject *object)
{
  AppHistoryEntry *self = APP_HISTORY_ENTRY (object);

  g_clear_pointer (&self->words, lab_history_entry_free);
  g_weak_ref_clear (&self->record);
  G_OBJECT_CLASS (app_history_entry_parent_class)->finalize (object);
}

static void
app_history_entry_class_init (AppHistoryEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_history_entry_get_property;
  object_class->finalize = app_history_entry_finalize;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_history_entry_init (AppHistoryEntry *self)
{
  g_weak_ref_init (&self->record, NULL);
}

AppHistoryEntry *
app_history_entry_new (const LabHistoryEntry *words)
{
  AppHistoryEntry *self;

  g_return_val_if_fail (words != NULL && words->id != NULL, NULL);

  self = g_object_new (APP_TYPE_HISTORY_ENTRY, NULL);
  self->words = lab_history_entry_copy (words);
  return self;
}

const char *
app_history_entry_get_id (AppHistoryEntry *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), NULL);

  return self->words->id;
}

const LabHistoryEntry *
app_history_entry_get_words (AppHistoryEntry *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), NULL);

  return self->words;
}

void
app_history_entry_set_words (AppHistoryEntry *self, const LabHistoryEntry *words)
{
  LabHistoryEntry *old;

  g_return_if_fail (APP_IS_HISTORY_ENTRY (self));

  old = self->words;
  self->words = lab_history_entry_copy (words);
  if (g_strcmp0 (old->title, words->title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  lab_history_entry_free (old);
}

const char *
app_history_entry_get_title (AppHistoryEntry *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), NULL);

  return self->words->title != NULL ? self->words->title : self->words->workload;
}

const char *
app_history_entry_get_model (AppHistoryEntry *self)
{
  const LabModel *model;

  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), NULL);

  model = lab_model_find (self->words->model);
  return model != NULL ? _ (model->title) : self->words->model;
}

static LabOutcome
get_outcome (AppHistoryEntry *self)
{
  return (LabOutcome){
    .kind = self->words->outcome,
    .answer_known = TRUE,
    .answer_ok = !self->words->answer_wrong,
  };
}

const char *
app_history_entry_get_outcome (AppHistoryEntry *self)
{
  LabOutcome outcome;

  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), NULL);

  outcome = get_outcome (self);
  return lab_outcome_describe (&outcome);
}

gboolean
app_history_entry_is_fair (AppHistoryEntry *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), FALSE);

  return self->words->outcome == LAB_OUTCOME_DONE && !self->words->answer_wrong;
}

/* Days from the one of `time` to the one of `now`, by the calendar. */
static int
count_days (GDateTime *time, GDateTime *now)
{
  GDate one, other;

  g_date_set_dmy (&one, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  g_date_set_dmy (&other, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  return g_date_days_between (&one, &other);
}

char *
app_history_entry_describe_time (AppHistoryEntry *self, GDateTime *now)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) time = NULL;
  int days;

  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self) && now != NULL, NULL);

  utc = g_date_time_new_from_unix_utc (self->words->time / G_USEC_PER_SEC);
  if (utc == NULL)
    return g_strdup ("");
  time = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));
  days = count_days (time, now);
  if (days == 0)
    return g_date_time_format (time, _ ("%H:%M"));
  if (days == 1)
    return g_date_time_format (time, _ ("Yesterday %H:%M"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    return g_date_time_format (time, _ ("%-d %b %H:%M"));
  return g_date_time_format (time, _ ("%-d %b %Y"));
}

char *
app_history_entry_describe (AppHistoryEntry *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = app_history_entry_describe_time (self, now);
  g_autofree char *makespan = lab_format_duration (self->words->makespan);

  /* A title, a model, a makespan, an outcome, a time. */
  return g_strdup_printf (_ ("%s, %s, %s, %s, %s"), app_history_entry_get_title (self),
                          app_history_entry_get_model (self), makespan, app_history_entry_get_outcome (self), time);
}

gboolean
app_history_entry_matches (AppHistoryEntry *self, const char *search)
{
  g_autofree char *text = NULL, *folded = NULL, *wanted = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self) && search != NULL, FALSE);

  text = g_strjoin (" ", app_history_entry_get_title (self), self->words->workload, app_history_entry_get_model (self),
                    app_history_entry_get_outcome (self), NULL);
  folded = g_utf8_casefold (text, -1);
  wanted = g_utf8_casefold (search, -1);
  words = g_strsplit_set (wanted, " \t", -1);
  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

AppRecord *
app_history_entry_get_record (AppHistoryEntry *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_ENTRY (self), NULL);

  return g_weak_ref_get (&self->record);
}

void
app_history_entry_set_record (AppHistoryEntry *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_HISTORY_ENTRY (self));

  g_weak_ref_set (&self->record, record);
}
