/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-bound-by.h"
#include "lab-quantity.h"

void
lab_bound_by_collect (const LabEdition *edition, double rate, LabBoundWait waits[LAB_N_BOUNDS])
{
  guint n;
  const LabEditionEntry *entries = lab_edition_get_entries (edition, &n);

  for (guint bound = 0; bound < LAB_N_BOUNDS; bound++)
    waits[bound] = (LabBoundWait){ .bound = (LabBound) bound };
  for (guint i = 0; i < n; i++)
    {
      const LabLatencyRow *row = lab_latency_row_find (entries[i].row);
      LabBoundWait *wait = row == NULL ? NULL : &waits[row->bound];

      if (wait == NULL || (wait->entry != NULL && wait->entry->ns <= entries[i].ns))
        continue;
      wait->entry = &entries[i];
      wait->instructions = entries[i].ns * rate;
    }
}

static void
append_wait (GString *text, const LabBoundWait *wait)
{
  g_autofree char *count = lab_format_rough_count (wait->instructions);
  g_autofree char *duration = lab_format_fine_duration (wait->entry->ns);

  if (text->len > 0)
    g_string_append (text, _ (", "));
  g_string_append_printf (text, _ ("%s instructions fit into \"%s\" (%s)"), count, wait->entry->title, duration);
}

char *
lab_bound_by_describe (const LabEdition *edition, double rate)
{
  static const LabBound kinds[] = { LAB_BOUND_MEMORY, LAB_BOUND_DISK, LAB_BOUND_NETWORK };
  LabBoundWait waits[LAB_N_BOUNDS];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *few = NULL;
  double least;

  lab_bound_by_collect (edition, rate, waits);
  if (waits[LAB_BOUND_DISK].entry == NULL && waits[LAB_BOUND_NETWORK].entry == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (waits[kinds[i]].entry != NULL)
      append_wait (text, &waits[kinds[i]]);
  least = waits[LAB_BOUND_DISK].entry == NULL ? waits[LAB_BOUND_NETWORK].instructions
          : waits[LAB_BOUND_NETWORK].entry == NULL
            ? waits[LAB_BOUND_DISK].instructions
            : MIN (waits[LAB_BOUND_DISK].instructions, waits[LAB_BOUND_NETWORK].instructions);
  few = lab_format_rough_count (least);
  return g_strdup_printf (
    _ ("%s. A program that executes fewer than %s instructions between two such waits is bound by "
       "input and output, and most are."),
    text->str, few);
}

char *
lab_bound_by_count (double ns, const char *title, double row_ns)
{
  g_autofree char *count = lab_format_rough_count (ns / row_ns);

  return g_strdup_printf (_ ("%s × %s"), count, title);
}

/* What people have a feeling for, or should. */
static const char *const known_rows[] = { "l1", "mem", "ssd-random", "dc-rtt", "seek", "wan" };

static double
get_row_ns (const char *row, const LabSheet *sheet, const LabEdition *edition)
{
  const LabReading *reading = sheet != NULL ? lab_sheet_find (sheet, row) : NULL;
  const LabEditionEntry *entry = edition != NULL ? lab_edition_find (edition, row) : NULL;

  if (reading != NULL && reading->status == LAB_READING_MEASURED)
    return reading->estimate.value;
  return entry != NULL ? entry->ns : 0;
}

/* Of one of the two: the one that is not NULL. */
static char *
describe_span_by (double ns, const LabSheet *sheet, const LabEdition *edition)
{
  const char *source = sheet != NULL ? sheet->label : lab_edition_get_title (edition);
  const char *row = NULL;
  double longest = 0;
  g_autofree char *span = lab_format_fine_duration (ns);
  g_autofree char *count = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known_rows); i++)
    {
      double row_ns = get_row_ns (known_rows[i], sheet, edition);

      if (row_ns <= longest || row_ns * 2 > ns)
        continue;
      longest = row_ns;
      row = known_rows[i];
    }
  if (row == NULL)
    return NULL;
  count = lab_bound_by_count (ns, _ (lab_latency_row_find (row)->title), longest);
  return g_strdup_printf (_ ("%s = %s (%s)"), span, count, source);
}

char *
lab_bound_by_describe_span (double ns, const LabSheet *sheet, const LabEdition *edition)
{
  char *text = sheet != NULL ? describe_span_by (ns, sheet, NULL) : NULL;

  return text != NULL || edition == NULL ? text : describe_span_by (ns, NULL, edition);
}
