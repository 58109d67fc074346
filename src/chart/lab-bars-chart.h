/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-metrics.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

/* What charts that are no timeline are told alike. Strings are borrowed. */
typedef struct
{
  const char *title;
  const char *subtitle;
  double width, height;
} LabFigure;

/* For which share of the time 0, 1, 2, … lanes ran at once, and how many could have: those of the processors. */
void lab_utilisation_layout (const LabFigure *figure, const LabConcurrency *parallelism, guint n_cpus, LabFont *font,
                             LabScene *scene);

/* Every lane as one bar: its share of each state. */
void lab_states_layout (const LabFigure *figure, LabTimeline *timeline, LabView by, LabFont *font, LabScene *scene);

/* How high a picture is in which every lane has a bar. */
double lab_states_get_full_height (const LabFigure *figure, LabTimeline *timeline, LabView by, LabFont *font);

G_END_DECLS
