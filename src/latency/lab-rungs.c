/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-latency-row.h"
#include "lab-quantity.h"
#include "lab-rungs.h"

/* What they are collected from. */
typedef struct
{
  const GPtrArray *editions, *sheets;
  const char *const *rows;
} Sources;

static void
rung_free (gpointer data)
{
  LabRung *self = data;

  g_free (self->entries);
  g_free (self->readings);
  g_free (self);
}

static LabRung *
find_rung (const Sources *self, GPtrArray *rungs, const char *id, const char *title)
{
  LabRung *rung;

  for (guint i = 0; i < rungs->len; i++)
    {
      rung = g_ptr_array_index (rungs, i);
      if (g_str_equal (rung->id, id))
        return rung;
    }
  rung = g_new0 (LabRung, 1);
  rung->n_editions = self->editions->len;
  rung->n_sheets = self->sheets->len;
  rung->id = id;
  rung->title = title;
  rung->entries = g_new0 (const LabEditionEntry *, self->editions->len + 1);
  rung->readings = g_new0 (const LabReading *, self->sheets->len + 1);
  g_ptr_array_add (rungs, rung);
  return rung;
}

static gboolean
is_wanted (const Sources *self, const char *id)
{
  return self->rows == NULL || g_strv_contains (self->rows, id);
}

static void
add_edition (const Sources *self, GPtrArray *rungs, guint nth)
{
  guint n;
  const LabEditionEntry *entries = lab_edition_get_entries (g_ptr_array_index (self->editions, nth), &n);

  for (guint i = 0; i < n; i++)
    {
      LabRung *rung;

      if (!is_wanted (self, entries[i].row))
        continue;
      rung = find_rung (self, rungs, entries[i].row, entries[i].title);
      rung->entries[nth] = &entries[i];
      if (rung->ns <= 0)
        rung->ns = entries[i].ns;
    }
}

static void
add_sheet (const Sources *self, GPtrArray *rungs, guint nth)
{
  const LabSheet *sheet = g_ptr_array_index (self->sheets, nth);

  for (guint i = 0; i < sheet->readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (sheet->readings, i);
      const LabLatencyRow *row = lab_latency_row_find (reading->row);
      LabRung *rung;

      if (!is_wanted (self, reading->row))
        continue;
      rung = find_rung (self, rungs, reading->row, row == NULL ? reading->row : _ (row->title));
      rung->readings[nth] = reading;
      if (rung->ns <= 0 && reading->status == LAB_READING_MEASURED)
        rung->ns = reading->estimate.value;
    }
}

/* Where it stands on the scale; of a rung without a number that is the middle of its first range, 0: nowhere. */
static double
get_place (const LabRung *self)
{
  double low, high;

  for (guint i = 0; i < self->n_editions + self->n_sheets && self->ns <= 0; i++)
    if (lab_rung_get_range (self, i, &low, &high) && low > 0)
      return sqrt (low * high);
  return self->ns;
}

static int
compare_rungs (gconstpointer a, gconstpointer b)
{
  double one = get_place (*(LabRung *const *) a);
  double other = get_place (*(LabRung *const *) b);

  if ((one > 0) != (other > 0))
    return one > 0 ? -1 : 1;
  return (one > other) - (one < other);
}

GPtrArray *
lab_rungs_collect (const GPtrArray *editions, const GPtrArray *sheets, const char *const *rows)
{
  const Sources sources = { editions, sheets, rows };
  GPtrArray *rungs = g_ptr_array_new_with_free_func (rung_free);

  g_return_val_if_fail (editions != NULL && sheets != NULL, rungs);

  for (guint i = 0; i < editions->len; i++)
    add_edition (&sources, rungs, i);
  for (guint i = 0; i < sheets->len; i++)
    add_sheet (&sources, rungs, i);
  g_ptr_array_sort (rungs, compare_rungs);
  return rungs;
}

static const LabEditionEntry *
get_entry (const LabRung *self, guint column)
{
  return column < self->n_editions ? self->entries[column] : NULL;
}

static const LabReading *
get_reading (const LabRung *self, guint column)
{
  if (column < self->n_editions || column >= self->n_editions + self->n_sheets)
    return NULL;
  return self->readings[column - self->n_editions];
}

double
lab_rung_get_number (const LabRung *self, guint column)
{
  const LabEditionEntry *entry = get_entry (self, column);
  const LabReading *reading = get_reading (self, column);

  if (entry != NULL)
    return entry->ns;
  return reading == NULL || reading->status != LAB_READING_MEASURED ? 0 : reading->estimate.value;
}

gboolean
lab_rung_get_range (const LabRung *self, guint column, double *low, double *high)
{
  const LabEditionEntry *entry = get_entry (self, column);
  const LabReading *reading = get_reading (self, column);

  if (entry != NULL)
    {
      *low = entry->low;
      *high = entry->high;
      return TRUE;
    }
  if (reading == NULL || reading->status != LAB_READING_MEASURED)
    return FALSE;
  *low = reading->estimate.low;
  *high = reading->estimate.high;
  return TRUE;
}

static char *
describe_entry (const LabEditionEntry *entry)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (entry->low >= entry->high)
    return lab_format_fine_duration (entry->ns);
  low = lab_format_fine_duration (entry->low);
  high = lab_format_fine_duration (entry->high);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

char *
lab_rung_describe (const LabRung *self, guint column)
{
  const LabEditionEntry *entry = get_entry (self, column);
  const LabReading *reading = get_reading (self, column);

  if (entry != NULL)
    return describe_entry (entry);
  return reading == NULL ? NULL : lab_reading_describe (reading);
}

double
lab_rung_get_ratio (const LabRung *self, guint column, guint other)
{
  double one = lab_rung_get_number (self, other);

  return one > 0 ? lab_rung_get_number (self, column) / one : 0;
}
