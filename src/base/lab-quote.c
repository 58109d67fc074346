/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-quote.h"

#define CHARACTERS_MAX 60
/* More bytes than that many characters can have: the rest need not be looked at. */
#define BYTES_MAX (CHARACTERS_MAX * 6 + 6)

gboolean
lab_is_control (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x061c || character == 0x200e || character == 0x200f
         || (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

static void
append_character (GString *quoted, gunichar character)
{
  if (character == '"' || character == '\\')
    g_string_append_c (quoted, '\\');
  if (lab_is_control (character))
    g_string_append_printf (quoted, "\\u%04x", character);
  else
    g_string_append_unichar (quoted, character);
}

char *
lab_quote (const char *text)
{
  g_autofree char *start = g_strndup (text, BYTES_MAX);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  GString *quoted = g_string_new ("\"");
  guint n = 0;

  for (const char *next = valid; *next != '\0'; next = g_utf8_next_char (next))
    {
      if (n++ == CHARACTERS_MAX)
        {
          g_string_append (quoted, "…");
          break;
        }
      append_character (quoted, g_utf8_get_char (next));
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}
