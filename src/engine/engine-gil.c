/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <pthread.h>

#include "engine-gil.h"
#include "engine-objects.h"

/* Where both mutexes are needed, `mutex` is locked first. */
struct _LabGil
{
  guint64 interval;
  guint64 quantum;
  guint16 object;

  pthread_mutex_t mutex; /* guards `held` and `n_switches` */
  pthread_cond_t freed;  /* it is no longer held */
  gboolean held;
  guint64 n_switches; /* how often it was taken by another one than before */

  pthread_mutex_t switch_mutex; /* guards `last` */
  pthread_cond_t switched;      /* somebody has taken it */
  const LabWorker *last;        /* who has it, or had it */

  gboolean wanted; /* atomic: somebody asks the holder to give it up */
};

/* Waits must not depend on the wall clock. */
static void
init_cond (pthread_cond_t *cond)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (cond, &attributes);
  pthread_condattr_destroy (&attributes);
}

LabGil *
lab_gil_new (guint64 interval, guint64 quantum, guint16 object)
{
  LabGil *self = g_new0 (LabGil, 1);

  self->interval = interval;
  self->quantum = quantum;
  self->object = object;
  pthread_mutex_init (&self->mutex, NULL);
  init_cond (&self->freed);
  pthread_mutex_init (&self->switch_mutex, NULL);
  init_cond (&self->switched);
  return self;
}

LabGil *
lab_gil_new_from_options (LabEngine *engine, guint16 object)
{
  const LabValues *options = engine->experiment->options;

  return lab_gil_new ((guint64) lab_values_get_number (options, "interval"),
                      (guint64) lab_values_get_number (options, "quantum"), object);
}

guint16
lab_gil_announce (LabEngine *engine, guint n)
{
  guint first = engine->objects->len;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = n > 1 ? g_strdup_printf ("GIL %u", i) : g_strdup ("GIL");

      lab_engine_add_object (engine, LAB_OBJECT_GIL, name);
    }
  lab_engine_record_objects (engine);
  return (guint16) first;
}

