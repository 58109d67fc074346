/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lab-data.h"
#include "lab-error.h"
#include "lab-sheet.h"
#include "lab-suggest.h"

#define KIND "measurements"
#define ENDING ".json"
#define SIZE_MAX_BYTES (1 << 20)

static char *
build_path (const char *name)
{
  g_autofree char *folder = lab_data_get_user_folder (KIND);
  g_autofree char *file = g_strconcat (name, ENDING, NULL);

  return g_build_filename (folder, file, NULL);
}

/* The date without what a file's name had better not have: 2026-11-21T10-40-00Z. Two windows may have begun in the same
 * second. */
static char *
make_name (const LabSheet *self)
{
  g_autofree char *date = g_strdelimit (g_strdup (self->date), ":", '-');
  char *name = g_strdup (date);

  for (guint n = 2;; n++)
    {
      g_autofree char *path = build_path (name);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return name;
      g_free (name);
      name = g_strdup_printf ("%s-%u", date, n);
    }
}

char *
lab_sheet_keep (const LabSheet *self, GError **error)
{
  g_autoptr (JsonNode) node = lab_sheet_to_node (self);
  g_autofree char *text = json_to_string (node, TRUE);
  g_autofree char *folder = lab_data_get_user_folder (KIND);
  g_autofree char *name = make_name (self);
  g_autofree char *path = build_path (name);
  g_autoptr (GError) cause = NULL;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot keep the measurement in %s: %s"), folder,
                   g_strerror (errno));
      return NULL;
    }
  if (g_file_set_contents (path, text, -1, &cause))
    return g_steal_pointer (&name);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot keep the measurement: %s"), cause->message);
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
lab_sheet_list_kept (void)
{
  g_autofree char *folder = lab_data_get_user_folder (KIND);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *file;
  GStrv names;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ENDING))
      {
        g_autofree char *name = g_strndup (file, strlen (file) - strlen (ENDING));

        g_strv_builder_add (builder, name);
      }
  names = g_strv_builder_end (builder);
  qsort (names, g_strv_length (names), sizeof (*names), compare_names);
  return names;
}

static LabSheet *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  g_autofree char *text = lab_data_read (path, SIZE_MAX_BYTES, &length, &cause);

  if (text != NULL)
    return lab_sheet_new_from_json (text, (gssize) length, path, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("cannot read the measurement %s: %s"), path, cause->message);
  return NULL;
}

LabSheet *
lab_sheet_load (const char *name_or_path, GError **error)
{
  g_auto (GStrv) kept = NULL;
  g_autofree char *path = NULL;
  guint n;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  if (lab_data_is_path (name_or_path))
    return load_file (name_or_path, error);
  kept = lab_sheet_list_kept ();
  n = g_strv_length (kept);
  if (g_str_equal (name_or_path, "last") && n > 0)
    path = build_path (kept[n - 1]);
  else if (g_strv_contains ((const char *const *) kept, name_or_path))
    path = build_path (name_or_path);
  if (path != NULL)
    return load_file (path, error);
  if (n == 0)
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("no measurement was kept yet; --measure makes one"));
  else
    lab_set_unknown_error (error, _ ("measurement"), name_or_path, (const char *const *) kept);
  return NULL;
}
