/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-analogy.h"
#include "lab-rungs.h"
#include "lab-scene.h"

G_BEGIN_DECLS

/* The latency scale: a rung for each row, on a logarithmic axis, with a mark for each edition and each measurement. A
 * picture is a pure function of a view. */

typedef enum
{
  LAB_LATENCY_LEGEND = 1 << 0,
  LAB_LATENCY_BOUND = 1 << 1, /* what keeps a program waiting */
  LAB_LATENCY_ALL = LAB_LATENCY_LEGEND | LAB_LATENCY_BOUND,
} LabLatencyParts;

#define LAB_LATENCY_NO_RUNG G_MAXUINT

/* The axis, in ns, where no number is outside of it. */
#define LAB_LATENCY_FROM 0.1
#define LAB_LATENCY_TO 1e9

/* What of it is to be seen. A value; all that it points to is borrowed. */
typedef struct
{
  const GPtrArray *editions; /* LabEdition; the first one's bars are drawn, of the others a mark */
  const GPtrArray *sheets;   /* LabSheet; the same. At least one of both together */
  const char *const *rows;   /* which to show; NULL: all */
  const LabAnalogy *analogy;
  double rate;          /* instructions in a nanosecond, for what keeps a program waiting */
  double from, to;      /* ns: the stretch of the axis that is seen; 0: all. Never less than a power of ten */
  double width, height; /* of the picture; height 0: as high as it takes */
  LabLatencyParts parts;
  const char *title; /* NULL: none */
  const char *subtitle;
  guint selected; /* the rung that the pointer or the keyboard is at; LAB_LATENCY_NO_RUNG */
} LabLatencyView;

/* All rows and parts, 1100 units wide, or 1280 where there is something to compare, and as high as that takes. */
void lab_latency_init_view (LabLatencyView *view, const GPtrArray *editions, const GPtrArray *sheets,
                            const LabAnalogy *analogy);

/* How high the picture is where every rung has its full height. */
double lab_latency_get_full_height (const LabLatencyView *view, LabFont *font);

/* Parts and rungs that a small picture has no room for are left out; the latter are counted in it. */
void lab_latency_layout (const LabLatencyView *view, LabFont *font, LabScene *scene);

/* What is at a place of the picture. A value. */
typedef struct
{
  guint rung;   /* LAB_LATENCY_NO_RUNG: none */
  guint column; /* of the mark that is pointed at, as in lab-rungs.h; G_MAXUINT: at none */
  double ns;    /* on the axis under the pointer; 0: beside it */
} LabLatencyHit;

LabLatencyHit lab_latency_hit (const LabLatencyView *view, LabFont *font, double x, double y);

/* For the keyboard: how many rungs are shown, and where one stands from top to bottom. */
guint lab_latency_get_n_rungs (const LabLatencyView *view, LabFont *font);
void lab_latency_get_rung_place (const LabLatencyView *view, LabFont *font, guint rung, double *y, double *height);

/* All that is known of a rung, a line each: its name, what every column says and how it was measured, the analogy.
 * Caller frees. */
char *lab_latency_describe_rung (const LabLatencyView *view, LabFont *font, guint rung);

G_END_DECLS
