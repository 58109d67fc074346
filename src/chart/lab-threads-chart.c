/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-instant-private.h"

#define GAP 56
#define QUEUE_SHARE 0.28
#define NAME_WIDTH 110
#define LOCKS_MAX 6
#define ARROW_HEIGHT 30

static void
add_lane (const LabInstantPicture *self, guint row, double x, double y, double w, guint64 time)
{
  LabIndex *index = lab_timeline_get_rows (self->timeline, LAB_VIEW_WORKERS)->index;
  double name_w = MIN (NAME_WIDTH, w * 0.4);
  g_autofree char *name = lab_timeline_get_row_name (self->timeline, LAB_VIEW_WORKERS, row);
  g_autofree char *elided = lab_font_elide_name (self->font, LAB_TEXT_BODY, name, name_w - 8);
  LabSpan span = { .state = LAB_STATE_IDLE, .who = LAB_NO_TASK };
  guint64 n;

  if (lab_index_find (index, row, time, &n))
    span = lab_index_get_span (index, row, n);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, x,
                      y + LAB_CARD_HEIGHT / 2.0, elided);
  if (span.who != LAB_NO_TASK && span.start <= time && span.end >= time)
    {
      LabInstantTask task = { span.who, span.state, span.start };

      lab_instant_add_task (self, x + name_w, y, w - name_w, &task);
    }
  else
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + name_w + 8,
                        y + LAB_CARD_HEIGHT / 2.0, lab_state_get_name (LAB_STATE_IDLE));
}

static double
add_lanes (const LabInstantPicture *self, double x, double y, double w, guint64 time)
{
  LabLanes *lanes = lab_timeline_get_rows (self->timeline, LAB_VIEW_WORKERS)->lanes;

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, x, y + 10, _ ("threads"));
  y += 0.9 * LAB_CARD_PITCH;
  for (guint i = 0; i < lab_lanes_get_n_entries (lanes) && y + LAB_CARD_HEIGHT <= self->bottom; i++)
    if (!lab_lanes_get_entry (lanes, i)->is_group)
      {
        add_lane (self, lab_lanes_get_entry (lanes, i)->row, x, y, w, time);
        y += LAB_CARD_PITCH;
      }
  return y;
}

/* "GIL: held by worker 2, 3 wait" */
static char *
describe_lock (const LabInstantPicture *self, guint object, guint64 time)
{
  LabFlow *flow = lab_timeline_get_flow (self->timeline);
  const char *name = lab_flow_get_object (flow, object)->name;
  g_autofree char *holder = NULL;
  guint n_waiters = 0;
  LabSpan span;
  guint64 n;

  if (lab_flow_find (flow, object, LAB_FLOW_WAITERS, time, &n))
    {
      span = lab_flow_get_span (flow, object, LAB_FLOW_WAITERS, n);
      n_waiters = span.state != LAB_STATE_IDLE && span.start <= time ? span.who : 0;
    }
  lab_flow_find (flow, object, LAB_FLOW_HOLDER, time, &n);
  span = lab_flow_get_span (flow, object, LAB_FLOW_HOLDER, n);
  if (span.state != LAB_STATE_RUNNING || span.start > time)
    return g_strdup_printf (_ ("%s: free"), name);
  holder = lab_timeline_get_holder_name (self->timeline, object, &span);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s: held by %s, %u waits", "%s: held by %s, %u wait", n_waiters), name, holder,
    n_waiters);
}

static void
add_locks (const LabInstantPicture *self, double x, double y, double w, guint64 time)
{
  LabFlow *flow = lab_timeline_get_flow (self->timeline);
  guint shown = 0;

  for (guint i = 0; i < lab_flow_get_n_objects (flow) && shown < LOCKS_MAX && y + 24 <= self->bottom; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *elided = NULL;

      if (lab_flow_get_n_spans (flow, i, LAB_FLOW_HOLDER) == 0)
        continue;
      text = describe_lock (self, i, time);
      elided = lab_font_elide (self->font, LAB_TEXT_STRONG, text, w);
      lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, x, y + 14, elided);
      y += 22;
      shown++;
    }
}

/* The queue beside the threads: it feeds them. */
static void
add_side_by_side (const LabInstantPicture *self, double y, double room, double gap, guint64 time)
{
  double queue = floor (room * QUEUE_SHARE);
  double x = LAB_CHART_MARGIN;
  double arrow_y = y + 0.9 * LAB_CARD_PITCH + LAB_CARD_HEIGHT / 2.0;

  lab_instant_add_list (self, x, y, queue, _ ("run queue"), self->instant->ready);
  lab_instant_add_arrow (self, x + queue + 8, arrow_y, x + queue + gap - 8, arrow_y);
  y = add_lanes (self, x + queue + gap, y, room - queue - gap, time);
  add_locks (self, x + queue + gap, y + 8, room - queue - gap, time);
}

/* Where there is no room beside them: above them. */
static void
add_stacked (LabInstantPicture *self, double y, double room, guint64 time)
{
  double x = LAB_CHART_MARGIN, bottom = self->bottom;

  self->bottom = y + (bottom - y) * QUEUE_SHARE;
  y = lab_instant_add_list (self, x, y, room, _ ("run queue"), self->instant->ready);
  self->bottom = bottom;
  lab_instant_add_arrow (self, x + room / 2, y + 4, x + room / 2, y + ARROW_HEIGHT - 6);
  y = add_lanes (self, x, y + ARROW_HEIGHT, room, time);
  add_locks (self, x, y + 8, room, time);
}

void
lab_threads_layout (const LabFigure *figure, LabTimeline *timeline, guint64 time, LabFont *font, LabScene *scene)
{
  g_autoptr (LabInstant) instant = lab_instant_new (timeline, time);
  LabInstantPicture picture = { timeline, instant, font, scene, figure->height - LAB_CHART_MARGIN };
  double room = figure->width - 2 * LAB_CHART_MARGIN;
  double y;

  lab_scene_reset (scene, figure->width, figure->height);
  y = lab_instant_add_heading (&picture, figure, time) + 8;
  if (figure->width < LAB_INSTANT_NARROW)
    add_stacked (&picture, y, room, time);
  else
    add_side_by_side (&picture, y, room, MIN (GAP, figure->width * 0.06), time);
}
