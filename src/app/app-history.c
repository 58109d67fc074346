/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app-history.h"
#include "app-settings.h"

/* How long a deleted run can wait for who wants it back after all. */
#define SWEEP_S 3600

typedef struct _Deed Deed;

struct _AppHistory
{
  GObject parent_instance;

  LabHistory *files;
  GListStore *entries;
  GQueue deeds; /* of GTask; the first one is being done */
  GFileMonitor *monitor;
  gboolean loaded;
  gboolean stale; /* the folder has to be read again when nothing else is to be done */
};

/* Something that is done to the files on another thread. */
struct _Deed
{
  gboolean (*act) (const LabHistory *files, Deed *deed, GError **error);
  void (*after) (AppHistory *self, Deed *deed); /* where it was done; NULL: nothing */
  const char *complaint;                        /* what to say, before the reason; NULL: it cannot fail */

  GStrv ids;
  char *title;
  GPtrArray *list;        /* what was read */
  LabHistoryEntry *words; /* of what is kept */
  LabSegment *segment;
  guint64 limit;
  AppRecord *record; /* what is kept */
};

enum
{
  FAILED,
  LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
app_history_get_item_type (GListModel *model)
{
  return APP_TYPE_HISTORY_ENTRY;
}

static guint
app_history_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (APP_HISTORY (model)->entries));
}

static gpointer
app_history_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (APP_HISTORY (model)->entries), position);
}

static void
app_history_init_model (GListModelInterface *iface)
{
  iface->get_item_type = app_history_get_item_type;
  iface->get_n_items = app_history_get_n_items;
  iface->get_item = app_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppHistory, app_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, app_history_init_model))

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_strfreev (deed->ids);
  g_free (deed->title);
  g_clear_pointer (&deed->list, g_ptr_array_unref);
  g_clear_pointer (&deed->words, lab_history_entry_free);
  g_clear_pointer (&deed->segment, lab_segment_unref);
  g_clear_object (&deed->record);
  g_free (deed);
}

static void
act_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Deed *deed = data;
  GError *error = NULL;

  if (deed->act (APP_HISTORY (source)->files, deed, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What is being written has to be on the disk before the program ends. */
static void
hold_application (gboolean hold)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && hold)
    g_application_hold (application);
  else if (application != NULL)
    g_application_release (application);
}

static void app_history_load (AppHistory *self);

static void
complain (AppHistory *self, const Deed *deed, const GError *error)
{
  g_autofree char *sentence = g_strdup_printf ("%s: %s.", deed->complaint, error->message);
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  AppHistory *self = APP_HISTORY (source);
  Deed *deed = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) task = g_queue_pop_head (&self->deeds);
  g_autoptr (GError) error = NULL;

  if (!g_queue_is_empty (&self->deeds))
    g_task_run_in_thread (g_queue_peek_head (&self->deeds), act_in_thread);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (deed->after != NULL)
        deed->after (self, deed);
    }
  else
    {
      complain (self, deed, error);
      self->stale = TRUE;
    }
  if (self->stale && g_queue_is_empty (&self->deeds))
    app_history_load (self);
  hold_application (FALSE);
}

/* One after the other, so that what was deleted can be restored right away. */
static void
app_history_do (AppHistory *self, Deed *deed)
{
  GTask *task = g_task_new (self, NULL, on_done, NULL);

  g_task_set_task_data (task, deed, deed_free);
  g_queue_push_tail (&self->deeds, task);
  hold_application (TRUE);
  if (self->deeds.length == 1)
    g_task_run_in_thread (task, act_in_thread);
}

/* The order of lab_history_list(). */
static int
compare_entries (gconstpointer one, gconstpointer other, gpointer data)
{
  const LabHistoryEntry *a = app_history_entry_get_words ((AppHistoryEntry *) one);
  const LabHistoryEntry *b = app_history_entry_get_words ((AppHistoryEntry *) other);

  if (a->time != b->time)
    return a->time > b->time ? -1 : 1;
  return strcmp (b->id, a->id);
}

static AppHistoryEntry *
find (AppHistory *self, const char *id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (*position = 0; *position < n; (*position)++)
    {
      g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), *position);

      if (g_str_equal (app_history_entry_get_id (entry), id))
        return entry;
    }
  return NULL;
}

static AppHistoryEntry *
show_words (AppHistory *self, const LabHistoryEntry *words)
{
  guint position;
  AppHistoryEntry *entry = find (self, words->id, &position);
  g_autoptr (AppHistoryEntry) added = NULL;

  if (entry != NULL)
    {
      app_history_entry_set_words (entry, words);
      return entry;
    }
  added = app_history_entry_new (words);
  g_list_store_insert_sorted (self->entries, added, compare_entries, NULL);
  return added;
}

