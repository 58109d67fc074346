/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-latency-columns.h"
#include "app-yardstick.h"

struct _AppLatencyColumns
{
  GObject parent_instance;

  GPtrArray *columns; /* AppColumn, by kind */
  const LabSheet *followed;
  int year;
  guint n_loading;
};

G_DEFINE_FINAL_TYPE (AppLatencyColumns, app_latency_columns, G_TYPE_OBJECT)

enum
{
  LISTED,
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
column_free (gpointer data)
{
  AppColumn *column = data;

  g_clear_pointer (&column->edition, lab_edition_unref);
  g_clear_pointer (&column->sheet, lab_sheet_free);
  g_free (column->title);
  g_free (column->subtitle);
  g_free (column->name);
  g_free (column);
}

static AppColumn *
column_new (AppColumnKind kind, const char *title, const char *subtitle)
{
  AppColumn *column = g_new0 (AppColumn, 1);

  column->kind = kind;
  column->title = g_strdup (title);
  column->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  return column;
}

/* Behind those of its kind. */
static void
insert (AppLatencyColumns *self, AppColumn *column)
{
  guint n = 0;

  while (n < self->columns->len && ((AppColumn *) g_ptr_array_index (self->columns, n))->kind <= column->kind)
    n++;
  g_ptr_array_insert (self->columns, (int) n, column);
}

static AppColumn *
find_kind (AppLatencyColumns *self, AppColumnKind kind)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      AppColumn *column = g_ptr_array_index (self->columns, i);

      if (column->kind == kind)
        return column;
    }
  return NULL;
}

static void
emit_changed (AppLatencyColumns *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
emit_listed (AppLatencyColumns *self)
{
  g_signal_emit (self, signals[LISTED], 0);
}

/* "27 Nov 2026, 14:03" from the sheet's date, or from the name under which one was kept. */
static char *
describe_date (const char *date)
{
  g_autofree char *iso = g_strdup (date);
  char *t = strchr (iso, 'T');
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (t != NULL)
    g_strdelimit (t, "-", ':');
  time = g_date_time_new_from_iso8601 (iso, NULL);
  local = time != NULL ? g_date_time_to_local (time) : NULL;
  /* Translators: day, month, year, hour and minute of a measurement. */
  return local != NULL ? g_date_time_format (local, _ ("%-d %b %Y, %H:%M")) : g_strdup (date);
}

static void
set_label (LabSheet *sheet, const char *label)
{
  g_free (sheet->label);
  sheet->label = g_strdup (label);
}

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
add_edition (AppLatencyColumns *self, LabEdition *edition, AppColumnKind kind)
{
  g_autofree char *subtitle = g_strdup_printf ("%d · %s", lab_edition_get_year (edition),
                                               lab_edition_get_source (edition));
  AppColumn *column = column_new (kind, lab_edition_get_title (edition), subtitle);

  column->edition = lab_edition_ref (edition);
  column->shown = g_str_equal (lab_edition_get_id (edition), LAB_EDITION_DEFAULT);
  column->at_hand = column->shown || g_str_has_prefix (lab_edition_get_id (edition), "dean-2009")
                    || g_str_has_prefix (lab_edition_get_id (edition), "gregg-2020");
  insert (self, column);
}

static void
add_kept (AppLatencyColumns *self, const char *name)
{
  g_autofree char *title = describe_date (name);
  AppColumn *column = column_new (APP_COLUMN_KEPT, title, _ ("This machine, earlier"));

  column->name = g_strdup (name);
  insert (self, column);
}

static void
take_last (AppLatencyColumns *self, LabSheet *sheet, const char *name)
{
  AppColumn *here = find_kind (self, APP_COLUMN_HERE);

  if (sheet == NULL || here->sheet != NULL)
    return;
  here->sheet = sheet;
  here->name = g_strdup (name);
  here->shown = TRUE;
  g_free (here->subtitle);
  here->subtitle = describe_date (sheet->date);
  set_label (sheet, here->title);
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
        add_edition (self, edition, APP_COLUMN_EDITION);
    }
  for (guint i = n_kept; i > 0; i--)
    if (i < n_kept || listing->last == NULL)
      add_kept (self, listing->kept[i - 1]);
  if (listing->last != NULL)
    take_last (self, g_steal_pointer (&listing->last), listing->kept[n_kept - 1]);
  listing_free (listing);
  emit_listed (self);
  emit_changed (self);
}

