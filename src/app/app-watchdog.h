/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the window's thread is held: the time between two waits of the main loop. For whoever develops, and for the
 * benchmark; measured in the loop's own waits, so it wakes nothing up. Belongs to that thread. */

/* Where INTERLEAVE_WATCHDOG is set. */
void app_watchdog_start (void);

/* What the turn that goes on does, in a few words that stay: the last that was said counts. Costs nothing where it was
 * not started. */
void app_watchdog_note (const char *what);

/* The turns so far of which that was said, NULL: of all; and how many µs the longest of them took. */
guint64 app_watchdog_count (const char *what, gint64 *worst);

/* Some turns in a row. A value. */
typedef struct
{
  guint64 n;
  gint64 worst;     /* µs that the longest of them took, */
  const char *what; /* and what was said of it; NULL: nothing */
  gint64 computed;  /* µs of a processor that the busiest of them had: on a busy machine that is less */
} AppWatchdogTurns;

/* Those since they were last taken. The one that goes on is none of them yet. */
AppWatchdogTurns app_watchdog_take (void);

/* On stderr: "watchdog: worst 5.2 ms; 0 of 1234 turns over 8 ms", and a line for each that was, by what it did. Nothing
 * where it was not started. */
void app_watchdog_report (void);

G_END_DECLS
