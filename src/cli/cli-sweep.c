/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli-sweep.h"
#include "lab-error.h"
#include "lab-quantity.h"

static gboolean
parse_value (const char *text, gint64 *value)
{
  return lab_parse_integer (text, value, NULL) && *value > 0;
}

static gboolean
add_value (GArray *values, gint64 value)
{
  if (values->len >= CLI_SWEEP_MAX)
    return FALSE;
  if (values->len == 0 || g_array_index (values, gint64, values->len - 1) < value)
    g_array_append_val (values, value);
  return TRUE;
}

/* Doubling, and the last one in any case; or by steps. */
static gboolean
add_range (GArray *values, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  g_auto (GStrv) ends = g_strsplit (parts[0], "..", 2);
  gint64 first, last, step = 0;

  if (g_strv_length (ends) != 2 || !parse_value (ends[0], &first) || !parse_value (ends[1], &last) || first > last
      || (parts[1] != NULL && !parse_value (parts[1], &step)))
    return FALSE;
  for (gint64 value = first; value < last;)
    {
      if (!add_value (values, value) || value > G_MAXINT64 / 2 || value > G_MAXINT64 - step)
        return FALSE;
      value = step > 0 ? value + step : 2 * value;
    }
  return add_value (values, last);
}

static gboolean
add_list (GArray *values, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      gint64 value;

      if (!parse_value (*part, &value) || !add_value (values, value)
          || g_array_index (values, gint64, values->len - 1) != value)
        return FALSE;
    }
  return TRUE;
}

CliSweep *
cli_sweep_parse (const char *text, GError **error)
{
  g_autoptr (CliSweep) self = g_new0 (CliSweep, 1);
  const char *equals = strchr (text, '=');

  self->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->name = g_strndup (text, equals != NULL ? (gsize) (equals - text) : 0);
  if (equals != NULL && equals > text
      && (strstr (equals, "..") != NULL ? add_range (self->values, equals + 1) : add_list (self->values, equals + 1)))
    return g_steal_pointer (&self);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE,
               _ ("--over: expected a name and at most %d ascending numbers, like workers=1..16, tasks=10..50:10 or "
                  "workers=1,2,3; found \"%s\""),
               CLI_SWEEP_MAX, text);
  return NULL;
}

void
cli_sweep_free (CliSweep *self)
{
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self->name);
  g_free (self);
}