static void
app_latency_columns_finalize (GObject *object)
{
  g_ptr_array_unref (APP_LATENCY_COLUMNS (object)->columns);
  G_OBJECT_CLASS (app_latency_columns_parent_class)->finalize (object);
}

static void
app_latency_columns_class_init (AppLatencyColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_latency_columns_finalize;
  signals[LISTED] = g_signal_new ("listed", APP_TYPE_LATENCY_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_LATENCY_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", APP_TYPE_LATENCY_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_latency_columns_init (AppLatencyColumns *self)
{
  AppColumn *here = column_new (APP_COLUMN_HERE, _ ("This machine"), _ ("Not measured yet"));
  g_autoptr (LabEdition) scott = NULL;

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->year = LAB_SCOTT_YEAR_KNOWN;
  here->at_hand = TRUE;
  insert (self, here);
  scott = lab_edition_new_scott (self->year);
  add_edition (self, scott, APP_COLUMN_SCOTT);
  find_kind (self, APP_COLUMN_SCOTT)->at_hand = TRUE;
}

AppLatencyColumns *
app_latency_columns_new (void)
{
  AppLatencyColumns *self = g_object_new (APP_TYPE_LATENCY_COLUMNS, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_listed, NULL);

  self->n_loading++;
  g_task_run_in_thread (task, list_in_thread);
  return self;
}

gboolean
app_latency_columns_is_loading (AppLatencyColumns *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_COLUMNS (self), FALSE);

  return self->n_loading > 0;
}

guint
app_latency_columns_get_n (AppLatencyColumns *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_COLUMNS (self), 0);

  return self->columns->len;
}

const AppColumn *
app_latency_columns_get (AppLatencyColumns *self, guint n)
{
  g_return_val_if_fail (APP_IS_LATENCY_COLUMNS (self) && n < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, n);
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
      g_signal_emit (self, signals[FAILED], 0, error->message);
    }
  else if (column->sheet != NULL)
    lab_sheet_free (sheet);
  else
    {
      column->sheet = sheet;
      set_label (sheet, column->title);
    }
  emit_changed (self);
}

static void
load (AppLatencyColumns *self, const AppColumn *column)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_loaded, NULL);

  self->n_loading++;
  g_task_set_task_data (task, g_strdup (column->name), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

void
app_latency_columns_show (AppLatencyColumns *self, guint n, gboolean shown)
{
  AppColumn *column;

  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self) && n < self->columns->len);

  column = g_ptr_array_index (self->columns, n);
  if (column->shown == shown)
    return;
  column->shown = shown;
  column->at_hand = TRUE;
  if (shown && column->sheet == NULL && column->name != NULL)
    load (self, column);
  else
    emit_changed (self);
}

void
app_latency_columns_set_year (AppLatencyColumns *self, int year)
{
  AppColumn *scott;
  LabEdition *old;

  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self));

  year = CLAMP (year, LAB_SCOTT_YEAR_MIN, LAB_SCOTT_YEAR_MAX);
  if (year == self->year)
    return;
  self->year = year;
  scott = find_kind (self, APP_COLUMN_SCOTT);
  old = scott->edition;
  scott->edition = lab_edition_new_scott (year);
  g_free (scott->title);
  scott->title = g_strdup (lab_edition_get_title (scott->edition));
  emit_changed (self);
  lab_edition_unref (old);
}

int
app_latency_columns_get_year (AppLatencyColumns *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_COLUMNS (self), LAB_SCOTT_YEAR_KNOWN);

  return self->year;
}

gboolean
app_latency_columns_shows_scott (AppLatencyColumns *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_COLUMNS (self), FALSE);

  return find_kind (self, APP_COLUMN_SCOTT)->shown;
}

