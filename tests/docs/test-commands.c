/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *
read_file (const char *path)
{
  g_autofree char *full = g_build_filename (g_getenv ("SOURCE_DIR"), path, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* As somebody who copies it into a shell. */
static void
run (const char *folder, const char *line)
{
  const char *argv[] = { "sh", "-c", line, NULL };
  g_autofree char *output = NULL, *errors = NULL;
  int status = -1;

  g_test_message ("%s", line);
  g_assert_true (
    g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, NULL));
  if (status != 0)
    g_error ("%s: exit status %d\n%s%s", line, status >> 8, output, errors);
}

static void
delete_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* The first ```json block is what the text asks to be saved as coffee.json. */
static void
save_workload (const char *text, const char *folder)
{
  const char *start = strstr (text, "```json\n");
  const char *end = start != NULL ? strstr (start, "\n```\n") : NULL;
  g_autofree char *path = g_build_filename (folder, "coffee.json", NULL);

  g_assert_nonnull (end);
  start += strlen ("```json\n");
  g_assert_true (g_file_set_contents (path, start, end - start, NULL));
}

static void
test_every_command_of_the_readme_works (void)
{
  g_autofree char *text = read_file ("README.md");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *folder = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  gboolean in_commands = FALSE;
  guint n = 0;

  save_workload (text, folder);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "```"))
        in_commands = g_str_equal (lines[i], "```sh");
      else if (in_commands && g_str_has_prefix (lines[i], "interleave-cli "))
        {
          run (folder, lines[i]);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 5);
  delete_folder (folder);
}

static void
test_the_workload_of_the_readme_gives_its_answer_under_every_model (void)
{
  g_autofree char *text = read_file ("README.md");
  g_autofree char *folder = g_dir_make_tmp ("interleave-XXXXXX", NULL);

  save_workload (text, folder);
  run (folder, "interleave-cli race ./coffee.json");
  delete_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commands/every command of the readme works", test_every_command_of_the_readme_works);
  g_test_add_func ("/commands/the workload of the readme gives its answer under every model",
                   test_the_workload_of_the_readme_gives_its_answer_under_every_model);
  return g_test_run ();
}
