/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-data-folders.h"
#include "lab-error.h"
#include "lab-plan.h"
#include "lab-workload-folders.h"

#define KIND "workloads"

static LabWorkload *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) bytes = lab_data_read_file (path, LAB_WORKLOAD_SIZE_MAX, &cause);

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

LabWorkload *
lab_workload_load (const char *name_or_path, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  if (strchr (name_or_path, '/') != NULL || g_str_has_suffix (name_or_path, ".json"))
    return load_file (name_or_path, error);
  path = lab_data_find_file (KIND, name_or_path);
  if (path != NULL)
    return load_file (path, error);
  lab_data_set_unknown (KIND, _ ("workload"), name_or_path, error);
  return NULL;
}

gboolean
lab_workload_is_in_folders (LabWorkload *self)
{
  g_autofree char *path = lab_data_find_file (KIND, lab_workload_get_id (self));

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

GPtrArray *
lab_workload_list (GPtrArray *problems)
{
  GPtrArray *workloads = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_workload_unref);
  g_autoptr (GPtrArray) files = lab_data_list_files (KIND);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      LabWorkload *workload = load_file (files->pdata[i], &error);

      if (workload != NULL)
        g_ptr_array_add (workloads, workload);
      else if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
  g_ptr_array_sort (workloads, compare_groups);
  return workloads;
}
