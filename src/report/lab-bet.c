/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-bet.h"
#include "lab-quantity.h"

/* Within so much it counts as hit: hardly anybody bets to three digits. */
#define HIT_SHARE 0.03

/* From here on it is told as a factor. */
#define FACTOR_MIN 2.0

static char *
describe_factor (const char *bet, const char *actual, guint64 bet_ns, guint64 actual_ns)
{
  gboolean longer = actual_ns > bet_ns;
  double ratio = longer ? (double) actual_ns / (double) bet_ns : (double) bet_ns / (double) actual_ns;
  g_autofree char *factor = lab_format_ratio (ratio);

  if (longer)
    return g_strdup_printf (_ ("You bet %s; it took %s: %s times as long."), bet, actual, factor);
  return g_strdup_printf (_ ("You bet %s; it took %s: you thought of %s times as long."), bet, actual, factor);
}

char *
lab_bet_describe_time (guint64 bet, guint64 actual)
{
  g_autofree char *bet_text = NULL;
  g_autofree char *actual_text = NULL;
  g_autofree char *share = NULL;
  double difference;

  g_return_val_if_fail (bet > 0 && actual > 0, NULL);

  bet_text = lab_format_duration (bet);
  actual_text = lab_format_duration (actual);
  difference = ((double) actual - (double) bet) / (double) bet;
  if (difference <= HIT_SHARE && difference >= -HIT_SHARE)
    return g_strdup_printf (_ ("You bet %s; it took %s: well seen!"), bet_text, actual_text);
  if (difference >= FACTOR_MIN - 1 || difference <= 1 / FACTOR_MIN - 1)
    return describe_factor (bet_text, actual_text, bet, actual);
  share = lab_format_share (ABS (difference));
  if (difference > 0)
    return g_strdup_printf (_ ("You bet %s; it took %s: %s longer."), bet_text, actual_text, share);
  return g_strdup_printf (_ ("You bet %s; it took %s: %s shorter."), bet_text, actual_text, share);
}
