/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-latency-columns-private.h"

G_DEFINE_FINAL_TYPE (AppLatencyColumns, app_latency_columns, G_TYPE_OBJECT)

enum
{
  LISTED,
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
app_column_free (gpointer data)
{
  AppColumn *column = data;

  g_clear_pointer (&column->edition, lab_edition_unref);
  g_clear_pointer (&column->sheet, lab_sheet_free);
  g_free (column->title);
  g_free (column->subtitle);
  g_free (column->name);
  g_free (column);
}

AppColumn *
app_column_new (AppColumnKind kind, const char *title, const char *subtitle)
{
  AppColumn *column = g_new0 (AppColumn, 1);

  column->kind = kind;
  column->title = g_strdup (title);
  column->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  return column;
}

/* Behind those of its kind. */
void
app_latency_columns_insert (AppLatencyColumns *self, AppColumn *column)
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

void
app_latency_columns_emit_changed (AppLatencyColumns *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
app_latency_columns_emit_failed (AppLatencyColumns *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

void
app_latency_columns_emit_listed (AppLatencyColumns *self)
{
  g_signal_emit (self, signals[LISTED], 0);
}

/* "27 Nov 2026, 14:03" from the sheet's date, or from the name under which one was kept. */
char *
app_column_describe_date (const char *date)
{
  g_autofree char *iso = g_strdup (date);
  char *t = strchr (iso, 'T');
  char *z = t != NULL ? strchr (t, 'Z') : NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (t != NULL)
    g_strdelimit (t, "-", ':');
  /* What comes behind tells two of the same second apart. */
  if (z != NULL)
    z[1] = '\0';
  time = g_date_time_new_from_iso8601 (iso, NULL);
  local = time != NULL ? g_date_time_to_local (time) : NULL;
  /* Translators: day, month, year, hour and minute of a measurement. */
  return local != NULL ? g_date_time_format (local, _ ("%-d %b %Y, %H:%M")) : g_strdup (date);
}

void
app_column_set_label (LabSheet *sheet, const char *label)
{
  g_free (sheet->label);
  sheet->label = g_strdup (label);
}

void
app_latency_columns_add_edition (AppLatencyColumns *self, LabEdition *edition, AppColumnKind kind)
{
  g_autofree char *subtitle = g_strdup_printf ("%d · %s", lab_edition_get_year (edition),
                                               lab_edition_get_source (edition));
  AppColumn *column = app_column_new (kind, lab_edition_get_title (edition), subtitle);

  column->edition = lab_edition_ref (edition);
  column->shown = g_str_equal (lab_edition_get_id (edition), LAB_EDITION_DEFAULT);
  column->at_hand = column->shown || g_str_has_prefix (lab_edition_get_id (edition), "dean-2009")
                    || g_str_has_prefix (lab_edition_get_id (edition), "gregg-2020");
  app_latency_columns_insert (self, column);
}

void
app_latency_columns_take_last (AppLatencyColumns *self, LabSheet *sheet, const char *name)
{
  AppColumn *here = find_kind (self, APP_COLUMN_HERE);

  if (sheet == NULL || here->sheet != NULL)
    return;
  here->sheet = sheet;
  here->name = g_strdup (name);
  here->shown = TRUE;
  g_free (here->subtitle);
  here->subtitle = app_column_describe_date (sheet->date);
  app_column_set_label (sheet, here->title);
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
  AppColumn *here = app_column_new (APP_COLUMN_HERE, _ ("This machine"), _ ("Not measured yet"));
  g_autoptr (LabEdition) scott = NULL;

  self->columns = g_ptr_array_new_with_free_func (app_column_free);
  self->year = LAB_SCOTT_YEAR_KNOWN;
  here->at_hand = TRUE;
  app_latency_columns_insert (self, here);
  scott = lab_edition_new_scott (self->year);
  app_latency_columns_add_edition (self, scott, APP_COLUMN_SCOTT);
  find_kind (self, APP_COLUMN_SCOTT)->at_hand = TRUE;
}

AppLatencyColumns *
app_latency_columns_new (void)
{
  AppLatencyColumns *self = g_object_new (APP_TYPE_LATENCY_COLUMNS, NULL);

  app_latency_columns_list (self);
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
    app_latency_columns_load (self, column);
  else
    app_latency_columns_emit_changed (self);
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
  app_latency_columns_emit_changed (self);
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
  app_latency_columns_emit_changed (self);
}

/* The one before becomes one of the earlier ones. */
static void
set_aside (AppLatencyColumns *self, AppColumn *here)
{
  g_autofree char *title = NULL;
  AppColumn *column;

  if (here->sheet == NULL)
    return;
  title = app_column_describe_date (here->sheet->date);
  column = app_column_new (APP_COLUMN_KEPT, title, _ ("This machine, earlier"));
  column->at_hand = TRUE;
  column->sheet = g_steal_pointer (&here->sheet);
  column->name = g_steal_pointer (&here->name);
  app_column_set_label (column->sheet, title);
  app_latency_columns_insert (self, column);
}

void
app_latency_columns_take (AppLatencyColumns *self, LabSheet *sheet, gboolean keeps)
{
  g_return_if_fail (APP_IS_LATENCY_COLUMNS (self) && sheet != NULL);

  self->followed = NULL;
  set_aside (self, find_kind (self, APP_COLUMN_HERE));
  app_latency_columns_take_last (self, sheet, NULL);
  if (keeps)
    app_latency_columns_keep (self, sheet);
  app_latency_columns_emit_listed (self);
  app_latency_columns_emit_changed (self);
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
