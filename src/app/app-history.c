/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-history-deed.h"
#include "app-history-list.h"
#include "app-settings.h"

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
act_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AppHistoryDeed *deed = data;
  GError *error = NULL;

  if (app_history_deed_do (deed, APP_HISTORY (source)->files, &error))
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
complain (AppHistory *self, AppHistoryDeed *deed, const GError *error)
{
  g_autofree char *sentence = g_strdup_printf ("%s: %s.", deed->complaint, error->message);
  g_autoptr (GtkWidget) asker = g_weak_ref_get (&deed->asker);

  g_signal_emit (self, signals[FAILED], 0, sentence, asker);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  AppHistory *self = APP_HISTORY (source);
  AppHistoryDeed *deed = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_object_unref (g_queue_pop_head (&self->deeds));
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
app_history_do (AppHistory *self, AppHistoryDeed *deed, AppHistoryAfter after, GtkWidget *asker)
{
  GTask *task = g_task_new (self, NULL, on_done, NULL);

  deed->after = after;
  g_weak_ref_set (&deed->asker, asker);
  g_task_set_task_data (task, deed, app_history_deed_free);
  g_queue_push_tail (&self->deeds, task);
  hold_application (TRUE);
  if (self->deeds.length == 1)
    g_task_run_in_thread (task, act_in_thread);
}

static void
after_load (AppHistory *self, AppHistoryDeed *deed)
{
  /* The list may show already what is still to be done. */
  if (!g_queue_is_empty (&self->deeds))
    self->stale = TRUE;
  else
    app_history_list_show (self->entries, deed->list);
  if (self->loaded)
    return;
  self->loaded = TRUE;
  g_signal_emit (self, signals[LOADED], 0);
}

static void
app_history_load (AppHistory *self)
{
  self->stale = FALSE;
  app_history_do (self, app_history_deed_new_load (), after_load, NULL);
}

static void
on_folder_changed (AppHistory *self)
{
  self->stale = TRUE;
  if (g_queue_is_empty (&self->deeds))
    app_history_load (self);
}

static void
watch_folder (AppHistory *self, AppHistoryDeed *deed)
{
  g_autoptr (GFile) folder = g_file_new_for_path (lab_history_get_folder (self->files));

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
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
  signals[FAILED] = g_signal_new ("failed", APP_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, GTK_TYPE_WIDGET);
  signals[LOADED] = g_signal_new ("loaded", APP_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_history_init (AppHistory *self)
{
  self->files = lab_history_new (NULL);
  self->entries = g_list_store_new (APP_TYPE_HISTORY_ENTRY);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
  app_history_do (self, app_history_deed_new_make_folder (), watch_folder, NULL);
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

/* Who wanted a record to be kept: its data. NULL: nobody has. */
static GWeakRef *
get_asker (AppRecord *record)
{
  return g_object_get_data (G_OBJECT (record), "app-history-asker");
}

static void
asker_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
set_asker (AppRecord *record, GtkWidget *asker)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, asker);
  g_object_set_data_full (G_OBJECT (record), "app-history-asker", ref, asker_free);
}

static void
on_record_renamed (AppRecord *record, GParamSpec *spec, AppHistoryEntry *entry)
{
  g_autoptr (GtkWidget) asker = g_weak_ref_get (get_asker (record));

  app_history_rename (app_history_get_default (), entry, app_record_get_title (record), asker);
}

static void
after_add (AppHistory *self, AppHistoryDeed *deed)
{
  AppHistoryEntry *entry = app_history_list_put (self->entries, deed->words);

  app_history_entry_set_record (entry, deed->record);
  g_signal_connect_object (deed->record, "notify::title", G_CALLBACK (on_record_renamed), entry, 0);
  /* The oldest may have gone. */
  self->stale = TRUE;
}

static void
keep (AppHistory *self, AppRecord *record)
{
  guint64 limit = g_settings_get_uint64 (app_settings_get (), "history-limit");
  g_autoptr (GtkWidget) asker = g_weak_ref_get (get_asker (record));

  if (app_record_get_segment (record) != NULL && app_record_get_result (record) != NULL && limit > 0)
    app_history_do (self, app_history_deed_new_add (record, limit), after_add, asker);
}

static void
on_settled (AppRecord *record, gpointer data)
{
  g_signal_handlers_disconnect_by_func (record, on_settled, data);
  keep (app_history_get_default (), record);
  g_object_unref (record);
}

void
app_history_add (AppRecord *record, GtkWidget *asker)
{
  g_return_if_fail (APP_IS_RECORD (record));

  if (get_asker (record) != NULL)
    return;
  set_asker (record, asker);
  if (app_record_get_state (record) == APP_RECORD_SETTLED)
    keep (app_history_get_default (), record);
  else
    g_signal_connect (g_object_ref (record), "settled", G_CALLBACK (on_settled), NULL);
}

void
app_history_rename (AppHistory *self, AppHistoryEntry *entry, const char *title, GtkWidget *asker)
{
  g_autoptr (LabHistoryEntry) words = lab_history_entry_copy (app_history_entry_get_words (entry));
  g_autoptr (AppRecord) record = app_history_entry_get_record (entry);
  const char *stripped = title != NULL && *title != '\0' && !g_str_equal (title, words->workload) ? title : NULL;

  g_return_if_fail (APP_IS_HISTORY (self));

  if (g_strcmp0 (words->title, stripped) == 0)
    return;
  g_free (words->title);
  words->title = g_strdup (stripped);
  app_history_entry_set_words (entry, words);
  app_history_do (self, app_history_deed_new_rename (words->id, stripped), NULL, asker);
  if (record != NULL)
    app_record_set_title (record, stripped);
}

void
app_history_delete (AppHistory *self, GPtrArray *entries, GtkWidget *asker)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (APP_IS_HISTORY (self) && entries != NULL);

  for (guint i = 0; i < entries->len; i++)
    g_strv_builder_add (builder, app_history_entry_get_id (g_ptr_array_index (entries, i)));
  ids = g_strv_builder_end (builder);
  for (char **id = ids; *id != NULL; id++)
    app_history_list_remove (self->entries, *id);
  app_history_do (self, app_history_deed_new_delete ((const char *const *) ids), NULL, asker);
}

void
app_history_restore (AppHistory *self, const char *const *ids, GtkWidget *asker)
{
  g_return_if_fail (APP_IS_HISTORY (self) && ids != NULL);

  app_history_do (self, app_history_deed_new_restore (ids), after_load, asker);
}

void
app_history_purge (AppHistory *self, const char *const *ids)
{
  g_return_if_fail (APP_IS_HISTORY (self) && ids != NULL);

  app_history_do (self, app_history_deed_new_purge (ids), NULL, NULL);
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
