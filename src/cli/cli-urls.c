/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-options.h"
#include "cli.h"
#include "lab-data.h"
#include "lab-error.h"
#include "lab-program.h"
#include "lab-quantity.h"

#define LIST_SIZE_MAX (16 << 20)

/* The list is one text with commas between: within an address a comma is written as what it is to a server. */
static void
append_url (GString *list, const char *url)
{
  if (list->len > 0)
    g_string_append_c (list, ',');
  for (; *url != '\0'; url++)
    if (*url == ',')
      g_string_append (list, "%2C");
    else
      g_string_append_c (list, *url);
}

/* The error does not name the file. */
static char *
read_list (const char *path, gsize *length, GError **error)
{
  g_autofree char *text = lab_data_read (path, LIST_SIZE_MAX, length, error);

  if (text == NULL)
    return NULL;
  if (*length > LIST_SIZE_MAX)
    {
      g_autofree char *limit = lab_format_size (LIST_SIZE_MAX);

      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("it is larger than %s"), limit);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static gboolean
append_file (GString *list, const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = read_list (path, &length, error);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: expected UTF-8"), path);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0' && **line != '#')
      append_url (list, *line);
  return TRUE;
}

gboolean
cli_apply_urls (LabExperiment *experiment, char **urls, const char *file, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (urls == NULL && file == NULL)
    return TRUE;
  for (; urls != NULL && *urls != NULL; urls++)
    append_url (list, *urls);
  if (file != NULL && !append_file (list, file, error))
    return FALSE;
  if (lab_values_find_spec (experiment->params, "urls") != NULL)
    return lab_values_set_text (experiment->params, "urls", list->str, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("the workload \"%s\" has no addresses to set; \"sites\" has"),
               lab_workload_get_id (experiment->workload));
  return FALSE;
}

gboolean
cli_announce_hosts (const LabExperiment *experiment, GError **error)
{
  g_autoptr (LabProgram) program = NULL;
  const char *hosts;

  if (!experiment->network)
    return TRUE;
  program = lab_program_new (experiment->workload, experiment->params, error);
  if (program == NULL)
    return FALSE;
  hosts = lab_program_get_hosts (program);
  if (hosts != NULL)
    {
      g_autofree char *shown = cli_escape (hosts);

      g_printerr ("interleave-cli: ");
      g_printerr (_ ("this contacts %s"), shown);
      g_printerr ("\n");
    }
  return TRUE;
}
