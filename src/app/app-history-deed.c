/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app-history-deed.h"

/* How long a deleted run can wait for who wants it back after all. */
#define SWEEP_S 3600

static AppHistoryDeed *
deed_new (gboolean (*act) (const LabHistory *, AppHistoryDeed *, GError **), const char *const *ids,
          const char *complaint)
{
  AppHistoryDeed *deed = g_new0 (AppHistoryDeed, 1);

  deed->act = act;
  deed->ids = g_strdupv ((char **) ids);
  deed->complaint = complaint;
  g_weak_ref_init (&deed->asker, NULL);
  return deed;
}

/* A folder that is not there is looked for every few seconds by who watches it. */
static gboolean
act_make_folder (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  g_mkdir_with_parents (lab_history_get_folder (files), 0700);
  return TRUE;
}

AppHistoryDeed *
app_history_deed_new_make_folder (void)
{
  return deed_new (act_make_folder, NULL, NULL);
}

static gboolean
act_load (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  lab_history_sweep (files, SWEEP_S);
  deed->list = lab_history_list (files);
  return TRUE;
}

AppHistoryDeed *
app_history_deed_new_load (void)
{
  return deed_new (act_load, NULL, NULL);
}

/* A reader of its own: one thread at a time reads a trace. A workload may be large, and its fingerprint take long. */
static gboolean
act_add (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  g_autoptr (LabTrace) trace = lab_trace_new (deed->segment);

  lab_trace_update (trace, NULL);
  deed->words->experiment = lab_experiment_get_fingerprint (deed->experiment);
  return lab_history_add (files, deed->words, trace, deed->limit, error);
}

static LabHistoryEntry *
make_words (AppRecord *record)
{
  const LabExperiment *experiment = app_record_get_experiment (record);
  const LabResult *result = app_record_get_result (record);
  LabHistoryEntry *words = g_new0 (LabHistoryEntry, 1);

  if (app_record_has_own_title (record))
    words->title = g_strdup (app_record_get_title (record));
  words->workload = g_strdup (lab_workload_get_title (experiment->workload));
  words->model = g_strdup (experiment->model->id);
  words->time = g_date_time_to_unix (app_record_get_time (record)) * G_USEC_PER_SEC
                + g_date_time_get_microsecond (app_record_get_time (record));
  words->makespan = result->metrics.makespan;
  words->n_tasks = result->metrics.n_tasks;
  words->outcome = result->outcome->kind;
  words->answer_wrong = result->outcome->answer_known && !result->outcome->answer_ok;
  return words;
}

AppHistoryDeed *
app_history_deed_new_add (AppRecord *record, guint64 limit)
{
  AppHistoryDeed *self = deed_new (act_add, NULL, _ ("The run could not be kept"));

  self->record = g_object_ref (record);
  self->segment = lab_segment_ref (app_record_get_segment (record));
  self->words = make_words (record);
  self->experiment = lab_experiment_copy (app_record_get_experiment (record));
  self->limit = limit;
  return self;
}

static gboolean
act_rename (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  return lab_history_rename (files, deed->ids[0], deed->title, error);
}

AppHistoryDeed *
app_history_deed_new_rename (const char *id, const char *title)
{
  const char *ids[] = { id, NULL };
  AppHistoryDeed *self = deed_new (act_rename, ids, _ ("The run could not be renamed"));

  self->title = g_strdup (title);
  return self;
}

static gboolean
act_delete (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  gboolean done = TRUE;

  for (char **id = deed->ids; *id != NULL && done; id++)
    done = lab_history_delete (files, *id, error);
  return done;
}

AppHistoryDeed *
app_history_deed_new_delete (const char *const *ids)
{
  return deed_new (act_delete, ids, _ ("The run could not be deleted"));
}

static gboolean
act_restore (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  gboolean done = TRUE;

  for (char **id = deed->ids; *id != NULL && done; id++)
    done = lab_history_restore (files, *id, error);
  deed->list = lab_history_list (files);
  return done;
}

AppHistoryDeed *
app_history_deed_new_restore (const char *const *ids)
{
  return deed_new (act_restore, ids, _ ("The run could not be brought back"));
}

static gboolean
act_purge (const LabHistory *files, AppHistoryDeed *deed, GError **error)
{
  for (char **id = deed->ids; *id != NULL; id++)
    lab_history_purge (files, *id);
  return TRUE;
}

AppHistoryDeed *
app_history_deed_new_purge (const char *const *ids)
{
  return deed_new (act_purge, ids, NULL);
}

void
app_history_deed_free (gpointer deed)
{
  AppHistoryDeed *self = deed;

  g_strfreev (self->ids);
  g_free (self->title);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->words, lab_history_entry_free);
  g_clear_pointer (&self->experiment, lab_experiment_free);
  g_clear_pointer (&self->segment, lab_segment_unref);
  g_clear_object (&self->record);
  g_weak_ref_clear (&self->asker);
  g_free (self);
}

gboolean
app_history_deed_do (AppHistoryDeed *self, const LabHistory *files, GError **error)
{
  return self->act (files, self, error);
}
