/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-history-opening.h"

typedef struct
{
  GPtrArray *entries;
  GPtrArray *records; /* as many; NULL where it is not open, or could not be opened */
  GPtrArray *problems;
  guint n_left;
} Opening;

typedef struct
{
  GTask *task;
  guint n;
} OpeningOne;

static void
clear_record (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

/* The task's own reference goes with the last of them. */
static void
one_less (GTask *task)
{
  Opening *self = g_task_get_task_data (task);

  if (--self->n_left > 0)
    return;
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree OpeningOne *one = data;
  Opening *self = g_task_get_task_data (one->task);
  AppHistoryEntry *entry = g_ptr_array_index (self->entries, one->n);
  g_autoptr (GError) error = NULL;
  AppRecord *record = app_record_open_finish (result, &error);

  if (record == NULL)
    g_ptr_array_add (self->problems, g_strdup (error->message));
  else if (app_history_entry_get_words (entry)->title != NULL)
    app_record_set_title (record, app_history_entry_get_title (entry));
  if (record != NULL)
    app_history_entry_set_record (entry, record);
  g_ptr_array_index (self->records, one->n) = record;
  one_less (one->task);
}

static void
open_one (AppHistory *history, GTask *task, guint n)
{
  Opening *self = g_task_get_task_data (task);
  AppHistoryEntry *entry = g_ptr_array_index (self->entries, n);
  AppRecord *record = app_history_entry_get_record (entry);
  g_autoptr (GFile) file = app_history_get_file (history, entry);
  OpeningOne *one;

  g_ptr_array_add (self->records, record);
  if (record != NULL)
    {
      one_less (task);
      return;
    }
  one = g_new (OpeningOne, 1);
  *one = (OpeningOne){ task, n };
  app_record_open_async (file, NULL, on_opened, one);
}

void
app_history_open_async (AppHistory *history, GPtrArray *entries, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (history, NULL, callback, data);
  Opening *self = g_new0 (Opening, 1);

  g_task_set_source_tag (task, app_history_open_async);
  self->entries = g_ptr_array_ref (entries);
  self->records = g_ptr_array_new_with_free_func (clear_record);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->n_left = entries->len + 1;
  g_task_set_task_data (task, self, opening_free);
  for (guint i = 0; i < entries->len; i++)
    open_one (history, task, i);
  one_less (task);
}

GPtrArray *
app_history_open_finish (GAsyncResult *result, GPtrArray *problems)
{
  Opening *self = g_task_get_task_data (G_TASK (result));

  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&self->problems));
  while (g_ptr_array_remove (self->records, NULL))
    ;
  return g_ptr_array_ref (self->records);
}
