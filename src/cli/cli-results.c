/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "cli-results.h"
#include "cli.h"

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const LabText *first = *(const LabText *const *) a;
  const LabText *second = *(const LabText *const *) b;

  return first->task < second->task ? -1 : first->task > second->task;
}

void
cli_results_print (LabTrace *trace)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new ();

  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    if (lab_trace_get_text (trace, n)->kind == LAB_TEXT_RESULT)
      g_ptr_array_add (results, (gpointer) lab_trace_get_text (trace, n));
  g_ptr_array_sort (results, compare_tasks);
  for (guint i = 0; i < results->len; i++)
    {
      const LabText *result = g_ptr_array_index (results, i);
      g_autofree char *line = cli_escape (result->text);

      printf ("%s\n", line);
    }
}
