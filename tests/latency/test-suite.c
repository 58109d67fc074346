/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lab-clock.h"
#include "lab-latency-row.h"
#include "lab-partner.h"
#include "lab-probe-run.h"
#include "lab-suite.h"

/* Probes that do whatever a probe can do wrong, and one that does nothing wrong. */

/* Waited for by the probes that hang, and enough for the good one beside them, also on a loaded machine. */
#define TIME_FOR_ALL (3 * LAB_NS_PER_S)

static void
run_good (LabProbeRun *run)
{
  for (guint i = 0; i < 20; i++)
    lab_probe_run_add (run, 0, 100 + i % 3);
  lab_probe_run_describe (run, 0, 4096, 0);
  lab_probe_run_note (run, 1, "a note");
  lab_probe_run_refuse (run, 1, "no %s", "reason");
}

static void
run_hang (LabProbeRun *run)
{
  lab_probe_run_add (run, 0, 1);
  for (;;)
    pause ();
}

static void
run_die (LabProbeRun *run)
{
  signal (SIGUSR1, SIG_DFL);
  raise (SIGUSR1);
}

static void
run_exit (LabProbeRun *run)
{
  _exit (7);
}

/* More than any suite allows, and more than a careless probe looks at. */
static void
run_greedy (LabProbeRun *run)
{
  void *memory = mmap (NULL, (gsize) 1 << 44, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    lab_probe_run_refuse_errno (run, "mmap");
}

/* As much as the machine may well have, by a little at a time. It needs a little itself to say that there is no more.
 */
static void
run_swallow (LabProbeRun *run)
{
  const gsize size = (gsize) 64 << 20;
  void *last = NULL;

  for (gsize n = 0; n < 1024; n++)
    {
      void *next = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      int why = errno;

      if (next != MAP_FAILED)
        {
          last = next;
          continue;
        }
      munmap (last, size);
      errno = why;
      lab_probe_run_refuse_errno (run, "mmap");
      return;
    }
}

static void
run_lazy (LabProbeRun *run)
{
}

/* Ends, and leaves a child that would live on and holds all descriptors. */
static void
run_orphan (LabProbeRun *run)
{
  if (fork () == 0)
    for (;;)
      pause ();
  _exit (7);
}

/* What traces ends when the test closes the one end of this pipe. */
static int held[2];

/* Is dead when it is killed, but not for its parent: not before the one that traces it has looked. That is as near to a
 * process in uninterruptible sleep as a test can come. */
static void
run_stuck (LabProbeRun *run)
{
  pid_t probe = getpid ();
  pid_t tracer;
  int ready[2];
  char byte;

  g_assert_no_errno (pipe (ready));
  tracer = fork ();
  if (tracer == 0)
    {
      setsid ();
      close (held[1]);
      g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
      ptrace (PTRACE_SEIZE, probe, NULL, NULL);
      _exit ((int) read (held[0], &byte, 1));
    }
  prctl (PR_SET_PTRACER, tracer);
  g_assert_cmpint (write (ready[1], "x", 1), ==, 1);
  run_hang (run);
}

/* What a terminal's Ctrl-C would do to the suite's process. */
static void
run_interrupt (LabProbeRun *run)
{
  kill (getppid (), SIGTERM);
  run_hang (run);
}

#define PARTNER_TICKS (CLOCKS_PER_SEC / 20)

/* Says so when it has used much of a processor. */
static void
work (gpointer data)
{
  const int *ready = data;

  while (clock () < PARTNER_TICKS)
    ;
  g_assert_cmpint (write (ready[1], "x", 1), ==, 1);
  pause ();
}

static void
run_partner (LabProbeRun *run)
{
  int ready[2];
  char byte;

  g_assert_no_errno (pipe (ready));
  if (lab_partner_start_process (run, 0, work, ready) && read (ready[0], &byte, 1) == 1)
    for (guint i = 0; i < 20; i++)
      lab_probe_run_add (run, 0, 100);
}

/* Two numbers in turn that have nothing to do with each other. */
static void
run_unstable (LabProbeRun *run)
{
  for (guint i = 0; i < 20; i++)
    lab_probe_run_add (run, 0, i % 2 == 0 ? 1 : 9);
}

#define PROBE(name)                                                                                                    \
  static const LabProbe name##_probe = {                                                                               \
    .rows = { { #name, "a method", LAB_ESTIMATE_LOWEST } },                                                            \
    .n_rows = 1,                                                                                                       \
    .group = LAB_PROBE_PROCESS,                                                                                        \
    .budget = LAB_NS_PER_MS,                                                                                           \
    .run = run_##name,                                                                                                 \
  }

static const LabProbe good_probe = {
  .rows = { { "good", "a method", LAB_ESTIMATE_MIDDLE }, { "refused", "another method", LAB_ESTIMATE_MIDDLE } },
  .n_rows = 2,
  .group = LAB_PROBE_DISK,
  .budget = LAB_NS_PER_MS,
  .run = run_good,
};
PROBE (hang);
PROBE (die);
PROBE (exit);
PROBE (greedy);
PROBE (swallow);
PROBE (lazy);
PROBE (orphan);
PROBE (stuck);
PROBE (interrupt);
PROBE (partner);
PROBE (unstable);

typedef struct
{
  GPtrArray *readings;
  gboolean whole;
} Outcome;

static void
keep (const LabReading *reading, gpointer data)
{
  g_ptr_array_add (((Outcome *) data)->readings, lab_reading_copy (reading));
}

static Outcome
run_suite (const LabSuite *suite, const char *folder)
{
  Outcome outcome = { g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free), FALSE };
  LabConditions conditions = { 0 };

  lab_conditions_read (&conditions, folder);
  outcome.whole = lab_suite_run (suite, &conditions, keep, &outcome);
  g_assert_cmpfloat (conditions.foreign_share, >=, 0);
  g_assert_cmpfloat (conditions.foreign_share, <=, 1);
  lab_conditions_clear (&conditions);
  return outcome;
}

/* One bad probe, then a good one, which must not suffer. */
static Outcome
run_with (const LabProbe *probe, guint64 time_limit)
{
  static const char *rows[] = { NULL, "good", "refused", NULL };
  const LabProbe *const probes[] = { probe, &good_probe, NULL };
  LabSuite suite;

  lab_suite_init (&suite, FALSE);
  rows[0] = probe->rows[0].id;
  suite.probes = probes;
  suite.rows = rows;
  suite.time_limit = time_limit;
  return run_suite (&suite, g_get_tmp_dir ());
}

static void
assert_bad (const LabProbe *probe, guint64 time_limit, LabReadingStatus status, const char *why)
{
  Outcome outcome = run_with (probe, time_limit);
  const LabReading *bad = g_ptr_array_index (outcome.readings, 0);
  const LabReading *good = g_ptr_array_index (outcome.readings, 1);

  g_assert_true (outcome.whole);
  g_assert_cmpuint (outcome.readings->len, ==, 3);
  g_assert_cmpstr (bad->row, ==, probe->rows[0].id);
  g_assert_cmpint (bad->status, ==, status);
  g_assert_cmpstr (bad->why, ==, why);
  g_assert_cmpint (good->status, ==, LAB_READING_MEASURED);
  g_ptr_array_unref (outcome.readings);
}

static void
test_good (void)
{
  Outcome outcome = run_with (&lazy_probe, 30 * LAB_NS_PER_S);
  const LabReading *good = g_ptr_array_index (outcome.readings, 1);
  const LabReading *refused = g_ptr_array_index (outcome.readings, 2);

  g_assert_cmpfloat (good->median, ==, 101);
  g_assert_cmpuint (good->n, ==, 60);
  g_assert_cmpuint (good->working_set, ==, 4096);
  g_assert_cmpuint (good->medians->len, ==, 3);
  g_assert_cmpstr (refused->row, ==, "refused");
  g_assert_cmpint (refused->status, ==, LAB_READING_UNAVAILABLE);
  g_assert_cmpstr (refused->why, ==, "no reason");
  g_assert_cmpstr (refused->note, ==, "a note");
  g_ptr_array_unref (outcome.readings);
}

static void
test_hang (void)
{
  assert_bad (&hang_probe, TIME_FOR_ALL, LAB_READING_FAILED, "it took longer than 3 s");
}

static void
test_die (void)
{
  assert_bad (&die_probe, 30 * LAB_NS_PER_S, LAB_READING_FAILED,
              "its process was killed by signal 10 (User defined signal 1)");
}

static void
test_exit (void)
{
  assert_bad (&exit_probe, 30 * LAB_NS_PER_S, LAB_READING_FAILED, "its process ended with status 7");
}

static void
test_memory (void)
{
  assert_bad (&greedy_probe, 30 * LAB_NS_PER_S, LAB_READING_UNAVAILABLE, "mmap: Cannot allocate memory");
  assert_bad (&swallow_probe, 30 * LAB_NS_PER_S, LAB_READING_UNAVAILABLE, "mmap: Cannot allocate memory");
}

static void
test_no_samples (void)
{
  assert_bad (&lazy_probe, 30 * LAB_NS_PER_S, LAB_READING_FAILED, "it took no samples");
}

static void
test_orphan (void)
{
  guint n_killed = 0;
  int status;

  /* What a probe leaves behind becomes ours, so that its end can be seen. */
  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1), ==, 0);
  assert_bad (&orphan_probe, 30 * LAB_NS_PER_S, LAB_READING_FAILED, "its process ended with status 7");
  while (waitpid (-1, &status, 0) > 0)
    {
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      n_killed++;
    }
  g_assert_cmpuint (n_killed, ==, 3);
}

