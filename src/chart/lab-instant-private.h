/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-heading.h"
#include "lab-instant.h"
#include "lab-timeline-private.h"

G_BEGIN_DECLS

/* What a task did at the instant. */
typedef struct
{
  guint32 task;
  LabState state;
  guint64 since;
} LabInstantTask;

typedef struct
{
  GArray *ready;   /* of LabInstantTask, in the order in which they became so */
  GArray *running; /* the same */
  GArray *waiting; /* the same */
  guint n_ended;
  guint n_to_come;
} LabInstant;

LabInstant *lab_instant_new (LabTimeline *timeline, guint64 time);
void lab_instant_free (LabInstant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabInstant, lab_instant_free)

/* What both pictures draw with. */
typedef struct
{
  LabTimeline *timeline;
  const LabInstant *instant;
  LabFont *font;
  LabScene *scene;
  double bottom;
} LabInstantPicture;

/* Title, subtitle and when it was; returns where there is room below. */
double lab_instant_add_heading (const LabInstantPicture *self, const LabFigure *figure, guint64 time);

/* In pictures that are narrower, things stand below one another. */
#define LAB_INSTANT_NARROW 520

/* A heading with the number, and as many of the tasks as there is room for. Returns where that ends. */
double lab_instant_add_list (const LabInstantPicture *self, double x, double y, double w, const char *title,
                             const GArray *tasks);

/* A task as a card, with its state's pattern. */
void lab_instant_add_task (const LabInstantPicture *self, double x, double y, double w, const LabInstantTask *task);

void lab_instant_add_arrow (const LabInstantPicture *self, double x0, double y0, double x1, double y1);

#define LAB_CARD_HEIGHT 26
#define LAB_CARD_PITCH 32

G_END_DECLS
