/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "lab-clock.h"
#include "refused-calls.h"

/* LeakSanitizer looks at a process by ptrace(), which is refused like others. */
static void
forgo_leaks (void)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *without = g_strconcat (options != NULL ? options : "", ":detect_leaks=0", NULL);

  g_setenv ("ASAN_OPTIONS", without, TRUE);
}

gboolean
refused_calls_begin (void)
{
  if (g_test_subprocess ())
    return TRUE;
  forgo_leaks ();
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  return FALSE;
}

gboolean
refused_calls_add (const guint *calls, guint n, int error)
{
  g_autoptr (GArray) program = g_array_new (FALSE, FALSE, sizeof (struct sock_filter));
  const struct sock_filter load = BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr));
  const struct sock_filter refuse = BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (guint) error);
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
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0)
    return TRUE;
  g_test_message ("no filters here: %s", g_strerror (errno));
  return FALSE;
}

static void
keep (const LabReading *reading, gpointer data)
{
  g_ptr_array_add (data, lab_reading_copy (reading));
}

GPtrArray *
refused_calls_measure (const LabProbe *const *probes, const char *const *rows)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free);
  LabConditions conditions = { 0 };
  LabSuite suite;

  lab_suite_init (&suite, FALSE);
  suite.probes = probes;
  suite.rows = rows;
  suite.more = 0;
  suite.time_limit = 60 * LAB_NS_PER_S;
  lab_conditions_read (&conditions, g_get_tmp_dir ());
  g_assert_true (lab_suite_run (&suite, &conditions, keep, readings));
  lab_conditions_clear (&conditions);
  return readings;
}

void
refused_calls_assert_unavailable (const LabReading *reading, const char *why)
{
  g_autofree char *text = lab_reading_describe (reading);

  g_assert_cmpstr (text, ==, "not available here");
  g_assert_cmpstr (reading->why, ==, why);
  g_assert_cmpfloat (reading->estimate.value, ==, 0);
}
