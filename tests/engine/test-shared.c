/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "engine-shared-private.h"
#include "test-utils.h"

/* Locks, events and who waits for what, without an engine: a task here is a number. */

enum
{
  LOCK_A,
  LOCK_B,
  LOCK_C,
  EVENT_E,
  EVENT_F,
};

#define N_TASKS 8

static const char five_objects[] =
  "{\"id\": \"w\", \"counters\": [{\"id\": \"n\", \"memory\": \"shared\"}], \"tasks\": [{\"count\": 8, \"steps\": ["
  "{\"lock\": \"A\"}, {\"lock\": \"B\"}, {\"lock\": \"C\"}, {\"event\": {\"wait\": \"E\"}},"
  "{\"event\": {\"wait\": \"F\"}}]}], \"answer\": {\"count\": 0}}";

typedef struct
{
  LabExperiment *experiment;
  LabProgram *program;
  LabSegment *segment;
  LabShared *shared;
} Fixture;

static void
set_up_workload (Fixture *self, const char *workload)
{
  g_autoptr (GError) error = NULL;

  self->experiment = test_experiment (workload, "threads", "");
  self->program = lab_program_new (self->experiment->workload, self->experiment->params, &error);
  g_assert_no_error (error);
  self->segment = lab_segment_new (1 << 20, &error);
  g_assert_no_error (error);
  self->shared = lab_shared_new (self->program, self->segment, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_workload (self, five_objects);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lab_shared_unref (self->shared);
  lab_segment_unref (self->segment);
  lab_program_free (self->program);
  lab_experiment_free (self->experiment);
}

/* What the watch would see now. */
static const LabStandstill *
look (Fixture *self)
{
  lab_shared_stop_watch (self->shared);
  return lab_shared_watch (self->shared);
}

static void
assert_wait (const LabStandstill *standstill, guint n, guint32 task, guint32 object, guint32 owner)
{
  g_assert_cmpuint (n, <, standstill->n_waits);
  g_assert_cmpuint (standstill->waits[n].task, ==, task);
  g_assert_cmpuint (standstill->waits[n].object, ==, object);
  g_assert_cmpuint (standstill->waits[n].owner, ==, owner);
}

/* Threads and processes that do the same, each as a task of its own. */

typedef struct
{
  LabShared *shared;
  guint32 task;
  guint object; /* to wait for */
  gboolean got; /* what lab_shared_wait() said */
  int tid;      /* atomic */
} Actor;

static void
start_all (Fixture *fixture, Actor *actors, GThread **threads, guint n, GThreadFunc func)
{
  for (guint i = 0; i < n; i++)
    {
      actors[i].shared = fixture->shared;
      actors[i].task = i;
      threads[i] = g_thread_new ("actor", func, &actors[i]);
    }
}

static void
join_all (GThread **threads, guint n)
{
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}

static gpointer
wait_for_object (gpointer data)
{
  Actor *self = data;

  __atomic_store_n (&self->tid, (int) syscall (SYS_gettid), __ATOMIC_SEQ_CST);
  self->got = lab_shared_wait (self->shared, self->object, self->task);
  return NULL;
}

static gboolean
sleeps (gpointer data)
{
  int tid = __atomic_load_n (&((Actor *) data)->tid, __ATOMIC_SEQ_CST);
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/stat", tid);
  g_autofree char *stat = NULL;

  return tid != 0 && g_file_get_contents (path, &stat, NULL, NULL) && strstr (stat, ") S ") != NULL;
}

static gboolean
is_registered (gpointer data)
{
  Actor *self = data;
  gboolean waits;

  lab_shared_lock_mutex (self->shared);
  waits = self->shared->tasks[self->task].waits_for != 0;
  lab_shared_unlock_mutex (self->shared);
  return waits;
}

static void
await_sleep (Actor *actor)
{
  test_wait_until (is_registered, actor, "a thread waits");
  test_wait_until (sleeps, actor, "a thread sleeps");
}

static void
take (LabShared *shared, guint lock, guint32 task)
{
  if (!lab_shared_try_lock (shared, lock, task))
    g_assert_true (lab_shared_wait (shared, lock, task));
}

#define ROUNDS 5000

/* Not atomic on purpose: what the locks guard. */
static gint64 guarded[2];

/* Both locks in one order, or one of them alone. */
static gpointer
count_under_locks (gpointer data)
{
  Actor *self = data;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gboolean both = (i + self->task) % 3 != 0;

      if (both)
        take (self->shared, LOCK_A, self->task);
      take (self->shared, LOCK_B, self->task);
      guarded[0] += both;
      guarded[1]++;
      g_assert_true (lab_shared_unlock (self->shared, LOCK_B, self->task));
      if (both)
        g_assert_true (lab_shared_unlock (self->shared, LOCK_A, self->task));
    }
  lab_shared_end_task (self->shared, self->task);
  return NULL;
}

