/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>

#include "lab-probes.h"
#include "refused-calls.h"

/* That these rows say which call was refused. */
static void
in_sandbox (guint call, const char *const *rows, const char *name)
{
  g_autofree char *why = g_strconcat (name, ": Operation not permitted", NULL);
  g_autoptr (GPtrArray) readings = NULL;

  if (!refused_calls_begin () || !refused_calls_add (&call, 1, EPERM))
    return;
  readings = refused_calls_measure (lab_probes_get (), rows);
  g_assert_cmpuint (readings->len, ==, g_strv_length ((GStrv) rows));
  for (guint i = 0; i < readings->len; i++)
    refused_calls_assert_unavailable (g_ptr_array_index (readings, i), why);
}

static void
test_events (void)
{
  static const char *const rows[] = { "eventfd", "eventfd-cross", NULL };

  in_sandbox (SYS_eventfd2, rows, "eventfd");
}

static void
test_network (void)
{
  static const char *const rows[] = { "tcp", "loopback-2k", NULL };

  in_sandbox (SYS_socket, rows, "a connection over loopback");
}

static void
test_pinning (void)
{
  static const char *const rows[] = { "cycle", "l1", "idle", NULL };

  in_sandbox (SYS_sched_setaffinity, rows, "sched_setaffinity");
}

/* What Flatpak refuses, and the one call of which it says that there is no such: nothing of it is needed, so the rows
 * are the same inside and outside. */
static void
test_flatpak (void)
{
  static const guint refused[] = {
    SYS_acct,        SYS_add_key,       SYS_keyctl,   SYS_mbind,       SYS_migrate_pages,   SYS_mount,
    SYS_move_pages,  SYS_ptrace,        SYS_quotactl, SYS_request_key, SYS_perf_event_open, SYS_personality,
    SYS_pivot_root,  SYS_set_mempolicy, SYS_setns,    SYS_syslog,      SYS_umount2,         SYS_unshare,
    SYS_userfaultfd,
  };
  static const guint missing[] = { SYS_clone3 };
  g_autoptr (GPtrArray) readings = NULL;

  if (!refused_calls_begin () || !refused_calls_add (refused, G_N_ELEMENTS (refused), EPERM)
      || !refused_calls_add (missing, G_N_ELEMENTS (missing), ENOSYS))
    return;
  readings = refused_calls_measure (lab_probes_get (), NULL);
  for (guint i = 0; i < readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (readings, i);

      if (reading->why == NULL)
        continue;
      g_test_message ("%s: %s", reading->row, reading->why);
      g_assert_null (strstr (reading->why, g_strerror (EPERM)));
      g_assert_null (strstr (reading->why, g_strerror (ENOSYS)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/no event counters", test_events);
  g_test_add_func ("/sandbox/no network", test_network);
  g_test_add_func ("/sandbox/no pinning", test_pinning);
  g_test_add_func ("/sandbox/what Flatpak refuses is not needed", test_flatpak);
  return g_test_run ();
}
