/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_FIGURE (app_figure_get_type ())

typedef enum
{
  APP_FIGURE_UTILISATION, /* how many ran at once, for which share of the time */
  APP_FIGURE_STATES,      /* each lane's share of each state */
  APP_FIGURE_INSTANT,     /* the loop, or the threads, at one moment */
} AppFigureKind;

/* One of the pictures of a run beside its timeline. */
G_DECLARE_FINAL_TYPE (AppFigure, app_figure, APP, FIGURE, AppChart)

GtkWidget *app_figure_new (AppFigureKind kind);

void app_figure_set_record (AppFigure *self, AppRecord *record); /* NULL: none */
void app_figure_set_by_task (AppFigure *self, gboolean by_task);

/* The moment; G_MAXUINT64: the middle of the run. */
void app_figure_set_time (AppFigure *self, guint64 time);

/* The same run has more to show. */
void app_figure_update (AppFigure *self);

G_END_DECLS
