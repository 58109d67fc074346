/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-quote.h"

static void
assert_quoted (const char *text, const char *expected)
{
  g_autofree char *quoted = lab_quote (text);

  g_assert_cmpstr (quoted, ==, expected);
}

static void
test_plain (void)
{
  assert_quoted ("", "\"\"");
  assert_quoted ("pool", "\"pool\"");
  assert_quoted ("größer", "\"größer\"");
}

static void
test_escapes (void)
{
  assert_quoted ("a\nb", "\"a\\u000ab\"");
  assert_quoted ("say \"hi\"", "\"say \\\"hi\\\"\"");
  assert_quoted ("\x1b[31m", "\"\\u001b[31m\"");
  /* What would have the rest of a line written from right to left. */
  assert_quoted ("a\u202eb", "\"a\\u202eb\"");
}

static void
test_wrong_utf8 (void)
{
  assert_quoted ("a\xff", "\"a\xef\xbf\xbd\"");
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autofree char *quoted = lab_quote (text);

  g_assert_true (g_str_has_suffix (quoted, "x…\""));
  g_assert_cmpint (g_utf8_strlen (quoted, -1), ==, 63);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quote/plain text stays", test_plain);
  g_test_add_func ("/quote/control characters and quotes are escaped", test_escapes);
  g_test_add_func ("/quote/wrong UTF-8 is replaced", test_wrong_utf8);
  g_test_add_func ("/quote/a long text is cut", test_long);
  return g_test_run ();
}
