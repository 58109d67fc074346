/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "lab-export.h"

G_BEGIN_DECLS

/* How the picture of a chart is to be. A value. */
typedef struct
{
  LabFormat format;
  LabTheme theme;
  double width, height; /* in units; 0: as it is on the screen */
  double scale;         /* pixels a unit, of PNG */
  gboolean real_text;   /* of SVG: text that can be found and copied */
} AppExportForm;

#define APP_EXPORT_SIZE_MIN 160
#define APP_EXPORT_SIZE_MAX 10000

/* The picture as the bytes of a file. It is painted on another thread, and laid out there where that may take long. */
void app_export_async (AppChart *chart, const AppExportForm *form, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data);
GBytes *app_export_finish (GAsyncResult *result, GError **error);

/* The size that it has on the screen, in units; higher where a picture of its own says more. */
void app_export_get_size (AppChart *chart, double *width, double *height);

/* On paper, one page, as large as fits; asks the person which printer, or writes a PDF where `pdf` is not NULL. The
 * callback has the error, or NULL. */
typedef void (*AppPrinted) (const GError *error, gpointer data);
void app_print_chart (AppChart *chart, GtkWindow *parent, const char *pdf, AppPrinted callback, gpointer data);

G_END_DECLS
