/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-bars-chart.h"

G_BEGIN_DECLS

/* One run of a sweep. */
typedef struct
{
  double value;     /* of what was varied */
  guint64 makespan; /* ns */
  guint64 memory;   /* bytes; 0: not known */
} LabScalingPoint;

typedef struct
{
  const LabScalingPoint *points; /* ascending by value */
  guint n_points;
  const char *axis;         /* what was varied: "workers" */
  gboolean ideal_is_faster; /* twice as much of it should halve the makespan; else double it */
} LabScaling;

/* Makespan, and below it memory, over what was varied. Both axes are logarithmic where the values span a factor of
 * eight, so that the ideal is a straight line. */
void lab_scaling_layout (const LabFigure *figure, const LabScaling *scaling, LabFont *font, LabScene *scene);

G_END_DECLS
