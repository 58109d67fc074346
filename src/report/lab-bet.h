/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How near a bet on a run's time came, in a sentence: "You bet 1.2 s; it took 1.3 s: 8 % longer." Both are ns and more
 * than 0. Caller frees. */
char *lab_bet_describe_time (guint64 bet, guint64 actual);

G_END_DECLS
