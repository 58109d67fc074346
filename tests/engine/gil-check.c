/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gil-check.h"
#include "lab-objects.h"

#define NO_LANE G_MAXUINT
#define NO_GIL G_MAXUINT
#define LAYERS (1u << LAB_LAYER_TASK | 1u << LAB_LAYER_OBJECT)

typedef struct
{
  guint holder; /* a lane; NO_LANE: nobody */
  guint last;   /* who had it */
  guint64 taken;
  guint64 switched; /* when somebody else than before took it */
  gboolean asked;   /* since it was taken */
  gboolean forced;  /* its last release was */
} Gil;

typedef struct
{
  guint gil; /* that it has */
  gboolean running;
  LabEvent last; /* its last event of the task layer */
} Lane;

typedef struct
{
  guint64 interval;
  guint64 quantum;
  GPtrArray *objects;
  Gil *gils;
  Lane *lanes;
  guint n_running;
  GilCounts counts;
} Check;

/* Those who leave before those who come, should both have the same time. */
static int
compare_moments (gconstpointer a, gconstpointer b)
{
  const LabEvent *one = &((const TestEvent *) a)->event;
  const LabEvent *other = &((const TestEvent *) b)->event;
  gboolean one_comes = one->layer == LAB_LAYER_OBJECT ? one->state == LAB_DEED_TAKE : one->state == LAB_STATE_RUNNING;
  gboolean other_comes = other->layer == LAB_LAYER_OBJECT ? other->state == LAB_DEED_TAKE
                                                          : other->state == LAB_STATE_RUNNING;

  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return (int) one_comes - (int) other_comes;
}

static void
check_state (Check *self, const TestEvent *found)
{
  Lane *lane = &self->lanes[found->lane];
  gboolean running = found->event.state == LAB_STATE_RUNNING;

  if (running)
    g_assert_cmpuint (lane->gil, !=, NO_GIL);
  if (running != lane->running)
    self->n_running += running ? 1 : -1;
  self->counts.n_running_at_once = MAX (self->counts.n_running_at_once, self->n_running);
  lane->running = running;
  lane->last = found->event;
}

static void
check_take (Check *self, Gil *gil, const TestEvent *found)
{
  g_assert_cmpuint (gil->holder, ==, NO_LANE);
  g_assert_false (self->lanes[found->lane].running);
  if (gil->forced)
    g_assert_cmpuint (gil->last, !=, found->lane);
  if (gil->last != found->lane)
    gil->switched = found->event.time;
  gil->holder = gil->last = found->lane;
  gil->taken = found->event.time;
  gil->asked = FALSE;
  self->lanes[found->lane].gil = found->event.detail;
  self->counts.n_takes++;
}

static void
check_release (Check *self, Gil *gil, const TestEvent *found)
{
  Lane *lane = &self->lanes[found->lane];

  g_assert_cmpuint (gil->holder, ==, found->lane);
  g_assert_false (lane->running);
  gil->holder = NO_LANE;
  lane->gil = NO_GIL;
  gil->forced = lane->last.state == LAB_STATE_GIL;
  if (!gil->forced)
    return;
  g_assert_cmpuint (lane->last.detail, ==, found->event.detail);
  g_assert_true (gil->asked);
  g_assert_cmpuint (found->event.time - gil->taken, >=, self->quantum);
  self->counts.n_forced++;
}

static void
check_request (Check *self, Gil *gil, const TestEvent *found)
{
  g_assert_cmpuint (found->event.time - gil->switched, >=, self->interval);
  gil->asked = TRUE;
  self->counts.n_requests++;
}

static void
check_event (Check *self, const TestEvent *found)
{
  Gil *gil = &self->gils[found->event.detail];

  if (found->event.layer == LAB_LAYER_TASK)
    check_state (self, found);
  else if (lab_objects_get (self->objects, found->event.detail)->kind != LAB_OBJECT_GIL)
    return;
  else if (found->event.state == LAB_DEED_TAKE)
    check_take (self, gil, found);
  else if (found->event.state == LAB_DEED_RELEASE)
    check_release (self, gil, found);
  else if (found->event.state == LAB_DEED_REQUEST)
    check_request (self, gil, found);
}

GilCounts
test_check_gils (LabTrace *trace, guint64 interval, guint64 quantum)
{
  g_autoptr (GPtrArray) objects = lab_objects_new_from_trace (trace);
  g_autoptr (GArray) events = test_collect_layers (trace, LAYERS, compare_moments);
  g_autofree Gil *gils = g_new0 (Gil, objects->len);
  g_autofree Lane *lanes = g_new0 (Lane, lab_trace_get_n_lanes (trace));
  Check self = { interval, quantum, objects, gils, lanes };

  for (guint i = 0; i < objects->len; i++)
    gils[i] = (Gil){ .holder = NO_LANE, .last = NO_LANE };
  for (guint i = 0; i < lab_trace_get_n_lanes (trace); i++)
    lanes[i].gil = NO_GIL;
  for (guint i = 0; i < events->len; i++)
    {
      const TestEvent *found = &g_array_index (events, TestEvent, i);

      if (found->event.layer == LAB_LAYER_OBJECT)
        g_assert_cmpuint (found->event.detail, <, objects->len);
      check_event (&self, found);
    }
  for (guint i = 0; i < objects->len; i++)
    g_assert_cmpuint (gils[i].holder, ==, NO_LANE);
  return self.counts;
}
