/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-draft.h"
#include "lab-paint.h"

G_BEGIN_DECLS

#define APP_TYPE_CHART (app_chart_get_type ())

/* A widget that shows a LabScene. A subclass says what the scene is; this lays it out anew when something changed,
 * paints it in the theme of the moment, at the screen's scale and the user's text size, and keeps the picture: nothing
 * is computed for a frame in which nothing changed. What takes long to paint is painted on another thread, and the last
 * picture stays meanwhile.
 * To those who cannot see it, it says the scene's title and description.
 * A chart's units are the widget's pixels divided by app_chart_get_zoom(). */
G_DECLARE_DERIVABLE_TYPE (AppChart, app_chart, APP, CHART, GtkWidget)

struct _AppChartClass
{
  GtkWidgetClass parent_class;

  /* Fills the scene, which is empty and of this size. `column` is the width of one device pixel. */
  void (*layout) (AppChart *self, double width, double height, double column, LabFont *font, LabScene *scene);

  /* How high it likes to be in this width, in its units; not implemented: as high as there is room. */
  double (*get_height) (AppChart *self, double width, LabFont *font);

  /* For a picture of its own whose layout may take long; not implemented, or NULL: layout() makes that, too. */
  AppDraft *(*make_draft) (AppChart *self, double width, double height, double column);

  /* How high it is to be at most where there is more room than that; not implemented: as high as it likes to be. */
  double (*get_full_height) (AppChart *self, double width, LabFont *font);
};

/* What is shown has changed. */
void app_chart_queue_layout (AppChart *self);

LabFont *app_chart_get_font (AppChart *self);
double app_chart_get_zoom (AppChart *self); /* of the text size: 1.5 at 150 % */
LabTheme app_chart_get_theme (AppChart *self);

/* For a layout: whether it is for a picture of its own, which has to say by itself what it shows. */
gboolean app_chart_is_apart (AppChart *self);

/* How high a picture of its own likes to be in this width, in its units; 0: as high as there is room. */
double app_chart_get_apart_height (AppChart *self, double width);

/* While a run goes on its description changes all the time: it is said when that is over. */
void app_chart_set_growing (AppChart *self, gboolean growing);

/* Whether the picture shows what is to be shown: for whoever takes pictures of windows. */
gboolean app_chart_is_still (AppChart *self);

/* A picture of its own, of this size in its units, for files, paper and the clipboard. Caller frees. */
LabScene *app_chart_make_scene (AppChart *self, double width, double height, double column);

/* The same, to be laid out on another thread. Caller frees. */
AppDraft *app_chart_make_draft (AppChart *self, double width, double height, double column);

G_END_DECLS