void
lab_gil_free (LabGil *self)
{
  g_assert (!self->held);

  pthread_cond_destroy (&self->switched);
  pthread_mutex_destroy (&self->switch_mutex);
  pthread_cond_destroy (&self->freed);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

static gboolean
gil_is_wanted (LabGil *self)
{
  return __atomic_load_n (&self->wanted, __ATOMIC_RELAXED);
}

static void
gil_set_wanted (LabGil *self, gboolean wanted)
{
  __atomic_store_n (&self->wanted, wanted, __ATOMIC_RELAXED);
}

static void
record_state (LabGil *self, LabWorker *worker, guint64 now)
{
  lab_recorder_add_at (worker->recorder, now, worker->task->index, LAB_STATE_GIL, self->object);
}

static void
record_deed (LabGil *self, LabWorker *worker, guint64 now, LabDeed deed)
{
  lab_recorder_add_deed_at (worker->recorder, now, worker->task->index, deed, self->object);
}

/* Only the first of those who ask records it: the others, of whom there may be thousands, change nothing. */
static void
gil_request_locked (LabGil *self, LabWorker *worker)
{
  if (gil_is_wanted (self))
    return;
  record_deed (self, worker, lab_clock_now (), LAB_DEED_REQUEST);
  gil_set_wanted (self, TRUE);
}

/* Waits for one interval at most; TRUE when it has gone by. */
static gboolean
gil_wait_interval_locked (LabGil *self)
{
  guint64 deadline = lab_clock_now () + self->interval;
  struct timespec until = { (time_t) (deadline / LAB_NS_PER_S), (long) (deadline % LAB_NS_PER_S) };

  return pthread_cond_timedwait (&self->freed, &self->mutex, &until) == ETIMEDOUT;
}

/* Where the lock changed hands meanwhile, the new holder is not asked: it is given an interval of its own. With three
 * threads that compute this is what lets one of them wait for many intervals. */
static void
gil_await_locked (LabGil *self, LabWorker *worker)
{
  while (self->held)
    {
      guint64 n_switches = self->n_switches;

      if (gil_wait_interval_locked (self) && self->held && self->n_switches == n_switches)
        gil_request_locked (self, worker);
    }
}

static void
gil_hold_locked (LabGil *self, LabWorker *worker)
{
  pthread_mutex_lock (&self->switch_mutex);
  self->held = TRUE;
  if (self->last != worker)
    {
      self->last = worker;
      self->n_switches++;
    }
  pthread_cond_signal (&self->switched);
  pthread_mutex_unlock (&self->switch_mutex);
  gil_set_wanted (self, FALSE);
}

/* `is_waiting`: the task is recorded as waiting already. */
static guint64
gil_take (LabGil *self, LabWorker *worker, gboolean is_waiting)
{
  guint64 now;

  pthread_mutex_lock (&self->mutex);
  if (self->held && !is_waiting)
    record_state (self, worker, lab_clock_now ());
  gil_await_locked (self, worker);
  now = lab_clock_now ();
  gil_hold_locked (self, worker);
  pthread_mutex_unlock (&self->mutex);
  record_deed (self, worker, now, LAB_DEED_TAKE);
  worker->gil_looked = now;
  worker->gil_asked = FALSE;
  return now;
}

guint64
lab_gil_take (LabGil *self, LabWorker *worker)
{
  return gil_take (self, worker, FALSE);
}

/* Otherwise who has just let go would be the first to have it again: it runs already, the others have yet to wake. */
static void
gil_await_switch (LabGil *self, LabWorker *worker)
{
  pthread_mutex_lock (&self->switch_mutex);
  if (self->last == worker)
    gil_set_wanted (self, FALSE);
  while (self->last == worker)
    pthread_cond_wait (&self->switched, &self->switch_mutex);
  pthread_mutex_unlock (&self->switch_mutex);
}

void
lab_gil_drop (LabGil *self, LabWorker *worker, guint64 now)
{
  record_deed (self, worker, now, LAB_DEED_RELEASE);
  pthread_mutex_lock (&self->mutex);
  self->held = FALSE;
  pthread_cond_signal (&self->freed);
  pthread_mutex_unlock (&self->mutex);
  /* Who asked is waiting, and goes on waiting until it has the lock: so somebody will take it. */
  if (gil_is_wanted (self))
    gil_await_switch (self, worker);
}

static void
gil_give_way (LabGil *self, LabWorker *worker, guint64 now)
{
  record_state (self, worker, now);
  lab_gil_drop (self, worker, now);
  now = gil_take (self, worker, TRUE);
  lab_recorder_add_at (worker->recorder, now, worker->task->index, LAB_STATE_RUNNING,
                       (guint16) (MAX (worker->task->next, 1) - 1));
}

static void
gil_before_wait (LabWorker *worker, guint64 now)
{
  lab_gil_drop (worker->gil, worker, now);
}

static guint64
gil_after_wait (LabWorker *worker)
{
  return lab_gil_take (worker->gil, worker);
}

/* Whether a piece that nobody can interrupt has come to its end. They follow each other without a gap since the task
 * took the lock, but are counted only once somebody wants it. */
static gboolean
gil_ends_quantum (LabGil *self, LabWorker *worker, guint64 now)
{
  guint64 elapsed = now - worker->gil_looked;

  if (worker->gil_asked)
    return elapsed >= self->quantum;
  worker->gil_asked = TRUE;
  worker->gil_looked = now - elapsed % self->quantum;
  return FALSE;
}

/* The clock is read only where it matters: this is called many times in a microsecond. */
static void
gil_checkpoint (LabWorker *worker)
{
  LabGil *self = worker->gil;
  guint64 now;

  if (!gil_is_wanted (self))
    return;
  now = lab_clock_now ();
  if (self->quantum == 0 || gil_ends_quantum (self, worker, now))
    gil_give_way (self, worker, now);
}

void
lab_gil_attach (LabGil *self, LabWorker *worker)
{
  static const LabWorkerHooks hooks = { gil_before_wait, gil_after_wait, gil_checkpoint };

  worker->gil = self;
  worker->hooks = &hooks;
}