static double
get_time_of_children (void)
{
  struct rusage usage;

  g_assert_no_errno (getrusage (RUSAGE_CHILDREN, &usage));
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6 + (double) usage.ru_stime.tv_sec
         + (double) usage.ru_stime.tv_usec / 1e6;
}

/* Or what it takes would seem to be taken by others, and throw doubt on what was measured. */
static void
test_partner (void)
{
  double before = get_time_of_children ();
  Outcome outcome = run_with (&partner_probe, 60 * LAB_NS_PER_S);
  const LabReading *reading = g_ptr_array_index (outcome.readings, 0);

  g_assert_cmpint (reading->status, ==, LAB_READING_MEASURED);
  g_assert_cmpfloat (get_time_of_children () - before, >=, 3.0 * PARTNER_TICKS / CLOCKS_PER_SEC);
  g_ptr_array_unref (outcome.readings);
}

/* Where the kernel does not let one process trace another, it ends as any that hangs. */
static void
test_stuck (void)
{
  const LabReading *stuck, *good;
  Outcome outcome;

  g_assert_no_errno (pipe (held));
  outcome = run_with (&stuck_probe, TIME_FOR_ALL);
  stuck = g_ptr_array_index (outcome.readings, 0);
  good = g_ptr_array_index (outcome.readings, 1);
  g_test_message ("%s", stuck->why);
  g_assert_true (outcome.whole);
  g_assert_cmpint (stuck->status, ==, LAB_READING_FAILED);
  g_assert_cmpint (good->status, ==, LAB_READING_MEASURED);
  g_ptr_array_unref (outcome.readings);
  close (held[1]);
  close (held[0]);
  while (waitpid (-1, NULL, 0) > 0)
    ;
}

