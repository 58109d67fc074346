/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-bars.h"

G_BEGIN_DECLS

/* What the labels of one lane have in common. */
typedef struct
{
  LabTimeline *timeline;
  LabView by;
  LabFont *font;
  gboolean letters; /* of waits that have no room for words */
  LabInk ground;    /* of the lane */
  double y;         /* its middle */
  double height;    /* of a bar */
} LabLabels;

/* The longest of what may be said that fits inside the bar; nothing where nothing does. Labels therefore never meet. */
void lab_labels_add (const LabLabels *self, const LabBar *bar, LabScene *scene);

G_END_DECLS
