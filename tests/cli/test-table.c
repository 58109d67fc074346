/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-table.h"

static const CliColumn titled[] = { { "name", CLI_LEFT }, { "time", CLI_RIGHT }, { "note", CLI_LEFT } };
static const CliColumn plain[] = { { NULL, CLI_RIGHT }, { NULL, CLI_LEFT } };

static void
test_aligns (void)
{
  g_autoptr (CliTable) table = cli_table_new (titled, G_N_ELEMENTS (titled));
  g_autofree char *text = NULL;

  cli_table_add (table, "a", "1.5 ms", "first");
  cli_table_add (table, "longer", "12 s", "");
  text = cli_table_to_text (table, "");
  g_assert_cmpstr (text, ==,
                   "name      time  note\n"
                   "a       1.5 ms  first\n"
                   "longer    12 s\n");
}

static void
test_no_heading_but_indent (void)
{
  g_autoptr (CliTable) table = cli_table_new (plain, G_N_ELEMENTS (plain));
  g_autofree char *text = NULL;

  cli_table_add (table, "1", "one");
  cli_table_add (table, "10", "ten");
  text = cli_table_to_text (table, "  ");
  g_assert_cmpstr (text, ==, "   1  one\n  10  ten\n");
}

static void
test_width_is_what_a_terminal_shows (void)
{
  g_autoptr (CliTable) table = cli_table_new (plain, G_N_ELEMENTS (plain));
  g_autofree char *text = NULL;

  g_assert_cmpuint (cli_text_width ("10 µs"), ==, 5);
  g_assert_cmpuint (cli_text_width ("e\xcc\x81"), ==, 1);
  g_assert_cmpuint (cli_text_width ("漢字"), ==, 4);
  cli_table_add (table, "µs", "x");
  cli_table_add (table, "漢字", "y");
  text = cli_table_to_text (table, "");
  g_assert_cmpstr (text, ==, "  µs  x\n漢字  y\n");
}

static void
test_empty (void)
{
  g_autoptr (CliTable) table = cli_table_new (plain, G_N_ELEMENTS (plain));
  g_autofree char *text = cli_table_to_text (table, "  ");

  g_assert_cmpstr (text, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-table/aligns", test_aligns);
  g_test_add_func ("/cli-table/no-heading-but-indent", test_no_heading_but_indent);
  g_test_add_func ("/cli-table/width-is-what-a-terminal-shows", test_width_is_what_a_terminal_shows);
  g_test_add_func ("/cli-table/empty", test_empty);
  return g_test_run ();
}
