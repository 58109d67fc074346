/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-quantity.h"

#define MINUTE (60 * LAB_NS_PER_S)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define DECIMALS_MAX 2

typedef struct
{
  guint64 size; /* ns */
  const char *name;
} Unit;

static const Unit units[] = {
  { LAB_NS_PER_S, N_ ("s") },
  { LAB_NS_PER_MS, N_ ("ms") },
  { LAB_NS_PER_US, N_ ("µs") },
  { 1, N_ ("ns") },
};

static const Unit long_units[] = {
  { DAY, N_ ("d") },
  { HOUR, N_ ("h") },
  { MINUTE, N_ ("min") },
  { LAB_NS_PER_S, N_ ("s") },
};

static guint
count_decimals (guint64 step, guint64 unit)
{
  guint decimals = 0;

  for (guint64 digit = unit; digit > 1 && step % digit != 0; digit /= 10)
    decimals++;
  return decimals;
}

/* The largest in which `largest` is at least 1 and a step needs no more than two digits behind the point. */
static const Unit *
choose_unit (guint64 step, guint64 largest)
{
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (units); i++)
    if (largest >= units[i].size && count_decimals (step, units[i].size) <= DECIMALS_MAX)
      return &units[i];
  return &units[G_N_ELEMENTS (units) - 1];
}

/* The whole part apart: a double does not hold the nanoseconds of a year. */
static void
append_number (GString *text, guint64 nanoseconds, guint64 unit, guint decimals)
{
  g_autofree char *fraction = g_strdup_printf ("%.*f", (int) decimals, (double) (nanoseconds % unit) / (double) unit);

  g_string_append_printf (text, "%" G_GUINT64_FORMAT "%s", nanoseconds / unit, fraction + 1);
}

static char *
format_parts (guint64 nanoseconds, guint64 step)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (long_units); i++)
    {
      guint64 size = long_units[i].size;
      gboolean last = i + 1 == G_N_ELEMENTS (long_units);

      if (nanoseconds >= size || (last && nanoseconds > 0))
        {
          if (text->len > 0)
            g_string_append_c (text, ' ');
          append_number (text, nanoseconds, size, last ? count_decimals (step, size) : 0);
          g_string_append_printf (text, " %s", _ (long_units[i].name));
        }
      nanoseconds = last ? 0 : nanoseconds % size;
    }
  return g_string_free (text, FALSE);
}

char *
lab_format_duration_mark (guint64 nanoseconds, guint64 step, guint64 largest)
{
  const Unit *unit = choose_unit (step, largest);
  GString *text;

  g_return_val_if_fail (step > 0, NULL);

  if (nanoseconds == 0)
    return g_strdup ("0");
  if (largest >= MINUTE)
    return format_parts (nanoseconds, step);
  text = g_string_new (NULL);
  append_number (text, nanoseconds, unit->size, count_decimals (step, unit->size));
  g_string_append_printf (text, " %s", _ (unit->name));
  return g_string_free (text, FALSE);
}
