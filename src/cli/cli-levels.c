/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-levels.h"
#include "lab-quantity.h"

/* What fits in a line. */
#define GROUPS_MAX 6

guint
cli_levels_count (const LabConcurrency *concurrency)
{
  guint n = LAB_LEVELS_MAX;

  while (n > 0 && concurrency->level[n - 1] == 0)
    n--;
  return n;
}

static guint64
sum_levels (const LabConcurrency *concurrency, guint first, guint last)
{
  guint64 sum = 0;

  for (guint level = first; level <= last; level++)
    sum += concurrency->level[level];
  return sum;
}

static guint
count_used (const LabConcurrency *concurrency)
{
  guint n = 0;

  for (guint level = 0; level < LAB_LEVELS_MAX; level++)
    n += concurrency->level[level] > 0;
  return n;
}

/* How many levels share a group: none must where they are few. 0 is never in a group with others, because
 * nothing at all is another thing than little. */
static guint
get_width (const LabConcurrency *concurrency)
{
  guint highest = cli_levels_count (concurrency) - 1;

  if (count_used (concurrency) <= GROUPS_MAX)
    return 1;
  return (highest + GROUPS_MAX - 2) / (GROUPS_MAX - 1);
}

static void
append_group (GString *text, const LabConcurrency *concurrency, guint first, guint last, guint64 total)
{
  guint64 time = sum_levels (concurrency, first, last);
  g_autofree char *share = lab_format_share ((double) time / (double) total);

  if (time == 0)
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append_printf (text, "%u", first);
  if (last == LAB_LEVELS_MAX - 1 && concurrency->max > last)
    g_string_append_c (text, '+');
  else if (last > first)
    g_string_append_printf (text, "–%u", last);
  g_string_append_printf (text, ": %s", share);
}

char *
cli_levels_describe (const LabConcurrency *concurrency)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint64 total = sum_levels (concurrency, 0, LAB_LEVELS_MAX - 1);
  guint n = cli_levels_count (concurrency);
  guint width;

  if (count_used (concurrency) < 2)
    return NULL;
  width = get_width (concurrency);
  append_group (text, concurrency, 0, 0, total);
  for (guint first = 1; first < n; first += width)
    append_group (text, concurrency, first, MIN (first + width, n) - 1, total);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
