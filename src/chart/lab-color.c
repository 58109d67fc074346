/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-color.h"

static double
get_channel (guint32 color, guint shift)
{
  return ((color >> shift) & 0xff) / 255.0;
}

static double
to_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 color)
{
  return 0.2126 * to_linear (get_channel (color, 16)) + 0.7152 * to_linear (get_channel (color, 8))
         + 0.0722 * to_linear (get_channel (color, 0));
}

double
lab_color_get_contrast (guint32 one, guint32 other)
{
  double a = get_luminance (one);
  double b = get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

guint32
lab_color_mix (guint32 ground, guint32 ink, double share)
{
  guint32 mixed = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    {
      double channel = get_channel (ground, shift) * (1 - share) + get_channel (ink, shift) * share;

      mixed |= (guint32) (channel * 255 + 0.5) << shift;
    }
  return mixed;
}

void
lab_color_set_source (cairo_t *cr, guint32 color)
{
  cairo_set_source_rgb (cr, get_channel (color, 16), get_channel (color, 8), get_channel (color, 0));
}
