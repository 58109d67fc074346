/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The marks of a ruler over [start, end): every `step` from `first` on, `n` of them. A value. */
typedef struct
{
  guint64 first;
  guint64 step;
  guint n;
  guint64 base;    /* labels say how much later than this a mark is; 0 unless they would become too long */
  guint64 largest; /* what a label can say at most */
} LabTicks;

/* At most n_max of them (at least 1), at times that a person likes: 1, 2, 5 of a unit; 15 and 30 min; 6 and 12 h. */
LabTicks lab_ticks_choose (guint64 start, guint64 end, guint n_max);

/* How much a mark with its label takes of an axis: in a narrow one the labels may stand closer. */
static inline double
lab_ticks_get_room (double width)
{
  return width < 400 ? 62 : 84;
}

static inline guint64
lab_ticks_get_time (const LabTicks *self, guint n)
{
  return self->first + n * self->step;
}

/* "200 ms", or "+200 ns" after the base. No two of one ruler are the same. Caller frees. */
char *lab_ticks_get_label (const LabTicks *self, guint n);

/* The base in words, NULL where there is none. Caller frees. */
char *lab_ticks_get_base_label (const LabTicks *self);

/* For an axis of numbers: the step (1, 2 or 5 times a power of ten, whole where `whole`) that makes at most n_max
 * marks up to `largest`. */
double lab_ticks_choose_step (double largest, guint n_max, gboolean whole);

G_END_DECLS
