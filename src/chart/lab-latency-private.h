/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-heading.h"
#include "lab-latency-chart.h"

G_BEGIN_DECLS

#define LAB_LATENCY_NO_COLUMN G_MAXUINT

/* Where everything stands. */
typedef struct
{
  const LabLatencyView *view;
  LabFont *font;
  GPtrArray *rungs; /* LabRung: those that are shown, */
  guint n_shown;    /* and for how many of them there is room */
  guint n_columns;  /* editions and sheets */
  guint lead;       /* the column whose bars are drawn, */
  guint other;      /* and that which it is compared with; LAB_LATENCY_NO_COLUMN */
  double from, to;  /* of the axis, ns */
  gboolean narrow;  /* names stand above their bars, not beside them */
  double name_w;
  double plot_x, plot_w;
  double values_x, values_w;
  double ratio_x, ratio_w; /* width 0: left out, as of the next one */
  gboolean ratio_below;    /* has no column of its own and stands below the analogy */
  double analogy_w;        /* ends at the margin */
  double comparison_w;     /* of what stands below it, if it had all the room */
  gboolean compares;       /* what people know stands below the analogy */
  double axis_y;           /* of its labels */
  double rows_y, row_h;
  double legend_y, bound_y; /* negative: left out */
  double height;            /* of all that there is */
} LabLatencyFrame;

/* lab-latency-frame.c */
void lab_latency_frame_init (LabLatencyFrame *self, const LabLatencyView *view, LabFont *font);
void lab_latency_frame_clear (LabLatencyFrame *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LabLatencyFrame, lab_latency_frame_clear)

double lab_latency_frame_get_x (const LabLatencyFrame *self, double ns); /* perhaps outside of the plot */
double lab_latency_frame_get_ns (const LabLatencyFrame *self, double x);

/* Whether a range is wide enough to be seen beside a mark. */
gboolean lab_latency_shows_range (const LabLatencyFrame *self, double low, double high);

/* What a column is called. Belongs to it. */
const char *lab_latency_frame_get_title (const LabLatencyFrame *self, guint column);

/* lab-latency-marks.c: what a column's values look like. */
#define LAB_LATENCY_MARK 5.0
#define LAB_LATENCY_SMALL_MARK 3.6

LabInk lab_latency_get_ink (const LabLatencyFrame *self, guint column);

/* With its middle there; `ground` parts it from what is below. */
void lab_latency_add_mark (const LabLatencyFrame *self, LabScene *scene, guint column, double x, double y,
                           double radius, LabInk ground);

/* Where the mark of a column stands in a rung that begins at y. FALSE where there is none, or not in this stretch. */
gboolean lab_latency_find_mark (const LabLatencyFrame *self, const LabRung *rung, guint column, double y,
                                LabPoint *place);

/* The line in the middle of which the bars of editions, or sheets, stand in a rung that begins at y. */
double lab_latency_get_line (const LabLatencyFrame *self, const LabRung *rung, gboolean of_sheets, double y);

/* lab-latency-rows.c */
void lab_latency_add_axis (const LabLatencyFrame *self, LabScene *scene);
void lab_latency_add_rung (const LabLatencyFrame *self, LabScene *scene, guint n);

/* lab-latency-values.c: what stands beside the plot. */
void lab_latency_add_texts (const LabLatencyFrame *self, LabScene *scene, guint n);

/* How wide the widest of these texts are. */
void lab_latency_measure_texts (LabLatencyFrame *self);

/* lab-latency-legend.c; returns the height it takes, and draws only with a scene. */
double lab_latency_add_legend (const LabLatencyFrame *self, LabScene *scene, double y);

/* lab-latency-bound.c: the same. */
double lab_latency_add_bound (const LabLatencyFrame *self, LabScene *scene, double y);

G_END_DECLS
