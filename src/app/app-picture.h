/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-paint.h"

G_BEGIN_DECLS

/* The pixels of a scene, as they are shown: painted at once, or on the one thread of the app that does nothing else.
 * They are cut into tiles: only those are painted of which something is another than in the last scene, and a tile that
 * looks as before stays: then nothing of it is to be drawn again, which costs the more the larger the screen is.
 * Belongs to the window's thread. */
typedef struct _AppPicture AppPicture;

AppPicture *app_picture_new (LabFont *font); /* borrows the font, for what is painted at once */
void app_picture_free (AppPicture *self);    /* not while it is painted: the callback comes first */

/* How a picture is to be. A value. */
typedef struct
{
  int width, height; /* of the widget */
  int scale;         /* of the screen */
  double zoom;       /* of the text */
  LabTheme theme;
} AppPictureForm;

gboolean app_picture_form_equal (const AppPictureForm *one, const AppPictureForm *other);

void app_picture_paint (AppPicture *self, const LabScene *scene, const AppPictureForm *form);

/* The callback comes from the main loop; until then the scene is lent and the picture as it was. */
typedef void (*AppPainted) (gpointer data);
void app_picture_paint_async (AppPicture *self, const LabScene *scene, const AppPictureForm *form, AppPainted callback,
                              gpointer data);

/* How long the thread took the last time, in µs. */
gint64 app_picture_get_cost (AppPicture *self);

gboolean app_picture_is_empty (AppPicture *self); /* it was never painted */

/* How many tiles the last scene had to be painted for, because something in them was another, and how many of these
 * then looked otherwise. */
guint app_picture_get_n_painted (AppPicture *self);
guint app_picture_get_n_new (AppPicture *self);

/* In this size: stretched where it was painted for another. */
void app_picture_snapshot (AppPicture *self, GtkWidget *widget, GtkSnapshot *snapshot, int width, int height);

G_END_DECLS
