/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-picture.h"
#include "lab-error.h"
#include "lab-locale.h"
#include "lab-quantity.h"
#include "lab-suggest.h"

#define SCALE_MAX 8
#define SIDE_MIN 64
#define SIDE_MAX 32767

void
cli_picture_options_clear (CliPictureOptions *self)
{
  char *texts[] = {
    self->output, self->size, self->scale, self->theme, self->language, self->title, self->font,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

const char *
cli_picture_options_find_needless (const CliPictureOptions *self)
{
  const struct
  {
    gboolean given;
    const char *name;
  } all[] = {
    { self->size != NULL, "--size" },     { self->scale != NULL, "--scale" }, { self->theme != NULL, "--theme" },
    { self->title != NULL, "--title" },   { self->font != NULL, "--font" },   { self->text, "--text" },
    { self->language != NULL, "--lang" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all) && self->output == NULL; i++)
    if (all[i].given)
      return all[i].name;
  return NULL;
}

static gboolean
fail (GError **error, const char *option, const char *found, const char *expected)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--%s: expected %s, found \"%s\""), option, expected, found);
  return FALSE;
}

static gboolean
find_theme (const char *id, LabTheme *theme, GError **error)
{
  const char *names[LAB_N_THEMES + 1] = { NULL };

  for (guint i = 0; i < LAB_N_THEMES; i++)
    {
      names[i] = lab_theme_get_id ((LabTheme) i);
      if (!g_str_equal (names[i], id))
        continue;
      *theme = (LabTheme) i;
      return TRUE;
    }
  lab_set_unknown_error (error, _ ("theme"), id, names);
  return FALSE;
}

static gboolean
parse_side (const char *text, double *side)
{
  gint64 number;

  if (!lab_parse_integer (text, &number, NULL) || number < SIDE_MIN || number > SIDE_MAX)
    return FALSE;
  *side = (double) number;
  return TRUE;
}

static gboolean
parse_size (const char *text, CliPicture *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "x", 2);

  if (g_strv_length (parts) == 2 && parse_side (parts[0], &self->width) && parse_side (parts[1], &self->height))
    return TRUE;
  return fail (error, "size", text, _ ("a width and a height from 64 to 32767, like 1600x900"));
}

static gboolean
parse_scale (const char *text, double *scale, GError **error)
{
  char *end;

  *scale = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *scale >= 1 && *scale <= SCALE_MAX)
    return TRUE;
  return fail (error, "scale", text, _ ("a number from 1 to 8"));
}

gboolean
cli_picture_init (CliPicture *self, const CliPictureOptions *options, GError **error)
{
  g_autoptr (GError) unspoken = NULL;

  *self = (CliPicture){ .path = options->output, .title = options->title, .export = { .scale = 1 } };
  if (options->output == NULL || *options->output == '\0')
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--output is missing"));
      return FALSE;
    }
  if (!lab_format_from_path (options->output, &self->export.format))
    return fail (error, "output", options->output, _ ("a name that ends in .png, .svg or .pdf"));
  if (options->theme != NULL && !find_theme (options->theme, &self->theme, error))
    return FALSE;
  if (options->size != NULL && !parse_size (options->size, self, error))
    return FALSE;
  if (options->scale != NULL && !parse_scale (options->scale, &self->export.scale, error))
    return FALSE;
  self->export.real_text = options->text;
  if (options->language != NULL && !lab_locale_set_language (options->language, &unspoken))
    g_printerr ("interleave-cli: --lang: %s\n", unspoken->message);
  self->font = lab_font_new (options->font);
  return TRUE;
}

void
cli_picture_clear (CliPicture *self)
{
  g_clear_pointer (&self->font, lab_font_free);
}

gboolean
cli_picture_write (const CliPicture *self, const LabScene *scene, GError **error)
{
  g_autoptr (LabPainter) painter = lab_painter_new (self->theme, self->font);
  g_autoptr (GBytes) bytes = lab_export (painter, self->font, scene, &self->export, error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return g_file_set_contents (self->path, data, (gssize) size, error);
}
