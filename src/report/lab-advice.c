/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-advice.h"

/* How many times as fast is worth a choice. */
#define WORTH 1.25

/* Of work in which less is waited, or computed, it is not told: then a difference is the machine's mood. */
#define SHARE_MIN 0.15

/* The best times of each kind of model, ns; 0: none of it came to a right end. */
typedef struct
{
  guint64 sequential;
  guint64 overlapping; /* keeps many waits in flight, and computes on one processor at a time */
  guint64 parallel;    /* computes on all of them */
  guint n_fair;
  double waiting;        /* the share of their work that the tasks of the last one waited for time or I/O */
  gboolean anyone_wrong; /* an answer was */
  gboolean anyone_stuck; /* a deadlock */
  gboolean is_hazard;    /* the workload is made to go wrong */
} Field;

static void
note_best (guint64 *best, guint64 makespan)
{
  if (*best == 0 || makespan < *best)
    *best = makespan;
}

static double
get_waiting_share (const LabMetrics *metrics)
{
  guint64 waiting = metrics->states[LAB_STATE_SLEEPING] + metrics->states[LAB_STATE_IO];
  guint64 all = waiting + metrics->states[LAB_STATE_RUNNING];

  return all > 0 ? (double) waiting / (double) all : 0;
}

static void
field_add (Field *self, const LabEntry *entry)
{
  const LabModel *model = entry->experiment->model;
  const LabOutcome *outcome;
  guint64 makespan;

  if (entry->result == NULL)
    return;
  outcome = entry->result->outcome;
  makespan = entry->result->metrics.makespan;
  self->is_hazard = g_str_equal (lab_workload_get_group (entry->experiment->workload), "hazards");
  self->anyone_wrong |= outcome->kind == LAB_OUTCOME_DONE && outcome->answer_known && !outcome->answer_ok;
  self->anyone_stuck |= outcome->kind == LAB_OUTCOME_DEADLOCK;
  if (!lab_result_is_fair (entry->result) || makespan == 0)
    return;
  self->n_fair++;
  self->waiting = get_waiting_share (&entry->result->metrics);
  if (g_str_equal (model->id, "sequential"))
    note_best (&self->sequential, makespan);
  else if ((model->traits & LAB_TRAIT_PARALLEL) != 0)
    note_best (&self->parallel, makespan);
  else
    note_best (&self->overlapping, makespan);
}

/* Whether `one` is clearly the faster; FALSE where one of them is not known. */
static gboolean
beats (guint64 one, guint64 other)
{
  return one > 0 && other > 0 && (double) other > WORTH * (double) one;
}

static const char *
advise_on_speed (const Field *self)
{
  gboolean waits = self->waiting >= SHARE_MIN, computes = self->waiting <= 1 - SHARE_MIN;
  gboolean overlap_helps = waits && beats (self->overlapping, self->sequential);
  gboolean cpus_help = computes && beats (self->parallel, self->overlapping);

  if (overlap_helps && cpus_help)
    return _ ("Work like this waits and computes. Let its waits overlap, and give the computing to all processors: "
              "threads where the language lets them run at once; in Python processes, or an asynchronous program with "
              "workers.");
  if (cpus_help || (!waits && beats (self->parallel, self->sequential)))
    return _ ("Work like this computes, so it takes processors: threads where the language lets them run at once, "
              "processes or subinterpreters in Python. An asynchronous program would not make it faster.");
  if (overlap_helps && self->parallel > 0 && !beats (self->overlapping, self->parallel))
    return _ ("Work like this waits, so what counts is how many waits are in flight: an asynchronous program or fibers "
              "for very many, threads for a few. More processors would not make it faster.");
  if (overlap_helps)
    return _ ("Work like this waits, and there is little to it beside: an asynchronous program or fibers keep the most "
              "waits in flight at the lowest cost.");
  if (self->sequential > 0 && !beats (self->parallel, self->sequential))
    return _ ("Nothing gained by doing this at once: one after the other is as fast, and the simplest.");
  return NULL;
}

static const char *
advise_on_safety (const Field *self)
{
  if (self->anyone_wrong)
    return _ ("A fast wrong answer is none: where tasks share memory, what they change together needs a lock.");
  if (self->anyone_stuck)
    return _ ("Whoever needs several locks has to take them in one order, under every model that has shared ones.");
  return NULL;
}

char *
lab_standings_advise (GPtrArray *entries)
{
  Field field = { 0 };
  const char *speed, *safety;

  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    field_add (&field, g_ptr_array_index (entries, i));
  safety = advise_on_safety (&field);
  speed = field.n_fair >= 2 && !(field.is_hazard && safety != NULL) ? advise_on_speed (&field) : NULL;
  if (speed != NULL && safety != NULL)
    return g_strdup_printf ("%s %s", safety, speed);
  return g_strdup (safety != NULL ? safety : speed);
}
