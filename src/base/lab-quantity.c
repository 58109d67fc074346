/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-quantity.h"

/* At most three significant digits, as the locale writes them, without zeroes at the end. */
static char *
format_three_digits (double value)
{
  static const guint64 powers[] = { 1, 10, 100 };
  guint decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  guint64 scaled = (guint64) (value * (double) powers[decimals] + 0.5);

  for (; decimals > 0 && scaled % 10 == 0; scaled /= 10)
    decimals--;
  return g_strdup_printf ("%.*f", (int) decimals, value);
}

static char *
format_with_unit (double value, const char *unit)
{
  g_autofree char *digits = format_three_digits (value);

  return g_strdup_printf ("%s %s", digits, unit);
}

/* A larger unit and a smaller one, which is left out where it is none. */
static char *
format_pair (const char *large_name, guint64 large, const char *small_name, guint64 small)
{
  if (small == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", large, large_name);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s %" G_GUINT64_FORMAT " %s", large, large_name, small, small_name);
}

static char *
format_long_duration (guint64 nanoseconds)
{
  guint64 seconds = nanoseconds / LAB_NS_PER_S + (nanoseconds % LAB_NS_PER_S >= LAB_NS_PER_S / 2);
  guint64 minutes = (seconds + 30) / 60;
  guint64 hours = (minutes + 30) / 60;

  if (seconds < 3600)
    return format_pair (_ ("min"), seconds / 60, _ ("s"), seconds % 60);
  if (minutes < 24 * 60)
    return format_pair (_ ("h"), minutes / 60, _ ("min"), minutes % 60);
  return format_pair (_ ("d"), hours / 24, _ ("h"), hours % 24);
}

char *
lab_format_duration (guint64 nanoseconds)
{
  double value = (double) nanoseconds;

  if (value < 999.5)
    return format_with_unit (value, _ ("ns"));
  if (value < 999.5e3)
    return format_with_unit (value / 1e3, _ ("µs"));
  if (value < 999.5e6)
    return format_with_unit (value / 1e6, _ ("ms"));
  if (value < 59.95e9)
    return format_with_unit (value / 1e9, _ ("s"));
  return format_long_duration (nanoseconds);
}

char *
lab_format_size (guint64 bytes)
{
  static const char *const units[] = { N_ ("B"), N_ ("KiB"), N_ ("MiB"), N_ ("GiB"), N_ ("TiB"), N_ ("PiB") };
  double value = (double) bytes;
  guint n = 0;

  for (; value >= 1023.5 && n + 1 < G_N_ELEMENTS (units); n++)
    value /= 1024;
  return format_with_unit (value, _ (units[n]));
}

char *
lab_format_count (guint64 count)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  gsize length = strlen (digits);
  GString *grouped;

  /* The C locale groups nothing, but our untranslated text is English. */
  if (locale->thousands_sep[0] != '\0' || locale->decimal_point[0] != '.')
    return g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
  grouped = g_string_sized_new (length + length / 3);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, digits[i]);
    }
  return g_string_free (grouped, FALSE);
}

char *
lab_format_ratio (double ratio)
{
  if (!isfinite (ratio))
    return g_strdup ("–");
  if (ratio >= 999.5 && ratio < 1e18)
    return lab_format_count ((guint64) (ratio + 0.5));
  return g_strdup_printf ("%.*f", fabs (ratio) < 9.995 ? 2 : fabs (ratio) < 99.95 ? 1 : 0, ratio);
}

char *
lab_format_share (double share)
{
  double percent = share * 100;

  if (!isfinite (percent))
    return g_strdup ("–");
  if (percent <= 0)
    return g_strdup (_ ("0 %"));
  if (percent < 0.01)
    return g_strdup_printf (_ ("less than %.2f %%"), 0.01);
  return g_strdup_printf (_ ("%.*f %%"), percent < 0.995 ? 2 : percent < 9.95 ? 1 : 0, percent);
}