static void
test_locks_exclude_threads_without_a_false_alarm (Fixture *fixture, gconstpointer data)
{
  Actor actors[N_TASKS] = { { 0 } };
  GThread *threads[N_TASKS];

  memset (guarded, 0, sizeof (guarded));
  start_all (fixture, actors, threads, N_TASKS, count_under_locks);
  join_all (threads, N_TASKS);
  g_assert_cmpint (guarded[1], ==, N_TASKS * ROUNDS);
  g_assert_cmpint (guarded[0], <, guarded[1]);
  g_assert_null (look (fixture));
  for (guint32 task = 0; task < N_TASKS; task++)
    g_assert_cmpuint (lab_shared_count_held (fixture->shared, task), ==, 0);
}

/* A process that maps the memory itself, as a worker does. */
static pid_t
start_process (Fixture *fixture, guint32 task, void (*func) (LabShared *shared, guint32 task))
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      int fd = dup (lab_shared_get_fd (fixture->shared));
      g_autoptr (LabShared) shared = lab_shared_new_for_fd (fixture->program, fixture->segment, fd, NULL);

      func (shared, task);
      _exit (0);
    }
  return pid;
}

static void
await_process (pid_t pid)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
}

/* Read and written by itself: what comes between would be lost. */
static void
count_in_process (LabShared *shared, guint32 task)
{
  volatile gint64 *counter = lab_shared_get_counters (shared);

  for (guint i = 0; i < ROUNDS; i++)
    {
      take (shared, LOCK_A, task);
      *counter = *counter + 1;
      lab_shared_unlock (shared, LOCK_A, task);
    }
  lab_shared_end_task (shared, task);
}

static void
test_locks_exclude_processes (Fixture *fixture, gconstpointer data)
{
  pid_t pids[4];

  for (guint i = 0; i < 4; i++)
    pids[i] = start_process (fixture, i, count_in_process);
  for (guint i = 0; i < 4; i++)
    await_process (pids[i]);
  g_assert_cmpint (*lab_shared_get_counters (fixture->shared), ==, 4 * ROUNDS);
  g_assert_null (look (fixture));
}

static void
test_only_the_owner_unlocks (Fixture *fixture, gconstpointer data)
{
  g_assert_false (lab_shared_unlock (fixture->shared, LOCK_A, 1));
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A, 1));
  g_assert_false (lab_shared_try_lock (fixture->shared, LOCK_A, 2));
  g_assert_false (lab_shared_unlock (fixture->shared, LOCK_A, 2));
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_A, 2));
  g_assert_false (lab_shared_unlock (fixture->shared, LOCK_A, 2));
  g_assert_true (lab_shared_unlock (fixture->shared, LOCK_A, 1));
  lab_shared_end_wait (fixture->shared, LOCK_A, 2);
  g_assert_cmpuint (lab_shared_count_held (fixture->shared, 2), ==, 1);
  g_assert_true (lab_shared_unlock (fixture->shared, LOCK_A, 2));
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A, 0));
}

static void
test_an_event_lets_all_go_on (Fixture *fixture, gconstpointer data)
{
  Actor actors[N_TASKS - 1] = { { 0 } };
  GThread *threads[N_TASKS - 1];

  for (guint i = 0; i < N_TASKS - 1; i++)
    actors[i].object = EVENT_E;
  start_all (fixture, actors, threads, N_TASKS - 1, wait_for_object);
  await_sleep (&actors[0]);
  g_assert_false (lab_shared_is_set (fixture->shared, EVENT_E));
  lab_shared_set (fixture->shared, EVENT_E);
  join_all (threads, N_TASKS - 1);
  for (guint i = 0; i < N_TASKS - 1; i++)
    g_assert_true (actors[i].got);
  g_assert_true (lab_shared_is_set (fixture->shared, EVENT_E));
  g_assert_false (lab_shared_is_set (fixture->shared, EVENT_F));
  /* Set for good. */
  lab_shared_set (fixture->shared, EVENT_E);
  g_assert_true (lab_shared_wait (fixture->shared, EVENT_E, N_TASKS - 1));
  g_assert_false (lab_shared_begin_wait (fixture->shared, EVENT_E, N_TASKS - 1));
  g_assert_null (look (fixture));
}

