/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-quantity.h"

/* Quantities over many powers of ten: what an instruction's worth of waiting comes to on a human scale. */

#define DAYS_PER_YEAR 365.25
#define SECONDS_PER_DAY 86400.0
#define METRES_PER_LIGHT_YEAR 9.4607e15

/* Rounds to three significant digits. */
static double
round_to_three (double value)
{
  double unit = value > 0 ? pow (10, floor (log10 (value)) - 2) : 1;

  return round (value / unit) * unit;
}

/* "0.5", "1.08", "12.4", "130", "82,500". */
static char *
format_rounded (double value)
{
  double rounded = round_to_three (value);
  guint decimals = 0;

  if (rounded >= 100)
    return lab_format_count ((guint64) (rounded + 0.5));
  for (double scaled = rounded; decimals < 3 && fabs (scaled - round (scaled)) > 1e-6; scaled *= 10)
    decimals++;
  return g_strdup_printf ("%.*f", (int) decimals, rounded);
}

static char *
format_in_unit (double value, const char *unit)
{
  g_autofree char *digits = format_rounded (value);

  return g_strdup_printf ("%s %s", digits, unit);
}

/* The number with the word for its thousands, millions or billions; less than a million as it is. */
static char *
format_in_words (double value)
{
  g_autofree char *digits = NULL;

  if (value < 999500)
    return format_rounded (value);
  if (value < 999.5e6)
    {
      digits = format_rounded (value / 1e6);
      return g_strdup_printf (_ ("%s million"), digits);
    }
  digits = format_rounded (value / 1e9);
  return g_strdup_printf (_ ("%s billion"), digits);
}

char *
lab_format_fine_duration (double nanoseconds)
{
  return nanoseconds < 99.95 ? format_in_unit (nanoseconds, _ ("ns"))
                             : lab_format_duration ((guint64) (nanoseconds + 0.5));
}

static char *
format_years (double years)
{
  guint months = (guint) round (years * 12);
  g_autofree char *whole = NULL;
  g_autofree char *rest = NULL;

  if (years >= 999500)
    {
      whole = format_in_words (years);
      return g_strdup_printf (_ ("%s years"), whole);
    }
  if (years >= 99.5)
    {
      guint rounded = (guint) round (years);

      whole = lab_format_count (rounded);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s year", "%s years", rounded), whole);
    }
  whole = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u year", "%u years", months / 12), months / 12);
  if (months % 12 == 0)
    return g_steal_pointer (&whole);
  rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u month", "%u months", months % 12), months % 12);
  return g_strdup_printf ("%s %s", whole, rest);
}

char *
lab_format_span (double seconds)
{
  double days = seconds / SECONDS_PER_DAY;

  if (days < 30)
    return lab_format_fine_duration (seconds * (double) LAB_NS_PER_S);
  if (days < DAYS_PER_YEAR - 0.5)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", (guint) round (days)),
                            (guint) round (days));
  return format_years (days / DAYS_PER_YEAR);
}

char *
lab_format_distance (double metres)
{
  g_autofree char *words = NULL;

  if (metres < 0.00995)
    return format_in_unit (metres * 1e3, _ ("mm"));
  if (metres < 0.995)
    return format_in_unit (metres * 1e2, _ ("cm"));
  if (metres < 999.5)
    return format_in_unit (metres, _ ("m"));
  if (metres >= METRES_PER_LIGHT_YEAR)
    {
      words = format_in_words (metres / METRES_PER_LIGHT_YEAR);
      return g_strdup_printf (_ ("%s light years"), words);
    }
  words = format_in_words (metres / 1e3);
  return g_strdup_printf ("%s %s", words, _ ("km"));
}

char *
lab_format_rough_count (double count)
{
  return format_in_words (count);
}
