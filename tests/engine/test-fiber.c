/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Built twice: with the instructions of its own that the machine has, and with swapcontext(). */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine-fiber.h"
#include "lab-sanitize.h"
#include "lab-trace.h"
#include "lab-recorder.h"

/* ThreadSanitizer has room for 8,000 at once. */
#ifdef __SANITIZE_THREAD__
#define MANY 1000
#else
#define MANY 20000
#endif

static LabStacks *
make_stacks (gsize n)
{
  g_autoptr (GError) error = NULL;
  LabStacks *stacks = lab_stacks_new (64 << 10, n, LAB_GUARDS_BEST, &error);

  g_assert_no_error (error);
  return stacks;
}

typedef struct
{
  LabFiber *fiber;
  GString *order;
  char letter;
  guint rounds;
} Writer;

static void
write_letters (gpointer data, gpointer user_data)
{
  Writer *self = data;

  for (guint i = 0; i < self->rounds; i++)
    {
      g_string_append_c (self->order, self->letter);
      lab_fiber_suspend (self->fiber);
    }
  g_string_append (self->order, user_data);
}

static void
test_goes_on_where_it_left_off (void)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (LabStacks) stacks = make_stacks (2);
  Writer a = { .order = order, .letter = 'a', .rounds = 2 };
  Writer b = { .order = order, .letter = 'b', .rounds = 1 };

  a.fiber = lab_fiber_new (stacks, write_letters, &a, ".");
  b.fiber = lab_fiber_new (stacks, write_letters, &b, "!");
  g_assert_cmpstr (order->str, ==, "");
  g_assert_true (lab_fiber_resume (a.fiber));
  g_assert_true (lab_fiber_resume (b.fiber));
  g_assert_true (lab_fiber_resume (a.fiber));
  g_assert_false (lab_fiber_resume (b.fiber));
  g_assert_false (lab_fiber_resume (a.fiber));
  g_assert_cmpstr (order->str, ==, "aba!.");
}

typedef struct
{
  LabFiber *fiber;
  guint64 sum;
  double product;
} Sum;

/* Waits at every level of its calls, with values in registers of every kind. */
static guint64
add_up (Sum *self, guint n, double factor)
{
  guint64 below;

  lab_fiber_suspend (self->fiber);
  self->product *= factor;
  below = n == 0 ? 0 : add_up (self, n - 1, factor);
  lab_fiber_suspend (self->fiber);
  return below + n;
}

static void
run_sum (gpointer data, gpointer user_data)
{
  Sum *self = data;

  self->sum = add_up (self, GPOINTER_TO_UINT (user_data), 2);
}

static void
test_many_keep_their_calls_and_values (void)
{
  g_autofree Sum *sums = g_new0 (Sum, MANY);
  g_autoptr (LabStacks) stacks = make_stacks (MANY);
  guint n_alive = MANY;

  for (guint i = 0; i < MANY; i++)
    {
      sums[i].product = 1;
      sums[i].fiber = lab_fiber_new (stacks, run_sum, &sums[i], GUINT_TO_POINTER (i % 10));
    }
  while (n_alive > 0)
    for (guint i = 0; i < MANY; i++)
      if (sums[i].fiber != NULL && !lab_fiber_resume (sums[i].fiber))
        {
          sums[i].fiber = NULL;
          n_alive--;
        }
  for (guint i = 0; i < MANY; i++)
    {
      guint64 n = i % 10;

      g_assert_cmpuint (sums[i].sum, ==, n * (n + 1) / 2);
      g_assert_cmpfloat (sums[i].product, ==, (double) (2 << n));
    }
}

static void
note_place (gpointer data, gpointer user_data)
{
  guint8 here = 0;

  *(guintptr *) data = (guintptr) &here;
}

