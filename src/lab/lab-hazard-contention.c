/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-clock.h"
#include "lab-hazard-contention.h"

/* A wake is late when it waited so long, and so many times as long as it then computed, for each of those whose turn
 * came first: others who need a lock as shortly as it does make a queue and no convoy. */
#define LATE_MIN LAB_NS_PER_MS
#define LATE_FACTOR 10
#define WAKES_MIN 3

/* In a fair queue each of the others comes once before one's turn. A lock, unlike a GIL, does not hand over: on a busy
 * machine who was woken may be late for long, and others come first without any fault of theirs. */
#define TAKES_MIN 4
#define TAKES_OF_EACH 2
#define WAIT_MIN (50 * LAB_NS_PER_MS)

/* Who was asked keeps the lock for so long, and so many times as long as it was left to have it before. */
#define KEPT_MIN (50 * LAB_NS_PER_MS)
#define KEPT_FACTOR 4

#define N_OBJECTS 65536 /* as many as an event can name */

typedef struct
{
  guint64 n_takes;
  guint64 taken;    /* when it was, while somebody holds it */
  guint64 asked;    /* when it was asked back, 0: not yet */
  guint64 patience; /* how long it had been left to its owner by who asked */
  guint32 owner;    /* 1 + the task, 0: nobody */
  guint32 n_waiting;
} Object;

typedef struct
{
  guint64 since;
  guint64 takes_before; /* the object's, when the wait began */
  guint64 waited;       /* in this turn, for locks and GILs */
  guint64 gil_waited;   /* in this turn, for GILs */
  guint64 n_takes;      /* in this turn, by others while it waited */
  guint64 longest;      /* wait in this turn, which was for `turn_object` */
  guint64 late_waited;
  guint64 late_ran;
  guint32 task; /* LAB_NO_TASK: the contender is free, and `n_late` is the next one that is */
  guint32 n_late;
  guint32 n_others; /* that held or wanted it when the wait began */
  guint16 object;   /* what it waits for */
  guint16 turn_object;
  guint16 late_object;
  gboolean is_gil : 1; /* each of the object before */
  gboolean turn_is_gil : 1;
  gboolean late_is_gil : 1;
  gboolean behind_waiting : 1; /* in this turn somebody held a lock while it did not compute */
} Contender;

struct _LabContention
{
  LabSweep *sweep;
  Object *objects;
  GArray *contenders; /* of Contender; the first is none */
  guint32 free;       /* the first that is, 0: none */
};

LabContention *
lab_contention_new (LabSweep *sweep)
{
  LabContention *self = g_new0 (LabContention, 1);

  self->sweep = sweep;
  /* Zeroed by the kernel as they are touched. */
  self->objects = g_new0 (Object, N_OBJECTS);
  self->contenders = g_array_new (FALSE, TRUE, sizeof (Contender));
  g_array_set_size (self->contenders, 1);
  return self;
}

void
lab_contention_free (LabContention *self)
{
  g_free (self->objects);
  g_array_unref (self->contenders);
  g_free (self);
}

static Contender *
get_contender (LabContention *self, guint32 contender)
{
  return &g_array_index (self->contenders, Contender, contender);
}

guint32
lab_contention_get_owner (LabContention *self, guint16 object)
{
  guint32 owner = self->objects[object].owner;

  return owner == 0 ? LAB_NO_TASK : owner - 1;
}

static void
judge_hoarder (LabContention *self, const Object *object, const LabEvent *event)
{
  LabHoarder *worst = &self->sweep->hoarder;
  guint64 kept = event->time - object->asked;
  guint64 total = worst->total + kept;

  if (kept < KEPT_MIN || kept < object->patience * KEPT_FACTOR)
    return;
  worst->total = total;
  if (worst->task == LAB_NO_TASK || kept > worst->kept)
    *worst = (LabHoarder){ object->owner - 1, event->detail, kept, total };
}

static void
release (LabContention *self, Object *object, const LabEvent *event)
{
  if (object->owner != event->task + 1)
    return;
  if (object->asked != 0)
    judge_hoarder (self, object, event);
  object->owner = 0;
}

static void
take (Object *object, const LabEvent *event)
{
  object->owner = event->task + 1;
  object->taken = event->time;
  object->asked = 0;
  object->n_takes++;
}

static void
request (Object *object, const LabEvent *event, const Contender *asker)
{
  if (object->owner == 0 || object->asked != 0 || asker->object != event->detail)
    return;
  object->asked = event->time;
  object->patience = event->time - MAX (object->taken, asker->since);
}

