/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-latency.h"
#include "lab-latency-row.h"

static void
rung_free (gpointer data)
{
  CliRung *self = data;

  g_free (self->entries);
  g_free (self->readings);
  g_free (self);
}

static CliRung *
find_rung (const CliLatency *self, GPtrArray *rungs, const char *id, const char *title)
{
  CliRung *rung;

  for (guint i = 0; i < rungs->len; i++)
    {
      rung = g_ptr_array_index (rungs, i);
      if (g_str_equal (rung->id, id))
        return rung;
    }
  rung = g_new0 (CliRung, 1);
  rung->id = id;
  rung->title = title;
  rung->entries = g_new0 (const LabEditionEntry *, self->editions->len + 1);
  rung->readings = g_new0 (const LabReading *, self->sheets->len + 1);
  g_ptr_array_add (rungs, rung);
  return rung;
}

static gboolean
is_wanted (const CliLatency *self, const char *id)
{
  return self->rows == NULL || g_strv_contains (self->rows, id);
}

static void
add_edition (const CliLatency *self, GPtrArray *rungs, guint nth)
{
  guint n;
  const LabEditionEntry *entries = lab_edition_get_entries (g_ptr_array_index (self->editions, nth), &n);

  for (guint i = 0; i < n; i++)
    {
      CliRung *rung;

      if (!is_wanted (self, entries[i].row))
        continue;
      rung = find_rung (self, rungs, entries[i].row, entries[i].title);
      rung->entries[nth] = &entries[i];
      if (rung->ns <= 0)
        rung->ns = entries[i].ns;
    }
}

static void
add_sheet (const CliLatency *self, GPtrArray *rungs, guint nth)
{
  const LabSheet *sheet = g_ptr_array_index (self->sheets, nth);

  for (guint i = 0; i < sheet->readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (sheet->readings, i);
      const LabLatencyRow *row = lab_latency_row_find (reading->row);
      CliRung *rung;

      if (!is_wanted (self, reading->row))
        continue;
      rung = find_rung (self, rungs, reading->row, row == NULL ? reading->row : _ (row->title));
      rung->readings[nth] = reading;
      if (rung->ns <= 0 && reading->status == LAB_READING_MEASURED)
        rung->ns = reading->estimate.value;
    }
}

static int
compare_rungs (gconstpointer a, gconstpointer b)
{
  const CliRung *one = *(CliRung *const *) a;
  const CliRung *other = *(CliRung *const *) b;

  if ((one->ns > 0) != (other->ns > 0))
    return one->ns > 0 ? -1 : 1;
  return (one->ns > other->ns) - (one->ns < other->ns);
}

GPtrArray *
cli_latency_collect (const CliLatency *self)
{
  GPtrArray *rungs = g_ptr_array_new_with_free_func (rung_free);

  for (guint i = 0; i < self->editions->len; i++)
    add_edition (self, rungs, i);
  for (guint i = 0; i < self->sheets->len; i++)
    add_sheet (self, rungs, i);
  g_ptr_array_sort (rungs, compare_rungs);
  return rungs;
}
