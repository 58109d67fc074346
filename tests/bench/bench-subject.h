/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One way to record an event. Only add() is measured. */
typedef struct
{
  void (*prepare) (guint n_events); /* NULL: nothing to do */
  void (*add) (guint n_events);
  void (*finish) (void); /* NULL: nothing to do */
} BenchSubject;

#ifdef HAVE_SYSPROF
extern const BenchSubject bench_sysprof;
#endif

#ifdef HAVE_LTTNG
extern const BenchSubject bench_lttng;

/* Starts a session daemon of its own that records the tracepoint below `folder`; FALSE where that cannot be done
 * here: the tracepoint then is measured switched off. */
gboolean bench_lttng_start (const char *folder);

/* Ends both, and removes the folder. */
void bench_lttng_stop (const char *folder);
#endif

G_END_DECLS
