/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-screenshot-options.h"
#include "lab-error.h"
#include "lab-locale.h"
#include "lab-preset.h"
#include "lab-suggest.h"

#define SIZE_MIN 100
#define SIZE_MAX_PIXELS 8192
#define SCALE_MAX 8
#define PICTURE_MAX_PIXELS 16384
#define TEXT_MIN 0.5
#define TEXT_MAX 3

const GOptionEntry app_screenshot_entries[] = {
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Write a picture of the window to a PNG file, and end"),
    N_ ("FILE") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The page to show: explore, race, latency or history"), N_ ("PAGE") },
  { "preset", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Run this preset first"), N_ ("NAME") },
  { "trace", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, N_ ("Show this saved run instead, or this measurement"),
    N_ ("FILE") },
  { "workload", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Run this workload first"), N_ ("NAME") },
  { "models", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The model to run it under; for a race several"), N_ ("M,…") },
  { "param", 'p', 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("A value of the workload or the model"), N_ ("NAME=VALUE") },
  { "select", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("What to look at closely: a task's number, a row"), N_ ("WHAT") },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window: 1280x800 unless given"), N_ ("WxH") },
  { "scale", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Pixels in the picture for one of the window"), N_ ("N") },
  { "text", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the text: 1.5 for half as large again"), N_ ("N") },
  { "theme", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Light or dark"), N_ ("THEME") },
  { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("The language"), N_ ("XX") },
  { "rounded", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("With rounded corners and a shadow"), NULL },
  { NULL },
};

static const char *const pages[] = { "explore", "race", "latency", "history", NULL };
static const char *const themes[] = { "system", "light", "dark", NULL };

static gboolean
check_name (const char *kind, const char *name, const char *const *known, GError **error)
{
  if (g_strv_contains (known, name))
    return TRUE;
  lab_set_unknown_error (error, kind, name, known);
  return FALSE;
}

static gboolean
read_size (AppScreenshotOptions *self, const char *text, GError **error)
{
  char end;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%dx%d%c", &self->width, &self->height, &end) == 2 && self->width >= SIZE_MIN
      && self->height >= SIZE_MIN && self->width <= SIZE_MAX_PIXELS && self->height <= SIZE_MAX_PIXELS)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE,
               _ ("--size: expected a width and a height from %d to %d as in 1280x800, found \"%s\""), SIZE_MIN,
               SIZE_MAX_PIXELS, text);
  return FALSE;
}

/* An option that is a number, and stays as it was where it is not given: 0 is a number, too. */
static gboolean
read_number (GVariantDict *dict, const char *option, double min, double max, double *number, GError **error)
{
  const char *text = NULL;
  char *end = NULL;
  double found;

  if (!g_variant_dict_lookup (dict, option, "&s", &text))
    return TRUE;
  found = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && found >= min && found <= max)
    {
      *number = found;
      return TRUE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--%s: expected a number from %g to %g, found \"%s\""), option,
               min, max, text);
  return FALSE;
}

/* Cairo paints no image that is larger than twice that in one direction. */
static gboolean
check_pixels (AppScreenshotOptions *self, GError **error)
{
  if (self->scale * MAX (self->width, self->height) <= PICTURE_MAX_PIXELS)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE,
               _ ("--size and --scale: the picture would have more than %d pixels in one direction"),
               PICTURE_MAX_PIXELS);
  return FALSE;
}

static gboolean
read_look (AppScreenshotOptions *self, GVariantDict *dict, GError **error)
{
  const char *size = NULL, *theme = "light";

  g_variant_dict_lookup (dict, "size", "&s", &size);
  g_variant_dict_lookup (dict, "theme", "&s", &theme);
  g_variant_dict_lookup (dict, "lang", "s", &self->language);
  g_variant_dict_lookup (dict, "select", "s", &self->select);
  g_variant_dict_lookup (dict, "rounded", "b", &self->rounded);
  if (!check_name (_ ("page"), self->page, pages, error) || !check_name (_ ("theme"), theme, themes, error)
      || !read_size (self, size, error) || !read_number (dict, "scale", 1, SCALE_MAX, &self->scale, error)
      || !read_number (dict, "text", TEXT_MIN, TEXT_MAX, &self->text, error) || !check_pixels (self, error))
    return FALSE;
  while (!g_str_equal (themes[self->theme], theme))
    self->theme++;
  return TRUE;
}

static gboolean
set_value (LabExperiment *experiment, const char *setting, GError **error)
{
  g_autofree char *name = NULL, *value = NULL;

  if (lab_setting_split (setting, &name, &value, error))
    return lab_experiment_set (experiment, name, value, error);
  g_prefix_error (error, "-p: ");
  return FALSE;
}

/* Takes the experiment over. */
static gboolean
add_experiment (AppScreenshotOptions *self, LabExperiment *experiment, char **pairs, GError **error)
{
  g_ptr_array_add (self->experiments, experiment);
  for (; pairs != NULL && *pairs != NULL; pairs++)
    if (!set_value (experiment, *pairs, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_workload (AppScreenshotOptions *self, const char *name, const char *models, char **pairs, GError **error)
{
  g_autoptr (LabWorkload) workload = lab_workload_load (name, error);
  const LabModel *suggested = workload != NULL ? lab_workload_get_suggestion (workload, NULL) : NULL;
  g_auto (GStrv) names = g_strsplit (models != NULL ? models : suggested != NULL ? suggested->id : "threads", ",", -1);

  if (workload == NULL)
    return FALSE;
  for (char **id = names; *id != NULL; id++)
    {
      const LabModel *model = lab_model_require (*id, error);

      if (model == NULL || !add_experiment (self, lab_experiment_new (workload, model), pairs, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fail_excluded (GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE,
               _ ("--preset, --trace and --workload exclude one another: a picture shows one of them"));
  return FALSE;
}

static gboolean
read_subject (AppScreenshotOptions *self, GVariantDict *dict, GError **error)
{
  const char *workload = NULL, *models = NULL;
  g_autofree char **pairs = NULL;

  g_variant_dict_lookup (dict, "preset", "s", &self->preset);
  g_variant_dict_lookup (dict, "trace", "^aay", &self->files);
  g_variant_dict_lookup (dict, "workload", "&s", &workload);
  g_variant_dict_lookup (dict, "models", "&s", &models);
  g_variant_dict_lookup (dict, "param", "^a&s", &pairs);
  if ((self->preset != NULL) + (self->files != NULL) + (workload != NULL) > 1)
    return fail_excluded (error);
  if (self->preset != NULL)
    {
      g_autoptr (LabPreset) preset = lab_preset_load (self->preset, error);

      return preset != NULL
             && add_experiment (self, lab_experiment_copy (lab_preset_get_experiment (preset)), pairs, error);
    }
  return workload == NULL || read_workload (self, workload, models, pairs, error);
}

gboolean
app_screenshot_options_check_absent (GVariantDict *dict, GError **error)
{
  for (const GOptionEntry *entry = app_screenshot_entries; entry->long_name != NULL; entry++)
    if (g_variant_dict_contains (dict, entry->long_name))
      {
        g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--%s goes with --screenshot only"), entry->long_name);
        return FALSE;
      }
  return TRUE;
}

gboolean
app_screenshot_options_add_files (AppScreenshotOptions *self, GFile **files, int n_files, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->experiments->len > 0)
    return fail_excluded (error);
  if (self->files != NULL)
    g_strv_builder_addv (builder, (const char **) self->files);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_file_get_parse_name (files[i]);

      g_strv_builder_add (builder, name);
    }
  g_strfreev (self->files);
  self->files = g_strv_builder_end (builder);
  return TRUE;
}

AppScreenshotOptions *
app_screenshot_options_new (GVariantDict *dict, GError **error)
{
  g_autoptr (AppScreenshotOptions) self = g_new0 (AppScreenshotOptions, 1);

  self->experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);
  self->width = 1280;
  self->height = 800;
  self->scale = self->text = 1;
  g_variant_dict_lookup (dict, "screenshot", "^ay", &self->path);
  if (!g_variant_dict_lookup (dict, "page", "s", &self->page))
    self->page = g_strdup ("explore");
  if (!read_look (self, dict, error) || !read_subject (self, dict, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
app_screenshot_options_free (AppScreenshotOptions *self)
{
  g_free (self->path);
  g_free (self->page);
  g_free (self->select);
  g_free (self->language);
  g_free (self->preset);
  g_strfreev (self->files);
  g_clear_pointer (&self->experiments, g_ptr_array_unref);
  g_free (self);
}

void
app_screenshot_options_apply (const AppScreenshotOptions *self)
{
  g_autofree char *scale = g_strdup_printf ("%d", MAX ((int) self->scale, 1));
  g_autoptr (GError) unspoken = NULL;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GDK_SCALE", scale, TRUE);
  if (self->language != NULL && !lab_locale_set_language (self->language, &unspoken))
    g_printerr ("interleave: --lang: %s\n", unspoken->message);
}
