/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "lab-data-folders.h"
#include "lab-suggest.h"

static GStrv
get_folders (const char *kind)
{
  const char *only = g_getenv ("INTERLEAVE_DATADIR");
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *first = g_build_filename (only != NULL ? only : LAB_PKGDATADIR, kind, NULL);
  g_autofree char *second = g_build_filename (g_get_user_data_dir (), "interleave", kind, NULL);

  g_strv_builder_add (folders, first);
  if (only == NULL)
    g_strv_builder_add (folders, second);
  return g_strv_builder_end (folders);
}

GBytes *
lab_data_read_file (const char *path, gsize limit, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *buffer = g_malloc (limit + 1);
  gsize length;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, limit + 1, &length, NULL, error))
    return NULL;
  return g_bytes_new (buffer, length);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the .json files of a folder without the ending, sorted; none where there is no such folder. */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".json"))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (".json")));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static char *
build_path (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  return g_build_filename (folder, file, NULL);
}

char *
lab_data_find_file (const char *kind, const char *name)
{
  g_auto (GStrv) folders = get_folders (kind);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = build_path (folders[i], name);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

GPtrArray *
lab_data_list_files (const char *kind)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) folders = get_folders (kind);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) names = list_names (folders[i]);

      for (guint j = 0; j < names->len; j++)
        if (g_hash_table_add (seen, g_strdup (names->pdata[j])))
          g_ptr_array_add (files, build_path (folders[i], names->pdata[j]));
    }
  return files;
}

void
lab_data_set_unknown (const char *kind, const char *what, const char *name, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) folders = get_folders (kind);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) names = list_names (folders[i]);

      g_ptr_array_extend_and_steal (known, g_steal_pointer (&names));
    }
  g_ptr_array_add (known, NULL);
  lab_set_unknown_error (error, what, name, (const char *const *) known->pdata);
}