static void
test_one_that_ended_leaves_its_stack_to_the_next (void)
{
  g_autoptr (LabStacks) stacks = make_stacks (1);
  guintptr place = 0;
  guintptr first = 0;

  for (guint i = 0; i < 10000; i++)
    {
      g_assert_false (lab_fiber_resume (lab_fiber_new (stacks, note_place, &place, NULL)));
      first = i == 0 ? place : first;
      g_assert_cmpuint (place, ==, first);
    }
  g_assert_cmpuint (lab_stacks_get_n_used (stacks), ==, 1);
}

static void
suspend_once (gpointer data, gpointer user_data)
{
  lab_fiber_suspend (*(LabFiber **) data);
}

static void
test_there_are_as_many_as_stacks (void)
{
  g_autoptr (LabStacks) stacks = make_stacks (1);
  LabFiber *fiber = lab_fiber_new (stacks, suspend_once, &fiber, NULL);

  g_assert_null (lab_fiber_new (stacks, suspend_once, &fiber, NULL));
  g_assert_true (lab_fiber_resume (fiber));
  g_assert_null (lab_fiber_new (stacks, suspend_once, &fiber, NULL));
  g_assert_false (lab_fiber_resume (fiber));
}

static void
resume_inner (gpointer data, gpointer user_data)
{
  while (lab_fiber_resume (*(LabFiber **) data))
    lab_fiber_suspend (*(LabFiber **) user_data);
}

static void
test_one_resumes_another (void)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (LabStacks) stacks = make_stacks (2);
  Writer inner = { .order = order, .letter = 'i', .rounds = 2 };
  LabFiber *outer;

  inner.fiber = lab_fiber_new (stacks, write_letters, &inner, ".");
  outer = lab_fiber_new (stacks, resume_inner, &inner.fiber, &outer);
  g_assert_true (lab_fiber_resume (outer));
  g_assert_cmpstr (order->str, ==, "i");
  g_assert_true (lab_fiber_resume (outer));
  g_assert_false (lab_fiber_resume (outer));
  g_assert_cmpstr (order->str, ==, "ii.");
}

static guint
call_deeper (guint depth)
{
  volatile guint8 much[1024] = { 0 };

  return depth == 0 ? much[0] : call_deeper (depth - 1) + much[depth % sizeof (much)];
}

static void
record_and_overflow (gpointer recorder, gpointer user_data)
{
  lab_recorder_add (recorder, 7, LAB_STATE_RUNNING, 0);
  g_assert_cmpuint (call_deeper (G_MAXUINT), ==, 0);
}

/* In a process of its own: it dies at the guard, and what it had recorded stays. */
static void
test_an_overflow_ends_the_process_and_keeps_the_trace (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      LabRecorder *recorder = lab_recorder_new (segment, LAB_LANE_LOOP, "loop");
      LabStacks *stacks = make_stacks (2);

      /* The neighbour into whose stack it would grow. */
      lab_fiber_new (stacks, record_and_overflow, recorder, NULL);
      signal (SIGSEGV, SIG_DFL);
      lab_fiber_resume (lab_fiber_new (stacks, record_and_overflow, recorder, NULL));
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSEGV);
  g_assert_true (lab_trace_update (trace, NULL));
  g_assert_cmpuint (lab_trace_get_n_tasks (trace), ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fiber/goes-on-where-it-left-off", test_goes_on_where_it_left_off);
  g_test_add_func ("/fiber/many-keep-their-calls-and-values", test_many_keep_their_calls_and_values);
  g_test_add_func ("/fiber/one-that-ended-leaves-its-stack-to-the-next",
                   test_one_that_ended_leaves_its_stack_to_the_next);
  g_test_add_func ("/fiber/there-are-as-many-as-stacks", test_there_are_as_many_as_stacks);
  g_test_add_func ("/fiber/one-resumes-another", test_one_resumes_another);
  g_test_add_func ("/fiber/an-overflow-ends-the-process-and-keeps-the-trace",
                   test_an_overflow_ends_the_process_and_keeps_the_trace);
  return g_test_run ();
}
