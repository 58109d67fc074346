/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-latency-columns-private.h"
#include "app-load.h"
#include "app-yardstick.h"

/* What is there, read on another thread. */
typedef struct
{
  GPtrArray *editions;
  GStrv kept;
  LabSheet *last;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_ptr_array_unref (listing->editions);
  g_strfreev (listing->kept);
  g_clear_pointer (&listing->last, lab_sheet_free);
  g_free (listing);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->editions = lab_edition_list (NULL);
  listing->kept = lab_sheet_list_kept ();
  if (listing->kept[0] != NULL)
    listing->last = lab_sheet_load ("last", NULL);
  g_task_return_pointer (task, listing, listing_free);
}

static void
add_kept (AppLatencyColumns *self, const char *name)
{
  g_autofree char *title = app_column_describe_date (name);
  AppColumn *column = app_column_new (APP_COLUMN_KEPT, title, _ ("This machine, earlier"));

  column->name = g_strdup (name);
  app_latency_columns_insert (self, column);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  AppLatencyColumns *self = APP_LATENCY_COLUMNS (source);
  Listing *listing = g_task_propagate_pointer (G_TASK (result), NULL);
  guint n_kept = g_strv_length (listing->kept);

  self->n_loading--;
  for (guint i = 0; i < listing->editions->len; i++)
    {
      LabEdition *edition = g_ptr_array_index (listing->editions, i);

      if (!g_str_has_prefix (lab_edition_get_id (edition), "scott-"))
        app_latency_columns_add_edition (self, edition, APP_COLUMN_EDITION);
    }
  for (guint i = n_kept; i > 0; i--)
    if (i < n_kept || listing->last == NULL)
      add_kept (self, listing->kept[i - 1]);
  if (listing->last != NULL)
    app_latency_columns_take_last (self, g_steal_pointer (&listing->last), listing->kept[n_kept - 1]);
  listing_free (listing);
  app_latency_columns_emit_listed (self);
  app_latency_columns_emit_changed (self);
}

void
app_latency_columns_list (AppLatencyColumns *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_listed, NULL);

  self->n_loading++;
  g_task_run_in_thread (task, list_in_thread);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LabSheet *sheet = lab_sheet_load (data, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) lab_sheet_free);
  else
    g_task_return_error (task, error);
}

static AppColumn *
find_name (AppLatencyColumns *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      AppColumn *column = g_ptr_array_index (self->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return column;
    }
  return NULL;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  AppLatencyColumns *self = APP_LATENCY_COLUMNS (source);
  g_autoptr (GError) error = NULL;
  LabSheet *sheet = g_task_propagate_pointer (G_TASK (result), &error);
  AppColumn *column = find_name (self, g_task_get_task_data (G_TASK (result)));

  self->n_loading--;
  if (sheet == NULL)
    {
      column->shown = FALSE;
      app_latency_columns_emit_failed (self, error->message);
    }
  else if (column->sheet != NULL)
    lab_sheet_free (sheet);
  else
    {
      column->sheet = sheet;
      app_column_set_label (sheet, column->title);
    }
  app_latency_columns_emit_changed (self);
}

void
app_latency_columns_load (AppLatencyColumns *self, const AppColumn *column)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_loaded, NULL);

  self->n_loading++;
  g_task_set_task_data (task, g_strdup (column->name), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

/* What is written is not touched any more, but read here and there; it stays as long as the columns. */
static void
keep_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *name = lab_sheet_keep (data, &error);

  if (name != NULL)
    g_task_return_pointer (task, name, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  AppLatencyColumns *self = APP_LATENCY_COLUMNS (source);
  const LabSheet *sheet = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_loading--;
  if (name == NULL)
    app_latency_columns_emit_failed (self, error->message);
  else
    app_yardstick_renew ();
  for (guint i = 0; i < self->columns->len; i++)
    {
      AppColumn *column = g_ptr_array_index (self->columns, i);

      if (column->sheet == sheet)
        column->name = g_steal_pointer (&name);
    }
}

void
app_latency_columns_keep (AppLatencyColumns *self, LabSheet *sheet)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_kept, NULL);

  self->n_loading++;
  g_task_set_task_data (task, sheet, NULL);
  g_task_run_in_thread (task, keep_in_thread);
}

static gpointer
load_column (GFile *file, const char *path, GError **error)
{
  g_autoptr (LabEdition) edition = lab_edition_load (path, NULL);
  g_autoptr (LabSheet) sheet = edition == NULL ? lab_sheet_load (path, error) : NULL;
  AppColumn *column;

  if (edition == NULL && sheet == NULL)
    return NULL;
  column = edition != NULL ? app_column_new (APP_COLUMN_FILE, lab_edition_get_title (edition), path)
                           : app_column_new (APP_COLUMN_FILE, sheet->label, path);
  column->edition = g_steal_pointer (&edition);
  column->sheet = g_steal_pointer (&sheet);
  column->shown = column->at_hand = TRUE;
  return column;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  AppLatencyColumns *self = APP_LATENCY_COLUMNS (source);
  g_autoptr (GError) error = NULL;
  AppColumn *column = app_load_finish (result, &error);

  self->n_loading--;
  if (column == NULL)
    {
      app_latency_columns_emit_failed (self, error->message);
      return;
    }
  app_latency_columns_insert (self, column);
  app_latency_columns_emit_listed (self);
  app_latency_columns_emit_changed (self);
}

void
app_latency_columns_open (AppLatencyColumns *self, GFile *file)
{
  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self) && G_IS_FILE (file));

  self->n_loading++;
  app_load_async (self, file, load_column, app_column_free, NULL, on_opened, NULL);
}
