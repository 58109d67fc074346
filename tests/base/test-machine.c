/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

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

static void
test_mappings (void)
{
  guint64 room = lab_machine_get_mapping_room ();
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  guint8 *memory = mmap (NULL, 3 * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_cmpuint (room, >, 0);
  g_assert_cmpint (mprotect (memory + page, page, PROT_NONE), ==, 0);
  g_assert_cmpuint (lab_machine_get_mapping_room (), <, room);
  g_assert_cmpint (munmap (memory, 3 * page), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/limits of threads and processes", test_limits);
  g_test_add_func ("/machine/free memory", test_memory);
  g_test_add_func ("/machine/mappings", test_mappings);
  return g_test_run ();
}
