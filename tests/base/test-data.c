/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "lab-data.h"

typedef struct
{
  char *root;
  char *folder;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "kind", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  write_file (fixture, "b.json", "two");
  write_file (fixture, "a.json", "one");
  write_file (fixture, "notes.txt", "none of ours");
  g_setenv ("INTERLEAVE_DATADIR", fixture->root, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.json", "b.json", "notes.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder) + g_rmdir (fixture->root), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->root);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = lab_data_list ("kind");
  g_auto (GStrv) none = lab_data_list ("no-such-kind");

  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "a");
  g_assert_cmpstr (names[1], ==, "b");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_find_and_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = lab_data_find ("kind", "a");
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = lab_data_read (path, 100, &length, &error);
  g_autofree char *cut = lab_data_read (path, 1, &length, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "one");
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmpstr (cut, ==, "on");
  g_assert_null (lab_data_find ("kind", "notes"));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (lab_data_read (fixture->root, 100, &length, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);
  g_assert_null (lab_data_read ("/no/such/file", 100, &length, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A pipe that nobody writes to would be waited for; a device may have no end. */
static void
test_what_is_no_file_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe.json", NULL);
  const char *const paths[] = { pipe, "/dev/null", "/dev/zero" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length;

      g_assert_null (lab_data_read (paths[i], 100, &length, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
      g_assert_cmpstr (error->message, ==, "it is not a regular file");
    }
  g_assert_cmpint (g_unlink (pipe), ==, 0);
}

static void
test_a_pipe_that_was_handed_over_is_read (void)
{
  int ends[2];
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "one", 3), ==, 3);
  close (ends[1]);
  path = g_strdup_printf ("/dev/fd/%d", ends[0]);
  text = lab_data_read (path, 100, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "one");
  close (ends[0]);
}

static void
test_paths (void)
{
  g_assert_true (lab_data_is_path ("./x"));
  g_assert_true (lab_data_is_path ("x.json"));
  g_assert_false (lab_data_is_path ("x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/what is a path", test_paths);
  g_test_add ("/data/the names of a kind", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/data/a file by its name", Fixture, NULL, set_up, test_find_and_read, tear_down);
  g_test_add ("/data/a file that cannot be read", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/data/what is no file is refused", Fixture, NULL, set_up, test_what_is_no_file_is_refused, tear_down);
  g_test_add_func ("/data/a pipe that was handed over is read", test_a_pipe_that_was_handed_over_is_read);
  return g_test_run ();
}
