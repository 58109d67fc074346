/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-quote.h"
#include "lab-suggest.h"

#define LENGTH_MAX 48

/* Optimal string alignment: how many letters have to be inserted, removed, changed, or swapped with their
 * neighbour to turn `from` into `to`. */
static guint
get_distance (const char *from, const char *to)
{
  guint rows[3][LENGTH_MAX + 1];
  guint *above = rows[0], *here = rows[1], *two_above = rows[2];
  gsize n_from = strlen (from), n_to = strlen (to);

  for (guint j = 0; j <= n_to; j++)
    above[j] = j;
  for (guint i = 1; i <= n_from; i++)
    {
      guint *oldest = two_above;

      here[0] = i;
      for (guint j = 1; j <= n_to; j++)
        {
          guint change = g_ascii_tolower (from[i - 1]) != g_ascii_tolower (to[j - 1]);

          here[j] = MIN (MIN (above[j], here[j - 1]) + 1, above[j - 1] + change);
          if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
            here[j] = MIN (here[j], two_above[j - 2] + 1);
        }
      two_above = above;
      above = here;
      here = oldest;
    }
  return above[n_to];
}

const char *
lab_suggest (const char *typed, const char *const *names)
{
  const char *nearest = NULL;
  guint limit;

  g_return_val_if_fail (typed != NULL, NULL);

  if (strlen (typed) > LENGTH_MAX)
    return NULL;
  limit = MAX (1, (guint) strlen (typed) / 3);
  for (; names != NULL && *names != NULL; names++)
    {
      guint distance = strlen (*names) > LENGTH_MAX ? G_MAXUINT : get_distance (typed, *names);

      /* Equal distances: the first stays. One letter changed to another of one is no likeness. */
      if (distance > limit || distance >= strlen (*names))
        continue;
      nearest = *names;
      limit = distance == 0 ? 0 : distance - 1;
      if (distance == 0)
        break;
    }
  return nearest;
}

void
lab_set_unknown_error (GError **error, const char *kind, const char *typed, const char *const *names)
{
  const char *nearest = lab_suggest (typed, names);
  g_autofree char *quoted = lab_quote (typed);
  g_autofree char *all = NULL;

  if (nearest != NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("unknown %s %s; did you mean \"%s\"?"), kind, quoted, nearest);
      return;
    }
  if (names == NULL || names[0] == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("unknown %s %s"), kind, quoted);
      return;
    }
  all = g_strjoinv (", ", (char **) names);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("unknown %s %s; known: %s"), kind, quoted, all);
}
