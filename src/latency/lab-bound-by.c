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

/* What people have a feeling for, or should; in the order of the scale. */
static const char *const known_rows[] = { "l1", "mem", "ssd-random", "dc-rtt", "seek", "wan" };

/* So many of something can be imagined, or at least compared. */
#define COUNT_MIN 2.0
#define COUNT_MAX 10000.0

/* A time in units of a known row. */
typedef struct
{
  const char *row; /* NULL: none is short enough */
  const char *source;
  double count;
} Measure;

static double
get_row_ns (const char *row, const LabSheet *sheet, const LabEdition *edition)
{
  const LabReading *reading = sheet != NULL ? lab_sheet_find (sheet, row) : NULL;
  const LabEditionEntry *entry = edition != NULL ? lab_edition_find (edition, row) : NULL;

  if (reading != NULL && reading->status == LAB_READING_MEASURED)
    return reading->estimate.value;
  return entry != NULL ? entry->ns : 0;
}

/* Of one of the two: the one that is not NULL. Main memory as long as its number can be imagined, for a program waits
 * for it wherever it runs; else the longest that fits in twice. */
static Measure
choose_measure (double ns, const LabSheet *sheet, const LabEdition *edition)
{
  Measure best = { .source = sheet != NULL ? sheet->label : lab_edition_get_title (edition) };

  for (guint i = 0; i < G_N_ELEMENTS (known_rows); i++)
    {
      double row_ns = get_row_ns (known_rows[i], sheet, edition);
      double count = row_ns > 0 ? ns / row_ns : 0;

      if (count < COUNT_MIN || (best.row != NULL && count >= best.count))
        continue;
      best.row = known_rows[i];
      best.count = count;
      if (g_str_equal (best.row, "mem") && count < COUNT_MAX)
        break;
    }
  return best;
}

/* This machine's, unless it has nothing that is long enough: nobody measures how far it is to another continent. */
static Measure
choose_source (double ns, const LabSheet *sheet, const LabEdition *edition)
{
  Measure here = { 0 }, published = { 0 };

  if (sheet != NULL)
    here = choose_measure (ns, sheet, NULL);
  if (edition != NULL)
    published = choose_measure (ns, NULL, edition);
  if (here.row == NULL || (here.count >= COUNT_MAX && published.row != NULL && published.count < here.count))
    return published;
  return here;
}

char *
lab_bound_by_compare (double ns, const LabSheet *sheet, const LabEdition *edition)
{
  Measure measure = choose_source (ns, sheet, edition);
  g_autofree char *count = NULL;

  if (measure.row == NULL)
    return NULL;
  count = lab_bound_by_count (ns, _ (lab_latency_row_find (measure.row)->title), ns / measure.count);
  return g_strdup_printf ("%s (%s)", count, measure.source);
}

char *
lab_bound_by_describe_span (double ns, const LabSheet *sheet, const LabEdition *edition)
{
  g_autofree char *span = lab_format_fine_duration (ns);
  g_autofree char *compared = lab_bound_by_compare (ns, sheet, edition);

  return compared != NULL ? g_strdup_printf ("%s = %s", span, compared) : NULL;
}
