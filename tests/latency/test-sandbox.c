/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "lab-clock.h"
#include "lab-suite.h"

/* From here on, these calls are refused with EPERM, as a sandbox does, also to all children. */
static gboolean
refuse_calls (const guint *calls, guint n)
{
  g_autoptr (GArray) program = g_array_new (FALSE, FALSE, sizeof (struct sock_filter));
  const struct sock_filter load = BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr));
  const struct sock_filter refuse = BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  const struct sock_filter allow = BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog filter;

  g_array_append_val (program, load);
  for (guint i = 0; i < n; i++)
    {
      const struct sock_filter compare = BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1);

      g_array_append_val (program, compare);
      g_array_append_val (program, refuse);
    }
  g_array_append_val (program, allow);
  filter = (struct sock_fprog){ .len = (gushort) program->len, .filter = (struct sock_filter *) program->data };
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

static void
keep (const LabReading *reading, gpointer data)
{
  g_ptr_array_add (data, lab_reading_copy (reading));
}

static GPtrArray *
measure (const char *const *rows)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free);
  LabConditions conditions = { 0 };
  LabSuite suite;

  lab_suite_init (&suite, FALSE);
  suite.rows = rows;
  suite.time_limit = 60 * LAB_NS_PER_S;
  lab_conditions_read (&conditions, g_get_tmp_dir ());
  g_assert_true (lab_suite_run (&suite, &conditions, keep, readings));
  lab_conditions_clear (&conditions);
  return readings;
}

static void
assert_refused (const char *const *rows, const char *call)
{
  g_autoptr (GPtrArray) readings = measure (rows);
  guint n = g_strv_length ((GStrv) rows);

  g_assert_cmpuint (readings->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const LabReading *reading = g_ptr_array_index (readings, i);
      g_autofree char *text = lab_reading_describe (reading);
      g_autofree char *why = g_strconcat (call, ": Operation not permitted", NULL);

      g_assert_cmpstr (text, ==, "not available here");
      g_assert_cmpstr (reading->why, ==, why);
      g_assert_cmpfloat (reading->estimate.value, ==, 0);
    }
}

/* A filter cannot be taken off again: each test has a process of its own. */
static void
in_sandbox (const guint *calls, guint n, const char *const *rows, const char *call)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  if (!refuse_calls (calls, n))
    {
      g_test_message ("no filters here: %s", g_strerror (errno));
      return;
    }
  assert_refused (rows, call);
}

static void
test_events (void)
{
  static const guint calls[] = { SYS_eventfd2 };
  static const char *const rows[] = { "eventfd", "eventfd-cross", NULL };

  in_sandbox (calls, G_N_ELEMENTS (calls), rows, "eventfd");
}

static void
test_network (void)
{
  static const guint calls[] = { SYS_socket };
  static const char *const rows[] = { "tcp", "loopback-2k", NULL };

  in_sandbox (calls, G_N_ELEMENTS (calls), rows, "a connection over loopback");
}

static void
test_pinning (void)
{
  static const guint calls[] = { SYS_sched_setaffinity };
  static const char *const rows[] = { "cycle", "l1", "idle", NULL };

  in_sandbox (calls, G_N_ELEMENTS (calls), rows, "sched_setaffinity");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/no event counters", test_events);
  g_test_add_func ("/sandbox/no network", test_network);
  g_test_add_func ("/sandbox/no pinning", test_pinning);
  return g_test_run ();
}