static void
on_signal (int number)
{
  lab_suite_cancel ();
}

static void
test_cancel (void)
{
  const struct sigaction action = { .sa_handler = on_signal };
  struct sigaction before;
  Outcome outcome;

  sigaction (SIGTERM, &action, &before);
  outcome = run_with (&interrupt_probe, 30 * LAB_NS_PER_S);
  sigaction (SIGTERM, &before, NULL);
  g_assert_false (outcome.whole);
  g_assert_cmpuint (outcome.readings->len, ==, 0);
  g_assert_cmpint (waitpid (-1, NULL, 0), ==, -1);
  g_ptr_array_unref (outcome.readings);
}

/* It is tried again, twice at most, and then has a range and no number. */
static void
test_unstable (void)
{
  Outcome outcome = run_with (&unstable_probe, 30 * LAB_NS_PER_S);
  const LabReading *reading = g_ptr_array_index (outcome.readings, 0);

  g_assert_cmpint (reading->status, ==, LAB_READING_MEASURED);
  g_assert_cmpint (reading->estimate.grade, ==, LAB_GRADE_D);
  g_assert_cmpfloat (reading->estimate.value, ==, 0);
  g_assert_cmpfloat (reading->estimate.low, <, reading->estimate.high);
  g_assert_cmpuint (reading->medians->len, ==, 5);
  g_ptr_array_unref (outcome.readings);
}