void
lab_contention_do_deed (LabContention *self, const LabEvent *event, guint32 waiting)
{
  Object *object = &self->objects[event->detail];

  if (event->state == LAB_DEED_TAKE)
    take (object, event);
  else if (event->state == LAB_DEED_RELEASE)
    release (self, object, event);
  else if (event->state == LAB_DEED_REQUEST && waiting != 0)
    request (object, event, get_contender (self, waiting));
}

static guint32
add_contender (LabContention *self, guint32 task)
{
  guint32 contender = self->free;

  if (contender == 0)
    {
      contender = self->contenders->len;
      g_array_set_size (self->contenders, contender + 1);
    }
  else
    self->free = get_contender (self, contender)->n_late;
  *get_contender (self, contender) = (Contender){ .task = task };
  return contender;
}

guint32
lab_contention_begin_wait (LabContention *self, guint32 contender, const LabEvent *event, gboolean holder_waits)
{
  Object *object = &self->objects[event->detail];
  Contender *one;

  if (contender == 0)
    contender = add_contender (self, event->task);
  one = get_contender (self, contender);
  object->n_waiting++;
  one->since = event->time;
  one->object = event->detail;
  one->is_gil = event->state == LAB_STATE_GIL;
  one->takes_before = object->n_takes;
  one->n_others = object->n_waiting;
  one->behind_waiting |= holder_waits;
  return contender;
}

static void
judge_overtaken (LabContention *self, const Contender *one, guint64 waited, guint64 n_takes)
{
  LabOvertaken *worst = &self->sweep->overtaken;
  guint64 n_others = MAX (one->n_others, self->objects[one->object].n_waiting);

  if (waited < WAIT_MIN || n_takes < TAKES_MIN || n_takes < n_others * TAKES_OF_EACH)
    return;
  if (worst->task == LAB_NO_TASK || waited > worst->waited)
    *worst = (LabOvertaken){ one->task, one->object, one->is_gil, waited, n_takes };
}

void
lab_contention_end_wait (LabContention *self, guint32 contender, guint64 now)
{
  Contender *one = get_contender (self, contender);
  Object *object = &self->objects[one->object];
  guint64 waited = now - one->since;
  guint64 n_takes = object->n_takes - one->takes_before;

  /* The last one may have been its own. */
  if (n_takes > 0 && object->owner == one->task + 1)
    n_takes--;
  judge_overtaken (self, one, waited, n_takes);
  object->n_waiting--;
  one->waited += waited;
  one->gil_waited += one->is_gil ? waited : 0;
  one->n_takes += n_takes;
  if (waited < one->longest)
    return;
  one->longest = waited;
  one->turn_object = one->object;
  one->turn_is_gil = one->is_gil;
}

void
lab_contention_begin_turn (LabContention *self, guint32 contender)
{
  Contender *one = get_contender (self, contender);

  one->waited = one->gil_waited = one->n_takes = one->longest = 0;
  one->behind_waiting = FALSE;
}

void
lab_contention_end_turn (LabContention *self, guint32 contender, guint64 ran)
{
  Contender *one = get_contender (self, contender);

  if (one->behind_waiting || one->waited < LATE_MIN
      || (double) one->waited < (double) ran * LATE_FACTOR * ((double) one->n_takes + 1))
    return;
  one->n_late++;
  one->late_waited += one->waited;
  one->late_ran += ran;
  one->late_object = one->turn_object;
  one->late_is_gil = one->turn_is_gil;
  self->sweep->convoy_gil_wait += one->gil_waited;
}

static void
judge_convoy (LabContention *self, const Contender *one, guint64 n_wakes)
{
  LabConvoy *worst = &self->sweep->convoy;
  guint64 n_tasks = worst->n_tasks + 1;

  if (n_wakes < WAKES_MIN || one->n_late < (n_wakes + 1) / 2)
    return;
  if (worst->task == LAB_NO_TASK || one->late_waited > worst->waited)
    *worst = (LabConvoy){ one->task,   one->late_object, one->late_is_gil, n_wakes,
                          one->n_late, one->late_waited, one->late_ran,    n_tasks };
  worst->n_tasks = n_tasks;
}

void
lab_contention_leave (LabContention *self, guint32 contender, guint64 n_wakes)
{
  Contender *one = get_contender (self, contender);

  judge_convoy (self, one, n_wakes);
  one->task = LAB_NO_TASK;
  one->n_late = self->free;
  self->free = contender;
}
