/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"
#include "lab-sanitize.h"

/* What our own engine is made of: GLib's pool and main loop. */

typedef struct
{
  guint left;
  GMainLoop *loop;
} Idle;

static gboolean
count_down (gpointer data)
{
  Idle *idle = data;

  if (--idle->left > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (idle->loop);
  return G_SOURCE_REMOVE;
}

static void
dispatch_idle (gpointer data, guint n)
{
  Idle *idle = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  idle->left = n;
  g_source_set_callback (source, count_down, idle, NULL);
  g_source_attach (source, g_main_loop_get_context (idle->loop));
  g_main_loop_run (idle->loop);
}

static void
run_idle (LabProbeRun *run)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Idle idle = { .loop = g_main_loop_new (context, FALSE) };

  if (lab_probe_run_pin (run, 0))
    lab_probe_run_measure (run, 0, 1, dispatch_idle, &idle);
}

/* When something handed over was begun on the other thread; 0: not yet. */
typedef struct
{
  guint64 begun; /* atomic */
} Stamp;

static void
stamp_now (Stamp *stamp)
{
  __atomic_store_n (&stamp->begun, lab_clock_now (), __ATOMIC_RELEASE);
}

/* Waits off the CPU, so that one CPU is enough for both. */
static guint64
wait_for_stamp (Stamp *stamp)
{
  guint64 begun;

  while ((begun = __atomic_exchange_n (&stamp->begun, 0, __ATOMIC_ACQUIRE)) == 0)
    g_thread_yield ();
  return begun;
}

static void
work (gpointer item, gpointer data)
{
  LAB_TAKE_OVER (item);
  stamp_now (item);
}

static void
run_pool (LabProbeRun *run)
{
  Stamp stamp = { 0 };
  GThreadPool *pool;
  guint64 deadline;

  if (!lab_probe_run_pin (run, 0))
    return;
  pool = g_thread_pool_new (work, NULL, 1, TRUE, NULL);
  deadline = lab_probe_run_get_deadline (run, 1);
  do
    {
      guint64 pushed = lab_clock_now ();

      LAB_HAND_OVER (&stamp);
      g_thread_pool_push (pool, &stamp, NULL);
      lab_probe_run_add (run, 0, (double) (wait_for_stamp (&stamp) - pushed));
    }
  while (lab_clock_now () < deadline);
}

static gboolean
be_invoked (gpointer data)
{
  LAB_TAKE_OVER (data);
  stamp_now (data);
  return G_SOURCE_REMOVE;
}

static void
serve_context (gpointer data)
{
  g_autoptr (GMainLoop) loop = NULL;

  LAB_TAKE_OVER (data);
  loop = g_main_loop_new (data, FALSE);
  g_main_context_push_thread_default (data);
  g_main_loop_run (loop);
}

static void
run_invoke (LabProbeRun *run)
{
  GMainContext *context = g_main_context_new ();
  Stamp stamp = { 0 };
  guint64 deadline;

  LAB_HAND_OVER (context);
  if (!lab_probe_run_pin (run, 0) || !lab_partner_start_thread (run, 0, serve_context, context))
    return;
  /* Until the other thread owns the context, invoking would call right here. */
  while (g_main_context_acquire (context))
    {
      g_main_context_release (context);
      g_thread_yield ();
    }
  deadline = lab_probe_run_get_deadline (run, 1);
  do
    {
      guint64 invoked = lab_clock_now ();

      LAB_HAND_OVER (&stamp);
      g_main_context_invoke (context, be_invoked, &stamp);
      lab_probe_run_add (run, 0, (double) (wait_for_stamp (&stamp) - invoked));
    }
  while (lab_clock_now () < deadline);
}

const LabProbe lab_probe_idle = {
  .rows = { { "idle", N_ ("A main loop that calls one idle source again and again"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 6 * LAB_NS_PER_MS,
  .run = run_idle,
};

const LabProbe lab_probe_pool = {
  .rows = { { "pool", N_ ("From g_thread_pool_push() to the function's begin, one thread, on one CPU"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 12 * LAB_NS_PER_MS,
  .run = run_pool,
};

const LabProbe lab_probe_invoke = {
  .rows = { { "invoke", N_ ("From g_main_context_invoke() to the function's begin in another thread, on one CPU"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 12 * LAB_NS_PER_MS,
  .run = run_invoke,
};
