/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-export.h"
#include "lab-export-svg.h"
#include "lab-paint-columns.h"

#define PIXELS_MAX 32767     /* of an image surface, on one side */
#define POINTS_PER_UNIT 0.75 /* a unit is 1/96 inch, as in CSS */

static const char *const format_ids[LAB_N_FORMATS] = {
  [LAB_FORMAT_PNG] = ".png",
  [LAB_FORMAT_SVG] = ".svg",
  [LAB_FORMAT_PDF] = ".pdf",
};

gboolean
lab_format_from_path (const char *path, LabFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < LAB_N_FORMATS; i++)
    if (g_str_has_suffix (lower, format_ids[i]))
      {
        *format = (LabFormat) i;
        return TRUE;
      }
  return FALSE;
}

guint
lab_scene_count_shapes (const LabScene *scene)
{
  guint count = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      count += mark->kind == LAB_MARK_COLUMNS
                 ? lab_count_column_shapes (mark, &g_array_index (scene->cells, LabCell, mark->first))
                 : 1;
    }
  return count;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const LabScene *scene, const LabExportOptions *options, GByteArray *bytes)
{
  double w = scene->width, h = scene->height;

  switch (options->format)
    {
    case LAB_FORMAT_SVG:
      return cairo_svg_surface_create_for_stream (append_bytes, bytes, w, h);
    case LAB_FORMAT_PDF:
      return cairo_pdf_surface_create_for_stream (append_bytes, bytes, w * POINTS_PER_UNIT, h * POINTS_PER_UNIT);
    case LAB_FORMAT_PNG:
    case LAB_N_FORMATS:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (w * options->scale),
                                         (int) ceil (h * options->scale));
    }
}

static void
set_pdf_metadata (cairo_surface_t *surface, const LabScene *scene, gint64 date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (CLAMP (date, 0, G_GINT64_CONSTANT (253402300799)));
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Interleave " LAB_VERSION);
  if (scene->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, scene->title);
  if (scene->description != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, scene->description);
}

static void
paint (LabPainter *painter, const LabScene *scene, const LabExportOptions *options, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  gboolean no_text = options->format == LAB_FORMAT_SVG && options->real_text;

  if (options->format == LAB_FORMAT_PNG)
    cairo_scale (cr, options->scale, options->scale);
  else if (options->format == LAB_FORMAT_PDF)
    cairo_scale (cr, POINTS_PER_UNIT, POINTS_PER_UNIT);
  lab_painter_paint (painter, scene, cr, no_text ? LAB_PAINT_NO_TEXT : LAB_PAINT_ALL);
  cairo_destroy (cr);
}

static gboolean
check_size (const LabScene *scene, const LabExportOptions *options, GError **error)
{
  double scale = options->format == LAB_FORMAT_PNG ? options->scale : 1;

  if (ceil (scene->width * scale) <= PIXELS_MAX && ceil (scene->height * scale) <= PIXELS_MAX)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("a picture may have at most %d pixels on a side, not %.0f × %.0f"),
               PIXELS_MAX, ceil (scene->width * scale), ceil (scene->height * scale));
  return FALSE;
}

GBytes *
lab_export (LabPainter *painter, LabFont *font, const LabScene *scene, const LabExportOptions *options, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!check_size (scene, options, error))
    return NULL;
  surface = make_surface (scene, options, bytes);
  if (options->format == LAB_FORMAT_PDF)
    set_pdf_metadata (surface, scene, options->date);
  paint (painter, scene, options, surface);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS && options->format == LAB_FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make the picture: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  if (options->format == LAB_FORMAT_SVG)
    return lab_svg_finish ((const char *) bytes->data, bytes->len, scene, lab_painter_get_theme (painter),
                           options->real_text ? font : NULL);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