static void
wait_in_process (LabShared *shared, guint32 task)
{
  g_assert_true (lab_shared_wait (shared, EVENT_F, task));
  lab_shared_set (shared, EVENT_E);
}

static void
test_events_cross_processes (Fixture *fixture, gconstpointer data)
{
  pid_t pid = start_process (fixture, 0, wait_in_process);
  Actor waiting = { .shared = fixture->shared, .task = 0 };

  test_wait_until (is_registered, &waiting, "the process waits");
  lab_shared_set (fixture->shared, EVENT_F);
  g_assert_true (lab_shared_wait (fixture->shared, EVENT_E, 1));
  await_process (pid);
}

static void
test_a_ring_is_found_in_whatever_order_it_closes (Fixture *fixture, gconstpointer data)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  const guint *order = orders[GPOINTER_TO_UINT (data)];
  const LabStandstill *found;

  for (guint task = 0; task < 3; task++)
    g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A + task, task));
  /* Another one waits, but is not in the ring. */
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_B, 5));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (look (fixture));
      g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_A + (order[i] + 1) % 3, order[i]));
    }
  found = look (fixture);
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, LAB_STANDSTILL_CYCLE);
  g_assert_cmpuint (found->n_all, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      guint task = (order[2] + i) % 3;

      assert_wait (found, i, task, LOCK_A + (task + 1) % 3, (task + 1) % 3);
    }
}

static void
test_a_task_that_waits_for_its_own_lock_is_a_ring (Fixture *fixture, gconstpointer data)
{
  const LabStandstill *found;

  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_B, 4));
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_B, 4));
  found = look (fixture);
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, LAB_STANDSTILL_CYCLE);
  g_assert_cmpuint (found->n_all, ==, 1);
  assert_wait (found, 0, 4, LOCK_B, 4);
}

/* It is what was found then that is told: those who waited may have been cancelled meanwhile. */
static void
test_what_was_found_stays (Fixture *fixture, gconstpointer data)
{
  const LabStandstill *found;

  for (guint task = 0; task < 2; task++)
    g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A + task, task));
  for (guint task = 0; task < 2; task++)
    g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_B - task, task));
  lab_segment_cancel (fixture->segment);
  for (guint32 task = 0; task < 2; task++)
    {
      guint lock = 0;

      g_assert_true (lab_shared_release_next (fixture->shared, task, &lock));
      lab_shared_end_task (fixture->shared, task);
    }
  found = look (fixture);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->n_waits, ==, 2);
  assert_wait (found, 0, 1, LOCK_A, 0);
  assert_wait (found, 1, 0, LOCK_B, 1);
}

static void
test_a_cancelled_run_does_not_stand_still (Fixture *fixture, gconstpointer data)
{
  lab_segment_cancel (fixture->segment);
  for (guint32 task = 0; task < N_TASKS; task++)
    g_assert_true (lab_shared_begin_wait (fixture->shared, EVENT_E, task));
  g_assert_null (look (fixture));
}

static void
test_all_stand_still_when_the_last_waits (Fixture *fixture, gconstpointer data)
{
  const LabStandstill *found;

  for (guint32 task = 0; task < N_TASKS; task++)
    {
      g_assert_null (look (fixture));
      g_assert_true (lab_shared_begin_wait (fixture->shared, task % 2 == 0 ? EVENT_E : EVENT_F, task));
    }
  found = look (fixture);
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, LAB_STANDSTILL_ALL);
  g_assert_cmpuint (found->n_all, ==, N_TASKS);
  g_assert_cmpuint (found->n_queued, ==, 0);
  assert_wait (found, 3, 3, EVENT_F, LAB_NO_TASK);
}

static void
test_all_stand_still_when_the_last_other_ends (Fixture *fixture, gconstpointer data)
{
  for (guint32 task = 1; task < N_TASKS; task++)
    g_assert_true (lab_shared_begin_wait (fixture->shared, EVENT_E, task));
  g_assert_null (look (fixture));
  lab_shared_end_task (fixture->shared, 0);
  g_assert_nonnull (look (fixture));
  g_assert_cmpuint (look (fixture)->n_all, ==, N_TASKS - 1);
}

