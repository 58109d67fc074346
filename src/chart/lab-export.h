/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-paint.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_FORMAT_PNG,
  LAB_FORMAT_SVG,
  LAB_FORMAT_PDF,
  LAB_N_FORMATS,
} LabFormat;

typedef struct
{
  LabFormat format;
  double scale;       /* pixels a unit, of PNG */
  gboolean real_text; /* SVG: text as text that can be found and copied, in the reader's fonts, not as shapes */
  gint64 date;        /* what a PDF says of when it was made: seconds since 1970, not the clock, so that the same scene
                         is the same bytes */
} LabExportOptions;

/* By the name's ending; FALSE where it is none of "png", "svg", "pdf". */
gboolean lab_format_from_path (const char *path, LabFormat *format);

/* The more shapes a picture has, the larger a vector format gets: beyond this columns should be wider. */
#define LAB_SHAPES_MAX 24000
guint lab_scene_count_shapes (const LabScene *scene);

/* LAB_ERROR_FAILED where there is no memory, LAB_ERROR_USAGE where the picture is too large for the format. */
GBytes *lab_export (LabPainter *painter, LabFont *font, const LabScene *scene, const LabExportOptions *options,
                    GError **error);

G_END_DECLS
