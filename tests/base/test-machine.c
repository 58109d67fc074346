/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-machine.h"

static void
test_limits (void)
{
  guint64 threads = lab_machine_get_task_limit (TRUE);
  guint64 processes = lab_machine_get_task_limit (FALSE);

  g_assert_cmpuint (threads, <=, processes);
  g_assert_cmpuint (threads, >, 1);
  /* The kernel's numbers of processes have 22 bits. */
  g_assert_cmpuint (processes, <=, 1 << 22);
}

static void
test_memory (void)
{
  guint64 memory = lab_machine_get_free_memory ();

  g_assert_cmpuint (memory, >, 1 << 20);
  g_assert_cmpuint (memory, <, G_MAXUINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/limits of threads and processes", test_limits);
  g_test_add_func ("/machine/free memory", test_memory);
  return g_test_run ();
}
