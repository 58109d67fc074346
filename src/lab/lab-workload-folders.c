/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-plan.h"
#include "lab-suggest.h"
#include "lab-workload-folders.h"

static GStrv
get_folders (void)
{
  const char *only = g_getenv ("INTERLEAVE_DATADIR");
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *first = g_build_filename (only != NULL ? only : LAB_PKGDATADIR, "workloads", NULL);
  g_autofree char *second = g_build_filename (g_get_user_data_dir (), "interleave", "workloads", NULL);

  g_strv_builder_add (folders, first);
  if (only == NULL)
    g_strv_builder_add (folders, second);
  return g_strv_builder_end (folders);
}

/* One byte more than is allowed is enough to see that a file is too large: it may be a device without an end. */
static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *buffer = g_malloc (LAB_WORKLOAD_SIZE_MAX + 1);
  gsize length;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, LAB_WORKLOAD_SIZE_MAX + 1, &length, NULL, error))
    return NULL;
  return g_bytes_new (buffer, length);
}

static LabWorkload *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = read_file (path, &cause);

  if (bytes == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("cannot read the workload %s: %s"), path, cause->message);
      return NULL;
    }
  /* The data of no bytes is NULL. */
  if (g_bytes_get_size (bytes) == 0)
    return lab_workload_new_from_json ("", 0, path, error);
  return lab_workload_new_from_json (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), path, error);
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

/* The file of a name in the first folder that has one, or NULL. */
static char *
find_file (const char *name)
{
  g_auto (GStrv) folders = get_folders ();

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = build_path (folders[i], name);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
set_unknown_workload (const char *name, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) folders = get_folders ();

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) names = list_names (folders[i]);

      g_ptr_array_extend_and_steal (known, g_steal_pointer (&names));
    }
  g_ptr_array_add (known, NULL);
  lab_set_unknown_error (error, _ ("workload"), name, (const char *const *) known->pdata);
}

LabWorkload *
lab_workload_load (const char *name_or_path, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  if (strchr (name_or_path, '/') != NULL || g_str_has_suffix (name_or_path, ".json"))
    return load_file (name_or_path, error);
  path = find_file (name_or_path);
  if (path != NULL)
    return load_file (path, error);
  set_unknown_workload (name_or_path, error);
  return NULL;
}

gboolean
lab_workload_is_in_folders (LabWorkload *self)
{
  g_autofree char *path = find_file (lab_workload_get_id (self));

  return g_strcmp0 (path, lab_workload_get_source (self)) == 0;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  LabWorkload *first = *(LabWorkload *const *) a;
  LabWorkload *second = *(LabWorkload *const *) b;

  for (guint i = 0; lab_workload_groups[i] != NULL; i++)
    {
      gboolean is_first = g_str_equal (lab_workload_groups[i], lab_workload_get_group (first));
      gboolean is_second = g_str_equal (lab_workload_groups[i], lab_workload_get_group (second));

      if (is_first != is_second)
        return is_first ? -1 : 1;
    }
  return strcmp (lab_workload_get_id (first), lab_workload_get_id (second));
}

static void
list_folder (const char *folder, GHashTable *seen, GPtrArray *workloads, GPtrArray *problems)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = build_path (folder, name);
      g_autoptr (GError) error = NULL;
      LabWorkload *workload;

      if (!g_hash_table_add (seen, g_strdup (name)))
        continue;
      workload = load_file (path, &error);
      if (workload != NULL)
        g_ptr_array_add (workloads, workload);
      else if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
}

GPtrArray *
lab_workload_list (GPtrArray *problems)
{
  GPtrArray *workloads = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_workload_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) folders = get_folders ();

  for (guint i = 0; folders[i] != NULL; i++)
    list_folder (folders[i], seen, workloads, problems);
  g_ptr_array_sort (workloads, compare_groups);
  return workloads;
}
