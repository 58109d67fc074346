/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-data.h"

#define ENDING ".json"

gboolean
lab_data_is_path (const char *name_or_path)
{
  g_return_val_if_fail (name_or_path != NULL, FALSE);

  return strchr (name_or_path, '/') != NULL || g_str_has_suffix (name_or_path, ENDING);
}

char *
lab_data_get_user_folder (const char *kind)
{
  return g_build_filename (g_get_user_data_dir (), "interleave", kind, NULL);
}

static GStrv
get_folders (const char *kind)
{
  const char *only = g_getenv ("INTERLEAVE_DATADIR");
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *first = g_build_filename (only != NULL ? only : LAB_PKGDATADIR, kind, NULL);
  g_autofree char *second = lab_data_get_user_folder (kind);

  g_strv_builder_add (folders, first);
  if (only == NULL)
    g_strv_builder_add (folders, second);
  return g_strv_builder_end (folders);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A folder that is not there has none. */
static void
add_names (GHashTable *names, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = g_strndup (file, strlen (file) - MIN (strlen (file), strlen (ENDING)));

      if (g_str_has_suffix (file, ENDING) && !g_hash_table_contains (names, name))
        g_hash_table_add (names, g_steal_pointer (&name));
    }
}

GStrv
lab_data_list (const char *kind)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) folders = get_folders (kind);
  char **list;
  guint n;

  for (guint i = 0; folders[i] != NULL; i++)
    add_names (names, folders[i]);
  list = (char **) g_hash_table_get_keys_as_array (names, &n);
  qsort (list, n, sizeof (*list), compare_names);
  return list;
}

char *
lab_data_find (const char *kind, const char *name)
{
  g_auto (GStrv) folders = get_folders (kind);
  g_autofree char *file = g_strconcat (name, ENDING, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static gboolean
read_up_to (int fd, char *text, gsize size, gsize *length)
{
  gssize n = 1;

  for (*length = 0; *length < size && n > 0; *length += (gsize) MAX (n, 0))
    n = read (fd, text + *length, size - *length);
  return n >= 0;
}

/* What was handed to the program, by a pipe of the shell for example: whoever did that writes it. */
static gboolean
is_own_descriptor (const char *path)
{
  return g_str_equal (path, "/dev/stdin") || g_str_has_prefix (path, "/dev/fd/")
         || g_str_has_prefix (path, "/proc/self/fd/");
}

static gboolean
fail (GError **error, int why)
{
  g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (why), g_strerror (why));
  return FALSE;
}

static gboolean
check_kind (int fd, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) < 0)
    return fail (error, errno);
  if (S_ISREG (info.st_mode))
    return TRUE;
  if (S_ISDIR (info.st_mode))
    return fail (error, EISDIR);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("it is not a regular file"));
  return FALSE;
}

/* -1 with an error. */
static int
open_to_read (const char *path, GError **error)
{
  gboolean own = is_own_descriptor (path);
  /* Not blocking: a named pipe without a writer would hold us up for ever. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | (own ? 0 : O_NONBLOCK));

  if (fd < 0)
    fail (error, errno);
  else if (!own && !check_kind (fd, error))
    {
      close (fd);
      return -1;
    }
  return fd;
}

char *
lab_data_read (const char *path, gsize limit, gsize *length, GError **error)
{
  int fd = open_to_read (path, error);
  g_autofree char *text = NULL;
  gboolean readable;

  if (fd < 0)
    return NULL;
  text = g_malloc0 (limit + 2);
  readable = read_up_to (fd, text, limit + 1, length) || fail (error, errno);
  close (fd);
  return readable ? g_steal_pointer (&text) : NULL;
}

const char *
lab_data_translate (const char *text)
{
  return text == NULL || *text == '\0' ? text : _ (text);
}
