/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How something that was dragged and let go glides on, ever slower, and comes to rest. A value; { 0 } is at rest. Times
 * are in µs of one clock, ways in pixels. */
#define APP_GLIDE_SAMPLES 8

typedef struct
{
  struct
  {
    gint64 time;
    double x, y;
  } samples[APP_GLIDE_SAMPLES]; /* where it was dragged to, last */
  guint n;
  gint64 start;          /* when it was let go; */
  double vx, vy;         /* how fast it was then, in pixels a second; */
  double done_x, done_y; /* and how far it has glided since */
} AppGlide;

/* It is held from now on. */
void app_glide_hold (AppGlide *self);

/* It is at x, y. */
void app_glide_drag (AppGlide *self, gint64 time, double x, double y);

/* It was let go; FALSE where it stays. The velocity is that of the last tenth of a second. */
gboolean app_glide_release (AppGlide *self, gint64 time);

/* It was let go at this velocity. */
gboolean app_glide_throw (AppGlide *self, gint64 time, double vx, double vy);

/* How far it came since the last step; FALSE when it has come to rest. */
gboolean app_glide_step (AppGlide *self, gint64 time, double *dx, double *dy);

G_END_DECLS
