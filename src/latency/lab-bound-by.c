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
