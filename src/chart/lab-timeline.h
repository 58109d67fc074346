/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index.h"
#include "lab-scene.h"

G_BEGIN_DECLS

/* The timeline of a trace: what every lane did when. Holds what makes a picture fast, and grows with the trace; a
 * picture itself is a pure function of it and of a view. One thread at a time. */
typedef struct _LabTimeline LabTimeline;

/* What a task is called, and with which arguments ("" or NULL: none); for the caller to free. */
typedef struct
{
  char *(*get_name) (gpointer data, guint32 task);
  char *(*get_arguments) (gpointer data, guint32 task);
  gpointer data; /* borrowed */
} LabTaskNamer;

/* Borrows the trace; `namer` is copied, NULL: "task 1" is the first. */
LabTimeline *lab_timeline_new (LabTrace *trace, const LabTaskNamer *namer);
void lab_timeline_free (LabTimeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabTimeline, lab_timeline_free)

/* Takes in what lab_trace_update() has seen since. */
void lab_timeline_update (LabTimeline *self);

typedef enum
{
  LAB_TIMELINE_OVERVIEW = 1 << 0, /* the strip of the whole run */
  LAB_TIMELINE_LEGEND = 1 << 1,
  LAB_TIMELINE_CURVES = 1 << 2,   /* how many at once */
  LAB_TIMELINE_LOCKS = 1 << 3,    /* who holds what, and what is in queues */
  LAB_TIMELINE_CRITICAL = 1 << 4, /* the path that set the end */
  LAB_TIMELINE_LETTERS = 1 << 5,  /* of the states in waiting bars: for paper */
  LAB_TIMELINE_ALL = LAB_TIMELINE_OVERVIEW | LAB_TIMELINE_LEGEND | LAB_TIMELINE_CURVES | LAB_TIMELINE_LOCKS,
} LabTimelineParts;

/* What of it is to be seen. A value; strings are borrowed. */
typedef struct
{
  LabView by;           /* a lane for each worker, or for each task */
  double width, height; /* of the picture */
  double column;        /* how wide a column of shares is: 1 pixel, in units */
  guint64 start, end;   /* the time that is seen, ns */
  double scroll;        /* how far the lanes are scrolled */
  LabTimelineParts parts;
  guint n_cpus;            /* of the machine that ran it; 0: not known */
  guint64 switch_interval; /* of a GIL, ns; 0: none */
  const char *title;       /* NULL: none */
  const char *subtitle;
  guint64 selected_from, selected_to; /* a range of time; the same: none */
  guint hovered_row;                  /* its arrows are shown */
  guint64 hovered_span;               /* G_MAXUINT64: none */
  guint focused_row;                  /* it stands out, so that the keyboard's way can be seen */
  guint64 focused_span;               /* G_MAXUINT64: none */
  guint selected_row;                 /* the whole lane; G_MAXUINT: none */
  guint64 cursor;                     /* a moment of the run that is pointed at; G_MAXUINT64: none */
} LabTimelineView;

/* The whole run by worker with all parts, 1280 units wide and as high as that takes, title included. */
void lab_timeline_init_view (LabTimeline *self, LabTimelineView *view, LabView by);

/* How high a picture of this width is in which every lane has its full height. */
double lab_timeline_get_full_height (LabTimeline *self, const LabTimelineView *view, LabFont *font);

/* The picture. Parts that a small one has no room for are left out; lanes get flatter before they are left out. */
void lab_timeline_layout (LabTimeline *self, const LabTimelineView *view, LabFont *font, LabScene *scene);

/* The whole run by worker as bars and nothing else, for a picture as small as 160x48: without names, ruler and margins.
 * Where the lanes would be too flat they are one: how many of them did what. */
void lab_timeline_layout_thumbnail (LabTimeline *self, double width, double height, double column, LabScene *scene);

/* From the first event to the last. */
void lab_timeline_get_range (LabTimeline *self, guint64 *start, guint64 *end);

/* As in lab-lanes.h. */
gboolean lab_timeline_set_filter (LabTimeline *self, LabView by, const char *ranges, GError **error);
void lab_timeline_set_folded (LabTimeline *self, LabView by, gint32 pid, gboolean folded);
GArray *lab_timeline_list_folded (LabTimeline *self, LabView by);

/* "task 3", as the namer says. Caller frees. */
char *lab_timeline_get_task_name (LabTimeline *self, guint32 task);
char *lab_timeline_get_task_arguments (LabTimeline *self, guint32 task); /* NULL for none */

/* What it keeps beside the trace. */
guint64 lab_timeline_get_bytes (LabTimeline *self);

G_END_DECLS
