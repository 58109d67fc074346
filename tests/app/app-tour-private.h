/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-explore-page.h"
#include "app-fixture.h"
#include "app-run-view.h"

G_BEGIN_DECLS

/* Where the walk is. */
typedef struct
{
  GtkApplication *application;
  AppWindow *window;
  GFile *trace;   /* the large one */
  GFile *picture; /* to be exported to */
  gint64 painted; /* when the last frame was, µs */
} AppTour;

typedef struct
{
  const char *name;
  void (*act) (AppTour *self);
  gboolean (*is_done) (gpointer self); /* NULL: when the page is still */
  guint times;                         /* each with a frame after it; 0 is once */
  gboolean goes_on;                    /* what it begins is not over when it is done */
} AppTourStep;

/* In this order; each list ends with a step without a name. */
extern const AppTourStep app_tour_form_steps[];
extern const AppTourStep app_tour_run_steps[];
extern const AppTourStep app_tour_page_steps[];

/* The page that is seen, and the first of that type in it. */
GtkWidget *app_tour_get_page (AppTour *self);
GtkWidget *app_tour_find (AppTour *self, GType type);

/* By the name in its ui file. */
GtkWidget *app_tour_find_part (GtkWidget *widget, const char *name);

/* All below, in the order of the tree. */
void app_tour_collect (GtkWidget *widget, GType type, GPtrArray *found);

GtkWindow *app_tour_find_window (GType type); /* NULL: there is none */

G_END_DECLS
