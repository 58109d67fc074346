/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-watchdog.h"

#define LIMIT_US 8000

static struct
{
  gboolean started;
  gint64 since; /* µs: when the loop woke up; 0: it has not yet */
  gint64 worst;
  guint64 n, n_over;
} watchdog;

static int
poll_and_measure (GPollFD *fds, guint n, int timeout)
{
  gint64 held = watchdog.since > 0 ? g_get_monotonic_time () - watchdog.since : 0;
  int result;

  watchdog.n++;
  watchdog.worst = MAX (watchdog.worst, held);
  watchdog.n_over += held > LIMIT_US;
  result = g_poll (fds, n, timeout);
  watchdog.since = g_get_monotonic_time ();
  return result;
}

void
app_watchdog_start (void)
{
  if (g_getenv ("INTERLEAVE_WATCHDOG") == NULL)
    return;
  watchdog.started = TRUE;
  g_main_context_set_poll_func (NULL, poll_and_measure);
}

void
app_watchdog_report (void)
{
  if (watchdog.started)
    g_printerr ("watchdog: worst %.1f ms; %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " turns over %d ms\n",
                (double) watchdog.worst / 1000, watchdog.n_over, watchdog.n, LIMIT_US / 1000);
}
