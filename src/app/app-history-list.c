/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-history-list.h"

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
find (GListStore *entries, const char *id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (entries));

  for (*position = 0; *position < n; (*position)++)
    {
      g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (entries), *position);

      if (g_str_equal (app_history_entry_get_id (entry), id))
        return entry;
    }
  return NULL;
}

AppHistoryEntry *
app_history_list_put (GListStore *entries, const LabHistoryEntry *words)
{
  guint position;
  AppHistoryEntry *entry = find (entries, words->id, &position);
  g_autoptr (AppHistoryEntry) added = NULL;

  if (entry != NULL)
    {
      app_history_entry_set_words (entry, words);
      return entry;
    }
  added = app_history_entry_new (words);
  g_list_store_insert_sorted (entries, added, compare_entries, NULL);
  return added;
}

static void
show_list (GListStore *entries, GPtrArray *list)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (entries));

  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (ids, ((LabHistoryEntry *) g_ptr_array_index (list, i))->id);
  while (n-- > 0)
    {
      g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (entries), n);

      if (!g_hash_table_contains (ids, app_history_entry_get_id (entry)))
        g_list_store_remove (entries, n);
    }
  for (guint i = 0; i < list->len; i++)
    app_history_list_put (entries, g_ptr_array_index (list, i));
}

/* Of many at once, as at the start, one signal. */
static void
show_first_list (GListStore *entries, GPtrArray *list)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (added, app_history_entry_new (g_ptr_array_index (list, i)));
  g_list_store_splice (entries, 0, 0, added->pdata, added->len);
}

void
app_history_list_show (GListStore *entries, GPtrArray *list)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (entries)) == 0)
    show_first_list (entries, list);
  else
    show_list (entries, list);
}

void
app_history_list_remove (GListStore *entries, const char *id)
{
  guint position;

  if (find (entries, id, &position) != NULL)
    g_list_store_remove (entries, position);
}