/* Those that are queued could help, but no worker is left for them. */
static void
test_slots_that_all_wait_stand_still (Fixture *fixture, gconstpointer data)
{
  const LabStandstill *found;

  lab_shared_set_slots (fixture->shared, 2);
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A, 0));
  lab_shared_end_task (fixture->shared, 7);
  g_assert_true (lab_shared_begin_wait (fixture->shared, EVENT_E, 0));
  g_assert_null (look (fixture));
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_A, 1));
  found = look (fixture);
  g_assert_nonnull (found);
  g_assert_cmpint (found->kind, ==, LAB_STANDSTILL_ALL);
  g_assert_cmpuint (found->n_all, ==, 2);
  g_assert_cmpuint (found->n_queued, ==, N_TASKS - 3);
  assert_wait (found, 1, 1, LOCK_A, 0);
}

/* Who waits for a lock that is free, or an event that is set, is on the way. */
static void
test_who_is_on_the_way_does_not_stand_still (Fixture *fixture, gconstpointer data)
{
  lab_shared_set_slots (fixture->shared, 2);
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A, 0));
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_A, 1));
  g_assert_true (lab_shared_unlock (fixture->shared, LOCK_A, 0));
  g_assert_true (lab_shared_begin_wait (fixture->shared, EVENT_E, 0));
  g_assert_null (look (fixture));
  lab_shared_end_wait (fixture->shared, LOCK_A, 1);
  lab_shared_set (fixture->shared, EVENT_E);
  g_assert_true (lab_shared_begin_wait (fixture->shared, EVENT_F, 1));
  g_assert_null (look (fixture));
  lab_shared_end_wait (fixture->shared, EVENT_E, 0);
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_A, 0));
  g_assert_nonnull (look (fixture));
}

static void
test_cancelling_wakes_all (Fixture *fixture, gconstpointer data)
{
  Actor actors[5] = { { 0 } };
  GThread *threads[5];

  for (guint lock = LOCK_A; lock <= LOCK_C; lock++)
    g_assert_true (lab_shared_try_lock (fixture->shared, lock, 7));
  for (guint i = 0; i < 5; i++)
    actors[i].object = i;
  start_all (fixture, actors, threads, 5, wait_for_object);
  for (guint i = 0; i < 5; i++)
    await_sleep (&actors[i]);
  lab_segment_cancel (fixture->segment);
  lab_shared_cancel (fixture->shared);
  join_all (threads, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_false (actors[i].got);
}

static LabShared *to_cancel;

static void
on_signal (int number)
{
  lab_shared_cancel (to_cancel);
}

/* The handler may interrupt whoever has the mutex, so it must do without. */
static void
test_a_signal_handler_may_cancel (Fixture *fixture, gconstpointer data)
{
  struct sigaction action = { .sa_handler = on_signal };
  struct sigaction before;

  to_cancel = fixture->shared;
  g_assert_cmpint (sigaction (SIGUSR1, &action, &before), ==, 0);
  lab_shared_lock_mutex (fixture->shared);
  raise (SIGUSR1);
  lab_shared_unlock_mutex (fixture->shared);
  sigaction (SIGUSR1, &before, NULL);
  g_assert_cmpuint (fixture->shared->objects[EVENT_F].ticket, ==, 1);
}

/* Processes that die. */

static void
kill_process (pid_t pid)
{
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

/* As the model does it for a worker that is gone. */
static guint
bury (LabShared *shared, guint32 task)
{
  guint lock = 0;
  guint n = 0;

  lab_shared_recover_task (shared, task);
  while (lab_shared_release_next (shared, task, &lock))
    n++;
  lab_shared_end_task (shared, task);
  return n;
}

static void
hold_for_ever (LabShared *shared, guint32 task)
{
  take (shared, LOCK_A, task);
  take (shared, LOCK_C, task);
  lab_shared_set (shared, EVENT_E);
  pause ();
}

static void
test_the_locks_of_a_killed_process_are_given_back (Fixture *fixture, gconstpointer data)
{
  pid_t pid = start_process (fixture, 3, hold_for_ever);
  Actor actor = { .shared = fixture->shared, .task = 1, .object = LOCK_A };
  GThread *thread;

  g_assert_true (lab_shared_wait (fixture->shared, EVENT_E, 0));
  thread = g_thread_new ("actor", wait_for_object, &actor);
  await_sleep (&actor);
  kill_process (pid);
  g_assert_cmpuint (bury (fixture->shared, 3), ==, 2);
  g_thread_join (thread);
  g_assert_true (actor.got);
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_C, 0));
}

