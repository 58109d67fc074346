/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine-stacks.h"
#include "lab-error.h"
#include "lab-machine.h"
#include "lab-trace.h"

#define SIZE 16384

static LabStacks *
make (gsize size, gsize n, LabGuards guards)
{
  g_autoptr (GError) error = NULL;
  LabStacks *stacks = lab_stacks_new (size, n, guards, &error);

  g_assert_no_error (error);
  return stacks;
}

static void
test_stacks_are_apart_and_whole_pages (void)
{
  g_autoptr (LabStacks) stacks = make (SIZE + 1, 100, LAB_GUARDS_BEST);
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize size = lab_stacks_get_size (stacks);
  guint8 *taken[100];

  g_assert_cmpuint (size, >, SIZE);
  g_assert_cmpuint (size % page, ==, 0);
  for (guint i = 0; i < 100; i++)
    {
      taken[i] = lab_stacks_take (stacks);
      memset (taken[i], (int) i, size);
    }
  g_assert_null (lab_stacks_take (stacks));
  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpuint (taken[i][0], ==, i);
      g_assert_cmpuint (taken[i][size - 1], ==, i);
      lab_stacks_give_back (stacks, taken[i]);
    }
}

static void
test_the_last_given_back_is_taken_first (void)
{
  g_autoptr (LabStacks) stacks = make (SIZE, 1000, LAB_GUARDS_BEST);
  gpointer taken[3];

  for (guint i = 0; i < 3; i++)
    taken[i] = lab_stacks_take (stacks);
  for (guint i = 0; i < 3; i++)
    lab_stacks_give_back (stacks, taken[i]);
  for (guint i = 3; i > 0; i--)
    g_assert_true (lab_stacks_take (stacks) == taken[i - 1]);
  g_assert_cmpuint (lab_stacks_get_n_used (stacks), ==, 3);
  for (guint i = 0; i < 3; i++)
    lab_stacks_give_back (stacks, taken[i]);
}

static guint64
get_resident (gpointer stack, gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  g_autofree guint8 *pages = g_new (guint8, size / page);
  guint64 n = 0;

  g_assert_cmpint (mincore (stack, size, pages), ==, 0);
  for (gsize i = 0; i < size / page; i++)
    n += pages[i] & 1;
  return n;
}

static void
test_only_what_is_touched_is_in_memory (void)
{
  g_autoptr (LabStacks) stacks = make (8 << 20, 100000, LAB_GUARDS_BEST);
  gsize size = lab_stacks_get_size (stacks);
  guint8 *stack = lab_stacks_take (stacks);

  g_assert_cmpuint (get_resident (stack, size), ==, 0);
  stack[size - 1] = 1;
  g_assert_cmpuint (get_resident (stack, size), ==, 1);
  lab_stacks_give_back (stacks, stack);
}

static void
test_more_than_there_are_addresses_is_an_error (void)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_assert_null (lab_stacks_new (8 << 20, 1 << 24, LAB_GUARDS_BEST, &first));
  g_assert_error (first, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_null (lab_stacks_new (SIZE, G_MAXSIZE / SIZE, LAB_GUARDS_BEST, &second));
  g_assert_error (second, LAB_ERROR, LAB_ERROR_FAILED);
}

/* Whether a process survives that writes below a stack, where an overflow would. */
static gboolean
survives_overflow (guint8 *stack)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      signal (SIGSEGV, SIG_DFL);
      stack[-1] = 1;
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (status == 0 || (WIFSIGNALED (status) && WTERMSIG (status) == SIGSEGV));
  return status == 0;
}

static void
test_each_stack_ends_at_a_guard (gconstpointer data)
{
  LabGuards guards = (LabGuards) GPOINTER_TO_INT (data);
  g_autoptr (LabStacks) stacks = make (SIZE, 10, guards);
  guint8 *taken[10];

  for (guint i = 0; i < 10; i++)
    taken[i] = lab_stacks_take (stacks);
  /* A stack that is used anew has kept its guard. */
  lab_stacks_give_back (stacks, taken[9]);
  taken[9] = lab_stacks_take (stacks);
  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpint (survives_overflow (taken[i]), ==, guards == LAB_GUARDS_NONE);
      lab_stacks_give_back (stacks, taken[i]);
    }
  g_assert_cmpuint (lab_stacks_get_n_unguarded (stacks), ==, guards == LAB_GUARDS_NONE ? 10 : 0);
}

/* There are fewer mappings than stacks: the others do without a guard, are counted, and can be used; and the rest of
 * the process still gets mappings. */
static void
test_guards_leave_mappings_to_others (void)
{
  guint64 room = lab_machine_get_mapping_room ();
  gsize n = (gsize) MIN (room, 1 << 20);
  g_autoptr (LabStacks) stacks = make (SIZE, n, LAB_GUARDS_MAPPINGS);
  g_autofree gpointer *taken = g_new (gpointer, n);

  if (room > n)
    {
      g_test_skip ("this machine allows more mappings than stacks are made here");
      return;
    }
  for (gsize i = 0; i < n; i++)
    taken[i] = lab_stacks_take (stacks);
  g_assert_cmpuint (lab_stacks_get_n_unguarded (stacks), >, 0);
  g_assert_cmpuint (lab_stacks_get_n_unguarded (stacks), <, n);
  g_assert_false (survives_overflow (taken[0]));
  g_assert_cmpuint (lab_machine_get_mapping_room (), >, 1000);
  for (gsize i = 0; i < n; i++)
    lab_stacks_give_back (stacks, taken[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stacks/are-apart-and-whole-pages", test_stacks_are_apart_and_whole_pages);
  g_test_add_func ("/stacks/the-last-given-back-is-taken-first", test_the_last_given_back_is_taken_first);
  g_test_add_func ("/stacks/only-what-is-touched-is-in-memory", test_only_what_is_touched_is_in_memory);
  g_test_add_func ("/stacks/more-than-there-are-addresses-is-an-error", test_more_than_there_are_addresses_is_an_error);
  g_test_add_data_func ("/stacks/each-ends-at-a-guard/best", GINT_TO_POINTER (LAB_GUARDS_BEST),
                        test_each_stack_ends_at_a_guard);
  g_test_add_data_func ("/stacks/each-ends-at-a-guard/mappings", GINT_TO_POINTER (LAB_GUARDS_MAPPINGS),
                        test_each_stack_ends_at_a_guard);
  g_test_add_data_func ("/stacks/each-ends-at-a-guard/none", GINT_TO_POINTER (LAB_GUARDS_NONE),
                        test_each_stack_ends_at_a_guard);
  g_test_add_func ("/stacks/guards-leave-mappings-to-others", test_guards_leave_mappings_to_others);
  return g_test_run ();
}