void
app_latency_columns_follow (AppLatencyColumns *self, const LabSheet *sheet)
{
  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self));

  self->followed = sheet;
  if (sheet != NULL)
    find_kind (self, APP_COLUMN_HERE)->shown = TRUE;
  emit_changed (self);
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
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    app_yardstick_renew ();
  for (guint i = 0; i < self->columns->len; i++)
    {
      AppColumn *column = g_ptr_array_index (self->columns, i);

      if (column->sheet == sheet)
        column->name = g_steal_pointer (&name);
    }
}

/* The one before becomes one of the earlier ones. */
static void
set_aside (AppLatencyColumns *self, AppColumn *here)
{
  g_autofree char *title = NULL;
  AppColumn *column;

  if (here->sheet == NULL)
    return;
  title = describe_date (here->sheet->date);
  column = column_new (APP_COLUMN_KEPT, title, _ ("This machine, earlier"));
  column->at_hand = TRUE;
  column->sheet = g_steal_pointer (&here->sheet);
  column->name = g_steal_pointer (&here->name);
  set_label (column->sheet, title);
  insert (self, column);
}

static void
keep (AppLatencyColumns *self, LabSheet *sheet)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_kept, NULL);

  self->n_loading++;
  g_task_set_task_data (task, sheet, NULL);
  g_task_run_in_thread (task, keep_in_thread);
}

void
app_latency_columns_take (AppLatencyColumns *self, LabSheet *sheet, gboolean keeps)
{
  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self) && sheet != NULL);

  self->followed = NULL;
  set_aside (self, find_kind (self, APP_COLUMN_HERE));
  take_last (self, sheet, NULL);
  if (keeps)
    keep (self, sheet);
  emit_listed (self);
  emit_changed (self);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (data);
  GError *error = NULL;
  g_autoptr (LabSheet) sheet = NULL;
  g_autoptr (LabEdition) edition = NULL;
  AppColumn *column;

  if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("Only files on this machine can be opened."));
      return;
    }
  edition = lab_edition_load (path, NULL);
  sheet = edition == NULL ? lab_sheet_load (path, &error) : NULL;
  if (edition == NULL && sheet == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  column = edition != NULL ? column_new (APP_COLUMN_FILE, lab_edition_get_title (edition), path)
                           : column_new (APP_COLUMN_FILE, sheet->label, path);
  column->edition = g_steal_pointer (&edition);
  column->sheet = g_steal_pointer (&sheet);
  column->shown = column->at_hand = TRUE;
  g_task_return_pointer (task, column, column_free);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  AppLatencyColumns *self = APP_LATENCY_COLUMNS (source);
  g_autoptr (GError) error = NULL;
  AppColumn *column = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_loading--;
  if (column == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  insert (self, column);
  emit_listed (self);
  emit_changed (self);
}

void
app_latency_columns_open (AppLatencyColumns *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self) && G_IS_FILE (file));

  task = g_task_new (self, NULL, on_opened, NULL);
  self->n_loading++;
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

const LabSheet *
app_latency_columns_get_here (AppLatencyColumns *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_COLUMNS (self), NULL);

  return find_kind (self, APP_COLUMN_HERE)->sheet;
}

GPtrArray *
app_latency_columns_make_editions (AppLatencyColumns *self)
{
  GPtrArray *editions = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const AppColumn *column = g_ptr_array_index (self->columns, i);

      if (column->shown && column->edition != NULL)
        g_ptr_array_add (editions, column->edition);
    }
  return editions;
}

GPtrArray *
app_latency_columns_make_sheets (AppLatencyColumns *self)
{
  GPtrArray *sheets = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const AppColumn *column = g_ptr_array_index (self->columns, i);
      const LabSheet *sheet = column->kind == APP_COLUMN_HERE && self->followed != NULL ? self->followed
                                                                                        : column->sheet;

      if (column->shown && sheet != NULL)
        g_ptr_array_add (sheets, (gpointer) sheet);
    }
  return sheets;
}

const LabEdition *
app_latency_columns_find_row (AppLatencyColumns *self, const char *row)
{
  for (int shown = TRUE; shown >= FALSE; shown--)
    for (guint i = 0; i < self->columns->len; i++)
      {
        const AppColumn *column = g_ptr_array_index (self->columns, i);

        if (column->edition != NULL && column->shown == shown && lab_edition_find (column->edition, row) != NULL)
          return column->edition;
      }
  return NULL;
}