/* Between taking the lock and counting it: the word says who has it. */
static void
test_a_lock_that_was_not_counted_yet_is_given_back (Fixture *fixture, gconstpointer data)
{
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_B, 3));
  fixture->shared->tasks[3].n_held = 0;
  g_assert_cmpuint (bury (fixture->shared, 3), ==, 1);
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_B, 0));
}

static void
die_counting (LabShared *shared, guint32 task)
{
  lab_shared_lock_mutex (shared);
  shared->header->n_stuck = 77;
  shared->header->n_ended = 5;
  shared->objects[LOCK_A].n_waiting = 3;
  shared->objects[EVENT_E].n_waiting = 3;
  _exit (0);
}

static void
test_who_dies_counting_is_counted_again (Fixture *fixture, gconstpointer data)
{
  SharedHeader *header = fixture->shared->header;

  lab_shared_end_task (fixture->shared, 7);
  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A, 0));
  g_assert_true (lab_shared_begin_wait (fixture->shared, LOCK_A, 1));
  await_process (start_process (fixture, 3, die_counting));
  bury (fixture->shared, 3);
  g_assert_null (look (fixture));
  g_assert_cmpuint (header->n_stuck, ==, 1);
  g_assert_cmpuint (header->n_ended, ==, 2);
  g_assert_cmpuint (fixture->shared->objects[LOCK_A].n_waiting, ==, 1);
  g_assert_cmpuint (fixture->shared->objects[EVENT_E].n_waiting, ==, 0);
  /* The end of a task that had ended already is not counted twice. */
  bury (fixture->shared, 3);
  g_assert_cmpuint (header->n_ended, ==, 2);
}

/* Waits as the others do, is woken, and does nothing any more. */
static gpointer
wait_and_die (gpointer data)
{
  Actor *self = data;
  guint32 *ticket = &self->shared->objects[self->object].ticket;
  guint32 seen = __atomic_load_n (ticket, __ATOMIC_SEQ_CST);

  __atomic_store_n (&self->tid, (int) syscall (SYS_gettid), __ATOMIC_SEQ_CST);
  g_assert_true (lab_shared_begin_wait (self->shared, self->object, self->task));
  while (__atomic_load_n (ticket, __ATOMIC_SEQ_CST) == seen)
    lab_shared_futex (ticket, FUTEX_WAIT, seen);
  return NULL;
}

/* Whoever unlocks wakes one of those that wait. When just that one dies, the lock is free and all others sleep. */
static void
test_a_wake_up_does_not_die_with_the_woken (Fixture *fixture, gconstpointer data)
{
  Actor dying = { .shared = fixture->shared, .task = 1, .object = LOCK_A };
  Actor waiting = { .shared = fixture->shared, .task = 2, .object = LOCK_A };
  GThread *first;
  GThread *second;

  g_assert_true (lab_shared_try_lock (fixture->shared, LOCK_A, 0));
  first = g_thread_new ("dying", wait_and_die, &dying);
  await_sleep (&dying);
  second = g_thread_new ("waiting", wait_for_object, &waiting);
  await_sleep (&waiting);
  g_assert_true (lab_shared_unlock (fixture->shared, LOCK_A, 0));
  g_thread_join (first);
  bury (fixture->shared, 1);
  g_thread_join (second);
  g_assert_true (waiting.got);
}

static void
test_a_dead_waiter_is_not_waited_for (Fixture *fixture, gconstpointer data)
{
  for (guint32 task = 0; task < 6; task++)
    g_assert_true (lab_shared_begin_wait (fixture->shared, EVENT_E, task));
  bury (fixture->shared, 5);
  g_assert_cmpuint (fixture->shared->header->n_stuck, ==, 5);
  g_assert_null (look (fixture));
  lab_shared_end_task (fixture->shared, 6);
  lab_shared_end_task (fixture->shared, 7);
  g_assert_nonnull (look (fixture));
  g_assert_cmpuint (look (fixture)->n_all, ==, 5);
}

#define MANY 32768

