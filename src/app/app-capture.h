/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  double scale;     /* pixels in the picture for one of the window */
  gboolean rounded; /* with the corners and the shadow that a desktop gives a window, on nothing */
} AppCaptureStyle;

/* What a window that is mapped shows now: what is inside of its frame, which is another on every desktop. Caller
 * unrefs. */
GdkTexture *app_capture_window (GtkWindow *window, const AppCaptureStyle *style);

/* As a PNG. G_FILE_ERROR. */
gboolean app_capture_save (GdkTexture *picture, const char *path, GError **error);

G_END_DECLS
