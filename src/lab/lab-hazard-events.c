/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-hazard-case.h"
#include "lab-quantity.h"

/* A machine that has other things to do holds a loop up, too, in the midst of a short turn; but not for so long, or not
 * for most of the time that the loop has something to do. */
#define BLOCKED_MIN (50 * LAB_NS_PER_MS)
#define BLOCKED_SURELY (150 * LAB_NS_PER_MS)
#define BLOCKED_SHARE_MIN 0.05 /* of the run */
#define BLOCKED_TURNS_MIN 0.5  /* of the loop's turns */

/* And it may hold up who has a GIL. */
#define HOARDED_SHARE_MIN 0.2

/* The tasks computed for most of the run, and waited for the GIL for a good part of that. */
#define COMPUTING_SHARE_MIN 0.5
#define GIL_SHARE_MIN 0.25

static gboolean
is_blocked (const LabBlockedLoop *blocked, guint64 makespan)
{
  if (blocked->task == LAB_NO_TASK || blocked->total < BLOCKED_MIN
      || (double) blocked->total < BLOCKED_SHARE_MIN * (double) makespan)
    return FALSE;
  return blocked->held >= BLOCKED_SURELY || (double) blocked->total >= BLOCKED_TURNS_MIN * (double) blocked->loops_held;
}

char *
lab_hazard_find_blocked_loop (LabHazardCase *self)
{
  const LabBlockedLoop *blocked = &self->sweep.blocked;
  g_autofree char *task = NULL;
  g_autofree char *victim = NULL;
  g_autofree char *held = lab_format_duration (blocked->held);
  g_autofree char *waited = lab_format_duration (blocked->waited);

  if (!is_blocked (blocked, self->metrics->makespan))
    return NULL;
  task = lab_hazard_case_name_task (self, blocked->task);
  victim = lab_hazard_case_name_task (self, blocked->victim);
  if (blocked->call)
    return g_strdup_printf (_ ("%s held the event loop for %s in a call that blocks, so that nothing else could run: "
                               "%s was ready and waited for %s."),
                            task, held, victim, waited);
  return g_strdup_printf (_ ("%s computed for %s without giving way, so that nothing else on the event loop could run: "
                             "%s was ready and waited for %s."),
                          task, held, victim, waited);
}

char *
lab_hazard_find_convoy (LabHazardCase *self)
{
  const LabConvoy *convoy = &self->sweep.convoy;
  g_autofree char *task = NULL;
  g_autofree char *object = NULL;
  g_autofree char *late = lab_format_count (convoy->n_late);
  g_autofree char *wakes = lab_format_count (convoy->n_wakes);
  g_autofree char *waited = NULL;
  g_autofree char *ran = NULL;

  if (convoy->task == LAB_NO_TASK)
    return NULL;
  task = lab_hazard_case_name_task (self, convoy->task);
  object = lab_hazard_case_name_object (self, convoy->object, convoy->gil);
  waited = lab_format_duration (convoy->waited / convoy->n_late);
  ran = lab_format_duration (convoy->ran / convoy->n_late);
  return g_strdup_printf (
    _ ("When what it had waited for was there, %s stood in line for %s, %s of %s times, for %s on "
       "average, to compute for %s: those before it in the line take much longer."),
    task, object, late, wakes, waited, ran);
}

static char *
describe_hoarder (LabHazardCase *self, const LabHoarder *hoarder)
{
  g_autofree char *task = lab_hazard_case_name_task (self, hoarder->task);
  g_autofree char *object = lab_hazard_case_name_object (self, hoarder->object, TRUE);
  g_autofree char *kept = lab_format_duration (hoarder->kept);

  return g_strdup_printf (_ ("%s was asked to give up %s and kept it for another %s: who does not look cannot be "
                             "interrupted, and the others wait."),
                          task, object, kept);
}

static char *
describe_overtaken (LabHazardCase *self, const LabOvertaken *overtaken)
{
  g_autofree char *task = lab_hazard_case_name_task (self, overtaken->task);
  g_autofree char *object = lab_hazard_case_name_object (self, overtaken->object, overtaken->gil);
  g_autofree char *waited = lab_format_duration (overtaken->waited);
  g_autofree char *takes = lab_format_count (overtaken->n_takes);

  return g_strdup_printf (_ ("%s waited for %s for %s while others took it %s times: nothing makes sure that who waits "
                             "longest is the next."),
                          task, object, waited, takes);
}

char *
lab_hazard_find_starvation (LabHazardCase *self)
{
  const LabSweep *sweep = &self->sweep;

  if (sweep->hoarder.task != LAB_NO_TASK
      && (double) sweep->hoarder.total >= HOARDED_SHARE_MIN * (double) self->metrics->makespan)
    return describe_hoarder (self, &sweep->hoarder);
  if (sweep->overtaken.task != LAB_NO_TASK)
    return describe_overtaken (self, &sweep->overtaken);
  return NULL;
}

static guint
count_gils (LabHazardCase *self)
{
  guint n_gils = 0;

  for (guint i = 0; i < self->objects->len; i++)
    n_gils += lab_objects_get (self->objects, i)->kind == LAB_OBJECT_GIL;
  return n_gils;
}

char *
lab_hazard_find_serialised (LabHazardCase *self)
{
  const LabMetrics *metrics = self->metrics;
  guint64 running = metrics->states[LAB_STATE_RUNNING];
  guint64 gil = metrics->states[LAB_STATE_GIL];
  guint64 waiting = gil - MIN (gil, self->sweep.convoy_gil_wait);
  g_autofree char *computing_time = lab_format_duration (running);
  g_autofree char *waiting_time = lab_format_duration (waiting);

  if (count_gils (self) != 1 || metrics->n_cpus == 1 || metrics->parallelism.max > 1 || waiting == 0)
    return NULL;
  if ((double) running < COMPUTING_SHARE_MIN * (double) metrics->makespan
      || (double) waiting < GIL_SHARE_MIN * (double) running)
    return NULL;
  return g_strdup_printf (_ ("Only one task at a time could compute, the one that held the GIL: they computed for %s, "
                             "never two at once, and waited for each other for %s."),
                          computing_time, waiting_time);
}