static void
assert_sane (const LabReading *reading)
{
  if (reading->status != LAB_READING_MEASURED)
    {
      g_assert_cmpuint (strlen (reading->why), >, 0);
      return;
    }
  g_assert_true (isfinite (reading->median) && reading->median > 0);
  g_assert_true (isfinite (reading->estimate.high) && reading->estimate.low <= reading->estimate.high);
  g_assert_cmpint (reading->estimate.value > 0, ==, reading->estimate.grade != LAB_GRADE_D);
  g_assert_cmpfloat (reading->min, <=, reading->median);
  g_assert_cmpfloat (reading->median, <=, reading->p99);
  g_assert_cmpuint (reading->n, >=, LAB_SAMPLES_MIN);
  g_assert_cmpuint (reading->cpus->len, >=, 1);
}

/* How many rows a suite without names reports: all but the remote host's, for which nobody has asked. */
static guint
count_rows (const LabSuite *suite)
{
  guint n_rows, n = 0;
  const LabLatencyRow *rows = lab_latency_rows_get (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    n += rows[i].why_not != NULL;
  for (const LabProbe *const *probe = suite->probes; *probe != NULL; probe++)
    n += (*probe)->group == LAB_PROBE_ASKED ? 0 : (*probe)->n_rows;
  return n;
}

/* All that there are, really: each row is reported once, with a number or with a reason. */
static void
test_real_probes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  LabSuite suite;
  Outcome outcome;

  lab_suite_init (&suite, FALSE);
  suite.scale = 0.3;
  suite.more = 0;
  suite.time_limit = 60 * LAB_NS_PER_S;
  outcome = run_suite (&suite, g_get_tmp_dir ());
  g_assert_true (outcome.whole);
  for (guint i = 0; i < outcome.readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (outcome.readings, i);

      g_assert_true (g_hash_table_add (seen, reading->row));
      g_assert_nonnull (lab_latency_row_find (reading->row));
      assert_sane (reading);
    }
  g_assert_cmpuint (outcome.readings->len, ==, count_rows (&suite));
  g_ptr_array_unref (outcome.readings);
}

static void
test_disk_that_is_memory (void)
{
  static const char *const rows[] = { "ssd-random", "fsync", NULL };
  LabSuite suite;
  Outcome outcome;

  lab_suite_init (&suite, FALSE);
  suite.rows = rows;
  suite.time_limit = 60 * LAB_NS_PER_S;
  outcome = run_suite (&suite, "/dev/shm");
  g_assert_cmpuint (outcome.readings->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const LabReading *reading = g_ptr_array_index (outcome.readings, i);

      g_assert_cmpint (reading->status, ==, LAB_READING_UNAVAILABLE);
      g_assert_cmpstr (reading->why, ==, "the folder for the scratch file is memory, not a disk");
    }
  g_ptr_array_unref (outcome.readings);
}

static void
test_no_folder (void)
{
  static const char *const rows[] = { "fsync", NULL };
  LabSuite suite;
  Outcome outcome;
  const LabReading *reading;

  lab_suite_init (&suite, FALSE);
  suite.rows = rows;
  outcome = run_suite (&suite, "/proc/no/such/folder");
  reading = g_ptr_array_index (outcome.readings, 0);
  g_assert_cmpint (reading->status, ==, LAB_READING_UNAVAILABLE);
  g_assert_true (g_str_has_prefix (reading->why, "/proc/no/such/folder: "));
  g_ptr_array_unref (outcome.readings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suite/a good probe", test_good);
  g_test_add_func ("/suite/a probe that hangs", test_hang);
  g_test_add_func ("/suite/a probe that dies", test_die);
  g_test_add_func ("/suite/a probe that exits", test_exit);
  g_test_add_func ("/suite/a probe that wants too much memory", test_memory);
  g_test_add_func ("/suite/a probe that does nothing", test_no_samples);
  g_test_add_func ("/suite/what a probe leaves behind is killed", test_orphan);
  g_test_add_func ("/suite/what a partner takes is on the probe's account", test_partner);
  g_test_add_func ("/suite/a probe that cannot be ended holds nothing up", test_stuck);
  g_test_add_func ("/suite/cancelling", test_cancel);
  g_test_add_func ("/suite/what is unstable has a range and no number", test_unstable);
  g_test_add_func ("/suite/every real probe gives a number or a reason", test_real_probes);
  g_test_add_func ("/suite/a disk that is memory", test_disk_that_is_memory);
  g_test_add_func ("/suite/no folder to write in", test_no_folder);
  return g_test_run ();
}
