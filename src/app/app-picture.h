/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "lab-paint.h"

G_BEGIN_DECLS

/* Paints scenes as textures: at once, or on the one thread of the app that does nothing else. Keeps the memory of
 * pictures that nobody shows any more for the next ones. Belongs to the window's thread. */
typedef struct _AppPainter AppPainter;

AppPainter *app_painter_new (LabFont *font); /* borrows the font, for what is painted at once */
void app_painter_free (AppPainter *self);    /* not while it paints: the callback comes first */

/* How a picture is to be. A value. */
typedef struct
{
  int width, height; /* of the widget */
  int scale;         /* of the screen */
  double zoom;       /* of the text */
  LabTheme theme;
} AppPictureForm;

gboolean app_picture_form_equal (const AppPictureForm *one, const AppPictureForm *other);

GdkTexture *app_painter_paint (AppPainter *self, const LabScene *scene, const AppPictureForm *form);

/* `picture` is given to the callback, which comes from the main loop; the scene is lent until then. */
typedef void (*AppPainted) (GdkTexture *picture, gpointer data);
void app_painter_paint_async (AppPainter *self, const LabScene *scene, const AppPictureForm *form, AppPainted callback,
                              gpointer data);

/* How long the thread took for the last picture, in µs. */
gint64 app_painter_get_cost (AppPainter *self);

G_END_DECLS
