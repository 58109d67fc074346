/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-error.h"
#include "lab-quantity.h"
#include "lab-quote.h"

typedef struct
{
  const char *name;
  guint64 factor;
} Unit;

/* In both tables the first name of a factor is the one that is written. */
static const Unit duration_units[] = {
  { "h", 3600 * LAB_NS_PER_S },
  { "min", 60 * LAB_NS_PER_S },
  { "s", LAB_NS_PER_S },
  { "ms", LAB_NS_PER_MS },
  { "us", LAB_NS_PER_US },
  { "µs", LAB_NS_PER_US },
  { "ns", 1 },
  { "μs", LAB_NS_PER_US },
  { NULL, 0 },
};

static const Unit size_units[] = {
  { "TiB", G_GUINT64_CONSTANT (1) << 40 },
  { "TB", G_GUINT64_CONSTANT (1000000000000) },
  { "GiB", 1 << 30 },
  { "GB", 1000000000 },
  { "MiB", 1 << 20 },
  { "MB", 1000000 },
  { "KiB", 1 << 10 },
  { "kB", 1000 },
  { "KB", 1000 },
  { "B", 1 },
  { NULL, 0 },
};

/* Digits after the point that still matter: an hour has 3.6e12 nanoseconds, a TiB fewer bytes. */
#define DECIMALS_MAX 15

typedef enum
{
  READ_OK,
  READ_WRONG,
  READ_TOO_LARGE,
} ReadResult;

typedef struct
{
  guint64 whole;
  guint64 fraction; /* of `scale` */
  guint64 scale;
} Decimal;

static const char *
skip_space (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

/* Never by strtod(), which follows the locale. */
static ReadResult
read_decimal (const char **text, Decimal *decimal)
{
  const char *start = *text;
  const char *next = start;

  *decimal = (Decimal){ .scale = 1 };
  for (; g_ascii_isdigit (*next); next++)
    {
      if (__builtin_mul_overflow (decimal->whole, 10, &decimal->whole)
          || __builtin_add_overflow (decimal->whole, (guint64) (*next - '0'), &decimal->whole))
        return READ_TOO_LARGE;
    }
  if (next == start)
    return READ_WRONG;
  if (*next == '.')
    {
      if (!g_ascii_isdigit (next[1]))
        return READ_WRONG;
      for (guint n = 0; g_ascii_isdigit (*++next); n++)
        if (n < DECIMALS_MAX)
          {
            decimal->fraction = decimal->fraction * 10 + (guint64) (*next - '0');
            decimal->scale *= 10;
          }
    }
  *text = next;
  return READ_OK;
}

static const Unit *
find_unit (const Unit *units, const char *name, gsize length)
{
  for (; units->name != NULL; units++)
    if (strlen (units->name) == length && memcmp (units->name, name, length) == 0)
      return units;
  return NULL;
}

/* A number without unit counts `bare` each; where that is 0, it has to be none. */
static ReadResult
read_quantity (const char *text, const Unit *units, guint64 bare, guint64 *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *next = stripped;
  const Unit *unit;
  Decimal decimal;
  unsigned __int128 product;
  ReadResult result = read_decimal (&next, &decimal);

  if (result != READ_OK)
    return result;
  next = skip_space (next);
  unit = find_unit (units, next, strlen (next));
  if (unit == NULL && *next != '\0')
    return READ_WRONG;
  if (unit == NULL && bare == 0 && (decimal.whole != 0 || decimal.fraction != 0))
    return READ_WRONG;
  if (unit != NULL)
    bare = unit->factor;
  product = (unsigned __int128) decimal.fraction * bare;
  product = (product + decimal.scale / 2) / decimal.scale + (unsigned __int128) decimal.whole * bare;
  if (product > G_MAXINT64)
    return READ_TOO_LARGE;
  *value = (guint64) product;
  return READ_OK;
}

static gboolean
report (ReadResult result, const char *expected, const char *text, GError **error)
{
  g_autofree char *quoted = NULL;

  if (result == READ_OK)
    return TRUE;
  quoted = lab_quote (text);
  if (result == READ_TOO_LARGE)
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("expected %s, found %s, which is too large"), expected, quoted);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("expected %s, found %s"), expected, quoted);
  return FALSE;
}

gboolean
lab_parse_duration (const char *text, guint64 *nanoseconds, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return report (read_quantity (text, duration_units, 0, nanoseconds), _ ("a duration such as \"300ms\""), text, error);
}

gboolean
lab_parse_size (const char *text, guint64 *bytes, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return report (read_quantity (text, size_units, 1, bytes), _ ("a size such as \"64KiB\""), text, error);
}

static ReadResult
read_integer (const char *text, gint64 *number)
{
  const char *next = skip_space (text);
  gboolean negative = *next == '-';
  gint64 value = 0;

  if (*next == '-' || *next == '+')
    next++;
  if (!g_ascii_isdigit (*next))
    return READ_WRONG;
  for (; *next != '\0' && !g_ascii_isspace (*next); next++)
    {
      gint64 digit = *next - '0';

      if (*next == '_' && g_ascii_isdigit (next[-1]) && g_ascii_isdigit (next[1]))
        continue;
      if (!g_ascii_isdigit (*next))
        return READ_WRONG;
      if (__builtin_mul_overflow (value, 10, &value)
          || __builtin_add_overflow (value, negative ? -digit : digit, &value))
        return READ_TOO_LARGE;
    }
  if (*skip_space (next) != '\0')
    return READ_WRONG;
  *number = value;
  return READ_OK;
}

gboolean
lab_parse_integer (const char *text, gint64 *number, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return report (read_integer (text, number), _ ("a whole number"), text, error);
}

/* `value` in this unit, or NULL where it is less than one or has no end after the point. */
static char *
write_in_unit (guint64 value, const Unit *unit)
{
  guint64 rest = value % unit->factor;
  GString *text;

  if (value < unit->factor)
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT "%s", value / unit->factor, rest > 0 ? "." : "");
  for (guint n = 0; rest > 0 && n < DECIMALS_MAX; n++)
    {
      rest *= 10;
      g_string_append_c (text, (char) ('0' + rest / unit->factor));
      rest %= unit->factor;
    }
  g_string_append (text, unit->name);
  return g_string_free (text, rest > 0);
}

static char *
write_shortest (guint64 value, const Unit *units)
{
  char *shortest = NULL;

  for (; units->name != NULL; units++)
    {
      g_autofree char *text = write_in_unit (value, units);

      if (text == NULL || (shortest != NULL && strlen (shortest) <= strlen (text)))
        continue;
      g_free (shortest);
      shortest = g_steal_pointer (&text);
    }
  return shortest;
}

char *
lab_duration_to_text (guint64 nanoseconds)
{
  return nanoseconds == 0 ? g_strdup ("0s") : write_shortest (nanoseconds, duration_units);
}

char *
lab_size_to_text (guint64 bytes)
{
  return bytes == 0 ? g_strdup ("0B") : write_shortest (bytes, size_units);
}