/* An entry that stays is the same object, because somebody may have selected it. */
static void
show_list (AppHistory *self, GPtrArray *list)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (ids, ((LabHistoryEntry *) g_ptr_array_index (list, i))->id);
  while (n-- > 0)
    {
      g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), n);

      if (!g_hash_table_contains (ids, app_history_entry_get_id (entry)))
        g_list_store_remove (self->entries, n);
    }
  for (guint i = 0; i < list->len; i++)
    show_words (self, g_ptr_array_index (list, i));
}

/* Of many at once, as at the start, one signal. */
static void
show_first_list (AppHistory *self, GPtrArray *list)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (added, app_history_entry_new (g_ptr_array_index (list, i)));
  g_list_store_splice (self->entries, 0, 0, added->pdata, added->len);
}

static gboolean
act_load (const LabHistory *files, Deed *deed, GError **error)
{
  lab_history_sweep (files, SWEEP_S);
  deed->list = lab_history_list (files);
  return TRUE;
}

static void
after_load (AppHistory *self, Deed *deed)
{
  /* The list may show already what is still to be done. */
  if (!g_queue_is_empty (&self->deeds))
    self->stale = TRUE;
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->entries)) == 0)
    show_first_list (self, deed->list);
  else
    show_list (self, deed->list);
  if (self->loaded)
    return;
  self->loaded = TRUE;
  g_signal_emit (self, signals[LOADED], 0);
}

static void
app_history_load (AppHistory *self)
{
  Deed *deed = g_new0 (Deed, 1);

  self->stale = FALSE;
  deed->act = act_load;
  deed->after = after_load;
  app_history_do (self, deed);
}

static void
on_folder_changed (AppHistory *self)
{
  self->stale = TRUE;
  if (g_queue_is_empty (&self->deeds))
    app_history_load (self);
}

static void
watch_folder (AppHistory *self, Deed *deed)
{
  g_autoptr (GFile) folder = g_file_new_for_path (lab_history_get_folder (self->files));

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
}

/* A folder that is not there is looked for every few seconds by who watches it. */
static gboolean
act_make_folder (const LabHistory *files, Deed *deed, GError **error)
{
  g_mkdir_with_parents (lab_history_get_folder (files), 0700);
  return TRUE;
}

static void
app_history_finalize (GObject *object)
{
  AppHistory *self = APP_HISTORY (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->files, lab_history_free);
  G_OBJECT_CLASS (app_history_parent_class)->finalize (object);
}

