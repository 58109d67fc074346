/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-clock.h"
#include "lab-quantity.h"
#include "lab-ticks.h"

#define MINUTE (60 * LAB_NS_PER_S)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* A label that counts more steps than this has too many digits: it then counts from a base near by. */
#define STEPS_MAX 20000

static const guint64 long_steps[] = {
  10 * LAB_NS_PER_S, 15 * LAB_NS_PER_S, 30 * LAB_NS_PER_S, MINUTE,      2 * MINUTE,
  5 * MINUTE,        10 * MINUTE,       15 * MINUTE,       30 * MINUTE, HOUR,
  2 * HOUR,          3 * HOUR,          6 * HOUR,          12 * HOUR,   DAY,
};

static guint64
choose_decimal_step (guint64 least, guint64 unit)
{
  static const guint factors[] = { 1, 2, 5 };

  for (guint64 power = unit; power <= G_MAXUINT64 / 100; power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
      if (factors[i] * power >= least)
        return factors[i] * power;
  return G_MAXUINT64;
}

static guint64
choose_step (guint64 least)
{
  if (least <= 5 * LAB_NS_PER_S)
    return choose_decimal_step (least, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (long_steps); i++)
    if (long_steps[i] >= least)
      return long_steps[i];
  return choose_decimal_step (least, DAY);
}

LabTicks
lab_ticks_choose (guint64 start, guint64 end, guint n_max)
{
  LabTicks self = { 0 };
  guint64 span = MAX (end, start + 1) - start;

  n_max = MAX (n_max, 1);
  self.step = choose_step ((span + n_max - 1) / n_max);
  self.first = start / self.step * self.step;
  if (self.first < start)
    self.first = self.first > G_MAXUINT64 - self.step ? start : self.first + self.step;
  if (self.first < end)
    self.n = (guint) MIN ((end - 1 - self.first) / self.step + 1, n_max);
  if (end / self.step > STEPS_MAX)
    self.base = self.first;
  self.largest = end - self.base;
  return self;
}

char *
lab_ticks_get_label (const LabTicks *self, guint n)
{
  guint64 time = lab_ticks_get_time (self, n);
  g_autofree char *label = lab_format_duration_mark (time - self->base, self->step, self->largest);

  return self->base > 0 && time > self->base ? g_strconcat ("+", label, NULL) : g_steal_pointer (&label);
}

char *
lab_ticks_get_base_label (const LabTicks *self)
{
  return self->base > 0 ? lab_format_duration_mark (self->base, self->step, self->base) : NULL;
}

double
lab_ticks_choose_step (double largest, guint n_max, gboolean whole)
{
  double least = largest / MAX (n_max, 1);
  double power;

  if (!(least > 0))
    return 1;
  power = pow (10, floor (log10 (least)));
  if (whole)
    power = MAX (power, 1);
  if (power >= least)
    return power;
  return 2 * power >= least ? 2 * power : 5 * power >= least ? 5 * power : 10 * power;
}