static void
test_as_many_locks_as_there_may_be (void)
{
  Fixture fixture;
  guint lock = 0;

  set_up_workload (&fixture, "{\"id\": \"w\", \"tasks\": [{\"count\": 32768, \"steps\": [{\"lock\": \"{number}\"}]}],"
                             "\"answer\": {\"count\": 0}}");
  /* A chain in which each waits for the next one. */
  for (guint i = 0; i < MANY; i++)
    g_assert_true (lab_shared_try_lock (fixture.shared, i, i));
  for (guint i = 0; i + 1 < MANY; i++)
    g_assert_true (lab_shared_begin_wait (fixture.shared, i + 1, i));
  g_assert_null (look (&fixture));
  g_assert_true (lab_shared_begin_wait (fixture.shared, 0, MANY - 1));
  g_assert_nonnull (look (&fixture));
  g_assert_cmpuint (look (&fixture)->n_all, ==, MANY);
  g_assert_cmpuint (look (&fixture)->n_waits, ==, LAB_WAITS_MAX);
  tear_down (&fixture, NULL);

  set_up_workload (&fixture, "{\"id\": \"w\", \"tasks\": [{\"count\": 32768, \"steps\": [{\"lock\": \"{number}\"}]}],"
                             "\"answer\": {\"count\": 0}}");
  for (guint i = 0; i < MANY; i++)
    g_assert_true (lab_shared_try_lock (fixture.shared, i, 7));
  g_assert_cmpuint (lab_shared_count_held (fixture.shared, 7), ==, MANY);
  while (lab_shared_release_next (fixture.shared, 7, &lock))
    ;
  g_assert_cmpuint (lab_shared_count_held (fixture.shared, 7), ==, 0);
  tear_down (&fixture, NULL);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer), guint number)
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (number), set_up, test, tear_down);
}

static void
add_tests (void)
{
  /* Before there are threads: who forks has none. */
  add ("/shared/locks-exclude-processes", test_locks_exclude_processes, 0);
  add ("/shared/events-cross-processes", test_events_cross_processes, 0);
  add ("/shared/who-dies-counting-is-counted-again", test_who_dies_counting_is_counted_again, 0);
  add ("/shared/locks-of-a-killed-process-are-given-back", test_the_locks_of_a_killed_process_are_given_back, 0);
  add ("/shared/locks-exclude-threads-without-a-false-alarm", test_locks_exclude_threads_without_a_false_alarm, 0);
  add ("/shared/only-the-owner-unlocks", test_only_the_owner_unlocks, 0);
  add ("/shared/an-event-lets-all-go-on", test_an_event_lets_all_go_on, 0);
  for (guint order = 0; order < 6; order++)
    {
      g_autofree char *path = g_strdup_printf ("/shared/a-ring-is-found-in-whatever-order/%u", order);

      add (path, test_a_ring_is_found_in_whatever_order_it_closes, order);
    }
  add ("/shared/own-lock-is-a-ring", test_a_task_that_waits_for_its_own_lock_is_a_ring, 0);
  add ("/shared/what-was-found-stays", test_what_was_found_stays, 0);
  add ("/shared/cancelled-does-not-stand-still", test_a_cancelled_run_does_not_stand_still, 0);
  add ("/shared/all-wait", test_all_stand_still_when_the_last_waits, 0);
  add ("/shared/all-others-wait-when-one-ends", test_all_stand_still_when_the_last_other_ends, 0);
  add ("/shared/all-slots-wait", test_slots_that_all_wait_stand_still, 0);
  add ("/shared/on-the-way-does-not-stand-still", test_who_is_on_the_way_does_not_stand_still, 0);
  add ("/shared/cancelling-wakes-all", test_cancelling_wakes_all, 0);
  add ("/shared/a-signal-handler-may-cancel", test_a_signal_handler_may_cancel, 0);
  add ("/shared/not-counted-yet-is-given-back", test_a_lock_that_was_not_counted_yet_is_given_back, 0);
  add ("/shared/a-wake-up-does-not-die-with-the-woken", test_a_wake_up_does_not_die_with_the_woken, 0);
  add ("/shared/a-dead-waiter-is-not-waited-for", test_a_dead_waiter_is_not_waited_for, 0);
  g_test_add_func ("/shared/as-many-locks-as-there-may-be", test_as_many_locks_as_there_may_be);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  return g_test_run ();
}
