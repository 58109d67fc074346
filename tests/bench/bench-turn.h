/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on how long the window's thread is held between one poll and the next. */
void bench_turn_watch (void);

/* The longest so far, in ms. */
double bench_turn_get_longest (void);

/* Turns the main loop for so long. */
void bench_turn_wait (guint seconds);

/* A window of libadwaita alone, as large as ours, that shows another page: beside a form it had a sentence, and then
 * has labels, cards, a list and drawings, as many as our run view, none of which ever changes. Its longest turn, in ms.
 */
double bench_turn_measure_peer (void);

G_END_DECLS
