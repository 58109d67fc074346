/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-param-step.h"
#include "lab-clock.h"
#include "lab-quantity.h"

/* The number after n among 1, 2, 5, 10, 20 …, or the one before it. */
static gint64
step_duration (gint64 n, int direction)
{
  static const gint64 digits[] = { 1, 2, 5 };
  gint64 below = 0;

  if (n <= 0)
    return direction > 0 ? LAB_NS_PER_MS : 0;
  for (gint64 power = 1; power < G_MAXINT64 / 50; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
      {
        gint64 rung = digits[i] * power;

        if (rung >= n && direction < 0)
          return below;
        if (rung > n)
          return rung;
        below = rung;
      }
  return n;
}

static gint64
step_number (const LabParamSpec *spec, gint64 n, int direction)
{
  if (spec->type == LAB_PARAM_DURATION)
    return step_duration (n, direction);
  if (spec->type == LAB_PARAM_SIZE)
    return direction < 0 ? n / 2 : n > G_MAXINT64 / 2 ? n : MAX (n * 2, 1);
  return direction < 0 ? n - (n > G_MININT64) : n + (n < G_MAXINT64);
}

char *
app_param_step (const LabParamSpec *spec, const char *text, int direction)
{
  g_autoptr (LabValues) values = NULL;
  gint64 number;

  g_return_val_if_fail (spec != NULL && text != NULL, NULL);

  if (spec->type == LAB_PARAM_CHOICE || spec->type == LAB_PARAM_TEXT)
    return NULL;
  values = lab_values_new (spec, 1);
  if (!lab_values_set_text (values, spec->id, text, NULL))
    return lab_param_spec_get_default_text (spec);
  number = step_number (spec, lab_values_get_number (values, spec->id), direction);
  number = CLAMP (number, spec->minimum, spec->maximum);
  if (spec->type == LAB_PARAM_DURATION)
    return lab_duration_to_text ((guint64) number);
  if (spec->type == LAB_PARAM_SIZE)
    return lab_size_to_text ((guint64) number);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}
