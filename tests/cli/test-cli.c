/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Runs the command lines of the *.test files beside this one; the head of usage.test says how they are written. */

typedef struct
{
  char *name;
  char *run;        /* a shell's command line; the folder it runs in is empty but for `files` */
  GPtrArray *files; /* name, content, name, content … */
  int exit_status;
  char *stdout_pattern; /* regular expressions; NULL: nothing may be printed */
  char *stderr_pattern;
  char *left; /* the names that are in the folder at the end beside `files`, sorted, with blanks between */
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_free (self->run);
  g_ptr_array_unref (self->files);
  g_free (self->stdout_pattern);
  g_free (self->stderr_pattern);
  g_free (self->left);
  g_free (self);
}

static Case *
case_new (const char *name)
{
  Case *self = g_new0 (Case, 1);

  self->name = g_strdup (name);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->left = g_strdup ("");
  return self;
}

static void
case_add_file (Case *self, const char *text)
{
  const char *blank = strchr (text, ' ');

  g_assert_nonnull (blank);
  g_ptr_array_add (self->files, g_strndup (text, (gsize) (blank - text)));
  g_ptr_array_add (self->files, g_strdup (blank + 1));
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
case_set (Case *self, const char *key, const char *value)
{
  if (g_str_equal (key, "run"))
    replace (&self->run, value);
  else if (g_str_equal (key, "exit"))
    self->exit_status = atoi (value);
  else if (g_str_equal (key, "stdout"))
    replace (&self->stdout_pattern, value);
  else if (g_str_equal (key, "stderr"))
    replace (&self->stderr_pattern, value);
  else if (g_str_equal (key, "left"))
    replace (&self->left, value);
  else if (g_str_equal (key, "file"))
    case_add_file (self, value);
  else
    g_error ("unknown key \"%s\"", key);
}

static void
write_files (Case *self, const char *folder)
{
  for (guint i = 0; i < self->files->len; i += 2)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (self->files, i), NULL);

      g_assert_true (g_file_set_contents (path, g_ptr_array_index (self->files, i + 1), -1, NULL));
    }
}

static void
remove_files (Case *self, const char *folder)
{
  for (guint i = 0; i < self->files->len; i += 2)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (self->files, i), NULL);

      g_remove (path);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Empties the folder, and returns what was in it. */
static char *
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_matches (const char *what, const char *text, const char *pattern)
{
  if (pattern == NULL)
    g_assert_cmpstr (text, ==, "");
  else if (!g_regex_match_simple (pattern, text, G_REGEX_DOTALL, 0))
    g_error ("%s does not match\n  %s\nbut is\n  %s", what, pattern, text);
}

static void
test_case (gconstpointer data)
{
  Case *self = (Case *) data;
  g_autoptr (GSubprocessLauncher)
    launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *folder = g_dir_make_tmp ("interleave-cli-XXXXXX", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *left = NULL;
  g_autofree char *whole_line = NULL;

  write_files (self, folder);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", self->run, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  remove_files (self, folder);
  left = sweep (folder);
  g_rmdir (folder);

  if (self->stderr_pattern != NULL)
    whole_line = g_strdup_printf ("^%s\n$", self->stderr_pattern);
  assert_matches ("stderr", err, whole_line);
  assert_matches ("stdout", out, self->stdout_pattern);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, self->exit_status);
  g_assert_cmpstr (left, ==, self->left);
}

static void
add_line (GPtrArray *cases, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ": ", 2);

  if (line[0] == '\0' || line[0] == '#')
    return;
  if (line[0] == '[')
    g_ptr_array_add (cases, case_new (line));
  else if (parts[1] != NULL && cases->len > 0)
    case_set (g_ptr_array_index (cases, cases->len - 1), parts[0], parts[1]);
  else
    g_error ("no \"key: value\": %s", line);
}

static void
add_file (GPtrArray *cases, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_auto (GStrv) lines = NULL;
  guint first = cases->len;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    add_line (cases, *line);
  for (guint i = first; i < cases->len; i++)
    {
      Case *self = g_ptr_array_index (cases, i);
      g_autofree char *test_path = g_strdup_printf ("/cli/%s/%s", base, self->name);

      g_assert_nonnull (self->run);
      g_test_add_data_func (g_strdelimit (test_path, " []", '-'), self, test_case);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >, 1);
  for (int i = 1; i < argc; i++)
    add_file (cases, argv[i]);
  return g_test_run ();
}
