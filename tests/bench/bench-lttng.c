/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>

#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "bench-lttng-tracepoint.h"

#include "bench-subject.h"

#define PATIENCE_US (10 * G_USEC_PER_SEC)

static GPid daemon_pid;

static gboolean
run (const char *command)
{
  int status;

  /* What it says is not ours to print among the figures. */
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  return g_spawn_command_line_sync (command, &output, &errors, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

/* Its own daemon, which ends with the benchmark; where one is at work already lttng says so and this gives up. */
static gboolean
start_daemon (void)
{
  char *command[] = { "lttng-sessiond", "--no-kernel", NULL };
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  if (run ("lttng --no-sessiond list")
      || !g_spawn_async (NULL, command, NULL,
                         G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                           | G_SPAWN_STDERR_TO_DEV_NULL,
                         NULL, NULL, &daemon_pid, NULL))
    return FALSE;
  while (!run ("lttng --no-sessiond list") && g_get_monotonic_time () < deadline)
    g_usleep (10000);
  return TRUE;
}

gboolean
bench_lttng_start (const char *folder)
{
  g_autofree char *quoted = g_shell_quote (folder);
  g_autofree char *create = g_strdup_printf ("lttng --no-sessiond create interleave-bench --output=%s/lttng", quoted);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  /* Buffers that hold a round, so that a slow disk does not make it lose events, which is cheaper than storing them. */
  if (!start_daemon () || !run (create)
      || !run ("lttng --no-sessiond enable-channel --userspace --num-subbuf=32 --subbuf-size=2M bench")
      || !run ("lttng --no-sessiond enable-event --userspace --channel=bench interleave_bench:event")
      || !run ("lttng --no-sessiond start"))
    return FALSE;
  while (!lttng_ust_tracepoint_enabled (interleave_bench, event) && g_get_monotonic_time () < deadline)
    g_usleep (10000);
  return lttng_ust_tracepoint_enabled (interleave_bench, event);
}

void
bench_lttng_stop (const char *folder)
{
  g_autofree char *quoted = g_shell_quote (folder);
  g_autofree char *remove = g_strdup_printf ("rm -r %s", quoted);

  if (daemon_pid != 0)
    {
      run ("lttng --no-sessiond destroy interleave-bench");
      kill (daemon_pid, SIGTERM);
      waitpid (daemon_pid, NULL, 0);
      daemon_pid = 0;
    }
  run (remove);
}

static void
add (guint n_events)
{
  for (guint i = 0; i < n_events; i++)
    lttng_ust_tracepoint (interleave_bench, event, i, 2, 0);
}

const BenchSubject bench_lttng = { NULL, add, NULL };
