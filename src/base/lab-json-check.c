/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-json-check.h"
#include "lab-json.h"
#include "lab-quantity.h"
#include "lab-quote.h"

typedef struct
{
  const char *next;
  const char *end;
  guint line;
  guint depth;
} Scan;

static gboolean G_GNUC_PRINTF (3, 4) fail (const Scan *scan, GError **error, const char *format, ...)
{
  g_autofree char *problem = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("line %u: %s"), scan->line, problem);
  return FALSE;
}

/* A NUL would cut the text short without a word, also as an escape. */
static gboolean
scan_string (Scan *scan, GError **error)
{
  for (scan->next++; scan->next < scan->end && *scan->next != '"'; scan->next++)
    {
      if (*scan->next == '\n')
        return fail (scan, error, _ ("a string is not closed"));
      if (*scan->next != '\\')
        continue;
      scan->next++;
      if (scan->end - scan->next >= 5 && memcmp (scan->next, "u0000", 5) == 0)
        return fail (scan, error, _ ("a string with a NUL character"));
    }
  if (scan->next >= scan->end)
    return fail (scan, error, _ ("a string is not closed"));
  scan->next++;
  return TRUE;
}

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* The end of a number as RFC 8259 has it, or where it stops being one; json-glib would also take octal. */
static const char *
skip_number (const char *text, gboolean *whole)
{
  const char *start;

  if (*text == '-')
    text++;
  start = text;
  text = *start == '0' ? start + 1 : skip_digits (start);
  *whole = text > start && *text != '.' && *text != 'e' && *text != 'E';
  if (*text == '.')
    text = skip_digits (text + 1);
  if (*text == 'e' || *text == 'E')
    text = skip_digits (text + (text[1] == '+' || text[1] == '-' ? 2 : 1));
  return text;
}

static gboolean
scan_number (Scan *scan, GError **error)
{
  gsize length = strspn (scan->next, "+-.0123456789abcdefxABCDEFX");
  g_autofree char *digits = g_strndup (scan->next, length);
  g_autofree char *quoted = NULL;
  gboolean whole;
  gint64 number;

  scan->next += length;
  quoted = lab_quote (digits);
  if (*skip_number (digits, &whole) != '\0' || g_str_has_suffix (digits, "."))
    return fail (scan, error, _ ("%s is not a number"), quoted);
  if (whole && !lab_parse_integer (digits, &number, NULL))
    return fail (scan, error, _ ("%s is too large a number"), quoted);
  return TRUE;
}

static gboolean
scan_next (Scan *scan, GError **error)
{
  char character = *scan->next;

  if (character == '"')
    return scan_string (scan, error);
  if (g_ascii_isdigit (character) || character == '-' || character == '+' || character == '.')
    return scan_number (scan, error);
  if (character == '/' || character == '\'' || character == '#')
    return fail (scan, error, _ ("JSON has no comments and only double quotes"));
  if (character == '\n')
    scan->line++;
  if (character == '[' || character == '{')
    scan->depth++;
  else if ((character == ']' || character == '}') && scan->depth > 0)
    scan->depth--;
  if (scan->depth > LAB_JSON_DEPTH_MAX)
    return fail (scan, error, _ ("nested more than %d deep"), LAB_JSON_DEPTH_MAX);
  scan->next++;
  return TRUE;
}

gboolean
lab_json_check (const char *text, gsize length, GError **error)
{
  Scan scan = { .next = text, .end = text + length, .line = 1 };
  const char *wrong;

  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("it has a NUL byte"));
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, &wrong))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("not valid UTF-8 at byte %zu"), (gsize) (wrong - text));
      return FALSE;
    }
  while (scan.next < scan.end)
    if (!scan_next (&scan, error))
      return FALSE;
  return TRUE;
}