static void
app_history_class_init (AppHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_history_finalize;
  signals[FAILED] = g_signal_new ("failed", APP_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  signals[LOADED] = g_signal_new ("loaded", APP_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_history_init (AppHistory *self)
{
  Deed *deed = g_new0 (Deed, 1);

  self->files = lab_history_new (NULL);
  self->entries = g_list_store_new (APP_TYPE_HISTORY_ENTRY);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
  deed->act = act_make_folder;
  deed->after = watch_folder;
  app_history_do (self, deed);
  app_history_load (self);
}

AppHistory *
app_history_get_default (void)
{
  static AppHistory *history;

  if (history == NULL)
    history = g_object_new (APP_TYPE_HISTORY, NULL);
  return history;
}

/* A reader of its own: one thread at a time reads a trace. */
static gboolean
act_add (const LabHistory *files, Deed *deed, GError **error)
{
  g_autoptr (LabTrace) trace = lab_trace_new (deed->segment);

  lab_trace_update (trace, NULL);
  return lab_history_add (files, deed->words, trace, deed->limit, error);
}

static void
on_record_renamed (AppRecord *record, GParamSpec *spec, AppHistoryEntry *entry)
{
  app_history_rename (app_history_get_default (), entry, app_record_get_title (record));
}

static void
after_add (AppHistory *self, Deed *deed)
{
  AppHistoryEntry *entry = show_words (self, deed->words);

  app_history_entry_set_record (entry, deed->record);
  g_signal_connect_object (deed->record, "notify::title", G_CALLBACK (on_record_renamed), entry, 0);
  /* The oldest may have gone. */
  self->stale = TRUE;
}

static LabHistoryEntry *
make_words (AppRecord *record)
{
  const LabExperiment *experiment = app_record_get_experiment (record);
  const LabResult *result = app_record_get_result (record);
  LabHistoryEntry *words = g_new0 (LabHistoryEntry, 1);
  g_autofree char *plain = g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload),
                                            _ (experiment->model->title));

  if (!g_str_equal (app_record_get_title (record), plain))
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

static void
keep (AppHistory *self, AppRecord *record)
{
  Deed *deed;
  guint64 limit = g_settings_get_uint64 (app_settings_get (), "history-limit");

  if (app_record_get_segment (record) == NULL || app_record_get_result (record) == NULL || limit == 0)
    return;
  deed = g_new0 (Deed, 1);
  deed->act = act_add;
  deed->after = after_add;
  deed->complaint = _ ("The run could not be kept");
  deed->record = g_object_ref (record);
  deed->segment = lab_segment_ref (app_record_get_segment (record));
  deed->words = make_words (record);
  deed->limit = limit;
  app_history_do (self, deed);
}

static void
on_settled (AppRecord *record, gpointer data)
{
  g_signal_handlers_disconnect_by_func (record, on_settled, data);
  keep (app_history_get_default (), record);
  g_object_unref (record);
}

void
app_history_add (AppRecord *record)
{
  static GQuark added;

  g_return_if_fail (APP_IS_RECORD (record));

  if (added == 0)
    added = g_quark_from_static_string ("app-history-added");
  if (g_object_get_qdata (G_OBJECT (record), added) != NULL)
    return;
  g_object_set_qdata (G_OBJECT (record), added, GINT_TO_POINTER (TRUE));
  if (app_record_get_state (record) == APP_RECORD_SETTLED)
    keep (app_history_get_default (), record);
  else
    g_signal_connect (g_object_ref (record), "settled", G_CALLBACK (on_settled), NULL);
}

static gboolean
act_rename (const LabHistory *files, Deed *deed, GError **error)
{
  return lab_history_rename (files, deed->ids[0], deed->title, error);
}

static gboolean
act_delete (const LabHistory *files, Deed *deed, GError **error)
{
  gboolean done = TRUE;

  for (char **id = deed->ids; *id != NULL && done; id++)
    done = lab_history_delete (files, *id, error);
  return done;
}

static gboolean
act_restore (const LabHistory *files, Deed *deed, GError **error)
{
  gboolean done = TRUE;

  for (char **id = deed->ids; *id != NULL && done; id++)
    done = lab_history_restore (files, *id, error);
  deed->list = lab_history_list (files);
  return done;
}

static gboolean
act_purge (const LabHistory *files, Deed *deed, GError **error)
{
  for (char **id = deed->ids; *id != NULL; id++)
    lab_history_purge (files, *id);
  return TRUE;
}

static Deed *
deed_new (gboolean (*act) (const LabHistory *, Deed *, GError **), const char *const *ids, const char *complaint)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->act = act;
  deed->ids = g_strdupv ((char **) ids);
  deed->complaint = complaint;
  return deed;
}

void
app_history_rename (AppHistory *self, AppHistoryEntry *entry, const char *title)
{
  g_autoptr (LabHistoryEntry) words = lab_history_entry_copy (app_history_entry_get_words (entry));
  const char *ids[] = { words->id, NULL };
  g_autoptr (AppRecord) record = app_history_entry_get_record (entry);
  const char *stripped = title != NULL && *title != '\0' && !g_str_equal (title, words->workload) ? title : NULL;
  Deed *deed;

  g_return_if_fail (APP_IS_HISTORY (self));

  if (g_strcmp0 (words->title, stripped) == 0)
    return;
  g_free (words->title);
  words->title = g_strdup (stripped);
  app_history_entry_set_words (entry, words);
  deed = deed_new (act_rename, ids, _ ("The run could not be renamed"));
  deed->title = g_strdup (stripped);
  app_history_do (self, deed);
  if (record != NULL)
    app_record_set_title (record, stripped);
}

void
app_history_delete (AppHistory *self, GPtrArray *entries)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (APP_IS_HISTORY (self) && entries != NULL);

  for (guint i = 0; i < entries->len; i++)
    g_strv_builder_add (builder, app_history_entry_get_id (g_ptr_array_index (entries, i)));
  ids = g_strv_builder_end (builder);
  for (char **id = ids; *id != NULL; id++)
    {
      guint position;

      if (find (self, *id, &position) != NULL)
        g_list_store_remove (self->entries, position);
    }
  app_history_do (self, deed_new (act_delete, (const char *const *) ids, _ ("The run could not be deleted")));
}

void
app_history_restore (AppHistory *self, const char *const *ids)
{
  Deed *deed;

  g_return_if_fail (APP_IS_HISTORY (self) && ids != NULL);

  deed = deed_new (act_restore, ids, _ ("The run could not be brought back"));
  deed->after = after_load;
  app_history_do (self, deed);
}

void
app_history_purge (AppHistory *self, const char *const *ids)
{
  g_return_if_fail (APP_IS_HISTORY (self) && ids != NULL);

  app_history_do (self, deed_new (act_purge, ids, NULL));
}

GFile *
app_history_get_file (AppHistory *self, AppHistoryEntry *entry)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (APP_IS_HISTORY (self) && APP_IS_HISTORY_ENTRY (entry), NULL);

  path = lab_history_get_path (self->files, app_history_entry_get_id (entry));
  return g_file_new_for_path (path);
}

gboolean
app_history_is_loaded (AppHistory *self)
{
  g_return_val_if_fail (APP_IS_HISTORY (self), FALSE);

  return self->loaded;
}

gboolean
app_history_is_busy (AppHistory *self)
{
  g_return_val_if_fail (APP_IS_HISTORY (self), FALSE);

  return !g_queue_is_empty (&self->deeds);
}
