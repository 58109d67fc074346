/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-bars.h"

G_BEGIN_DECLS

/* What is to be written once all tags are there: what looks alike is painted at once. */
typedef struct
{
  LabInk ink;
  double x, y; /* its middle */
  char *text;  /* owned by the array */
} LabLabelText;

/* What the labels of one lane have in common. */
typedef struct
{
  LabTimeline *timeline;
  LabView by;
  LabFont *font;
  gboolean letters; /* of waits that have no room for words */
  double y;         /* its middle */
  double height;    /* of a bar */
  GArray *texts;    /* of LabLabelText: is added to, borrowed */
} LabLabels;

/* The longest of what may be said that fits inside the bar; nothing where nothing does. Labels therefore never meet.
 * The tags go into the scene, the words into the texts. */
void lab_labels_add (const LabLabels *self, const LabBar *bar, LabScene *scene);

GArray *lab_labels_new_texts (void); /* of LabLabelText, none yet */
void lab_labels_add_texts (const GArray *texts, LabFont *font, LabScene *scene);

G_END_DECLS
