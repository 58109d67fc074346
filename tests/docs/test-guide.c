/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "golden.h"

static char *
in_source (const char *path)
{
  return g_build_filename (g_getenv ("SOURCE_DIR"), path, NULL);
}

static char *
read_file (const char *path)
{
  g_autofree char *full = in_source (path);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The lines of docs/pictures/list that are no remarks: "NAME KIND ARGUMENTS". */
static GPtrArray *
read_list (void)
{
  g_autofree char *text = read_file ("docs/pictures/list");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '#')
      g_ptr_array_add (list, g_strdup (lines[i]));
  g_assert_cmpuint (list->len, >, 0);
  return list;
}

/* Every chapter, one after the other. */
static char *
read_guide (void)
{
  g_autofree char *folder = in_source ("docs/guide");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GString *all = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("docs/guide", name, NULL);
      g_autofree char *text = g_str_has_suffix (name, ".md") ? read_file (path) : NULL;

      g_string_append (all, text != NULL ? text : "");
    }
  return g_string_free (all, FALSE);
}

/* What the group of the pattern matches in the text, each time. */
static GPtrArray *
find_all (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (found, g_match_info_fetch (match, 1));
  g_assert_cmpuint (found->len, >, 0);
  return found;
}

static void
test_the_program_still_makes_every_chart_as_it_is_shown (void)
{
  g_autofree char *tool = in_source ("tools/screenshots");
  g_autoptr (GPtrArray) list = read_list ();

  if (!golden_has_font ())
    {
      g_test_skip ("the font " GOLDEN_FONT " is not installed");
      return;
    }
  for (guint i = 0; i < list->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_ptr_array_index (list, i), " ", 3);
      g_autofree char *file = g_strconcat (words[0], ".png", NULL);
      g_autofree char *made = g_build_filename (g_getenv ("OUTPUT_DIR"), file, NULL);
      g_autofree char *shown = g_build_filename (g_getenv ("GOLDEN_DIR"), file, NULL);
      const char *argv[] = { tool, g_getenv ("BUILD_DIR"), g_getenv ("OUTPUT_DIR"), words[0], NULL };
      int status = -1;

      if (!g_str_equal (words[1], "chart"))
        continue;
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL));
      g_assert_cmpint (status, ==, 0);
      golden_check_file (words[0], made, shown);
    }
}

static void
test_every_picture_of_the_guide_is_in_the_list (void)
{
  g_autofree char *guide = read_guide ();
  g_autoptr (GPtrArray) shown = find_all (guide, "\\]\\(\\.\\./pictures/([a-z-]+)\\.png\\)");
  g_autoptr (GPtrArray) list = read_list ();

  for (guint i = 0; i < shown->len; i++)
    {
      g_autofree char *start = g_strconcat (g_ptr_array_index (shown, i), " ", NULL);
      gboolean found = FALSE;

      for (guint n = 0; n < list->len; n++)
        found |= g_str_has_prefix (g_ptr_array_index (list, n), start);
      if (!found)
        g_error ("docs/pictures/list has no %s", start);
    }
}

static void
check_names (const char *pattern, const char *folder)
{
  g_autofree char *guide = read_guide ();
  g_autoptr (GPtrArray) names = find_all (guide, pattern);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("data/%s/%s.json", folder, (char *) g_ptr_array_index (names, i));
      g_autofree char *full = in_source (path);

      if (!g_file_test (full, G_FILE_TEST_EXISTS))
        g_error ("the guide speaks of %s, which is not there", path);
    }
}

static void
test_every_button_of_the_guide_has_something_to_show (void)
{
  check_names ("\\[\\[preset:([a-z-]+)\\]\\]", "presets");
  check_names ("\\[\\[race:([a-z-]+)[ \\]]", "workloads");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/the program still makes every chart as it is shown",
                   test_the_program_still_makes_every_chart_as_it_is_shown);
  g_test_add_func ("/guide/every picture of the guide is in the list", test_every_picture_of_the_guide_is_in_the_list);
  g_test_add_func ("/guide/every button of the guide has something to show",
                   test_every_button_of_the_guide_has_something_to_show);
  return g_test_run ();
}
