/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app-glide.h"

#define WINDOW (100 * G_TIME_SPAN_MILLISECOND)
#define FRICTION 4.0   /* a second, as GTK's own scrolling has it */
#define FASTEST 6000.0 /* pixels a second */
#define SLOWEST 40.0   /* what is not worth a glide */
#define REST 8.0       /* and where it is over */

void
app_glide_hold (AppGlide *self)
{
  *self = (AppGlide){ 0 };
}

void
app_glide_drag (AppGlide *self, gint64 time, double x, double y)
{
  guint i = self->n++ % APP_GLIDE_SAMPLES;

  self->samples[i].time = time;
  self->samples[i].x = x;
  self->samples[i].y = y;
}

gboolean
app_glide_release (AppGlide *self, gint64 time)
{
  guint newest = (self->n - 1) % APP_GLIDE_SAMPLES, oldest = newest;
  double seconds;

  if (self->n < 2 || time - self->samples[newest].time > WINDOW)
    return FALSE;
  for (guint i = 1; i < MIN (self->n, APP_GLIDE_SAMPLES); i++)
    {
      guint sample = (newest + APP_GLIDE_SAMPLES - i) % APP_GLIDE_SAMPLES;

      if (time - self->samples[sample].time > WINDOW)
        break;
      oldest = sample;
    }
  seconds = (double) (self->samples[newest].time - self->samples[oldest].time) / G_USEC_PER_SEC;
  if (seconds <= 0)
    return FALSE;
  return app_glide_throw (self, time, (self->samples[newest].x - self->samples[oldest].x) / seconds,
                          (self->samples[newest].y - self->samples[oldest].y) / seconds);
}

gboolean
app_glide_throw (AppGlide *self, gint64 time, double vx, double vy)
{
  *self = (AppGlide){ .start = time, .vx = CLAMP (vx, -FASTEST, FASTEST), .vy = CLAMP (vy, -FASTEST, FASTEST) };
  return hypot (self->vx, self->vy) >= SLOWEST;
}

gboolean
app_glide_step (AppGlide *self, gint64 time, double *dx, double *dy)
{
  double left = exp (-FRICTION * (double) MAX (time - self->start, 0) / G_USEC_PER_SEC);
  double x = self->vx * (1 - left) / FRICTION;
  double y = self->vy * (1 - left) / FRICTION;

  *dx = x - self->done_x;
  *dy = y - self->done_y;
  self->done_x = x;
  self->done_y = y;
  return hypot (self->vx, self->vy) * left > REST;
}
