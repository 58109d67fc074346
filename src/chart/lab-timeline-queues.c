/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-timeline-private.h"

/* Where that many more spans than columns are seen, their share of the time in which there was something is shown. */
#define SPANS_A_COLUMN 2

typedef struct
{
  LabFlow *flow;
  guint object;
  const LabTimelineFrame *frame;
  LabFont *font;
  LabScene *scene;
  double bottom;
  double height;
  double room; /* what the deepest takes of it */
} Strip;

gboolean
lab_timeline_find_queue_at (LabTimeline *self, const LabTimelineFrame *frame, double y, guint *object)
{
  LabStrips strips;

  if (frame->queues_y < 0)
    return FALSE;
  strips = lab_timeline_get_strips (self, LAB_FLOW_DEPTH);
  return lab_strips_find (&strips, y - frame->queues_y, lab_curve_get_pitch (frame->stretch), object);
}

static void
add_bar (const Strip *self, double x, double w, double height)
{
  lab_scene_add_box (self->scene, LAB_INK_HOLDER, LAB_FORM_PALE, x, self->bottom - height + 1, w, height - 1);
  lab_scene_add_box (self->scene, LAB_INK_HOLDER, LAB_FORM_FILL, x, self->bottom - height, w, 1);
}

/* One step for each depth that it had; returns the largest. */
static guint
add_depths (const Strip *self, guint64 first, guint64 last)
{
  double left = self->frame->plot_x, right = left + self->frame->plot_w;
  guint most = 0;

  for (guint64 n = first; n <= last; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_DEPTH, n);

      most = span.state == LAB_STATE_RUNNING ? MAX (most, span.who) : most;
    }
  for (guint64 n = first; n <= last && most > 0; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_DEPTH, n);
      double from = lab_frame_snap (self->frame, MAX (lab_frame_get_x (self->frame, span.start), left));
      double to = lab_frame_snap (self->frame, MIN (lab_frame_get_x (self->frame, span.end), right));

      if (span.state == LAB_STATE_RUNNING && to >= from && from < right)
        add_bar (self, from, MIN (MAX (to - from, self->frame->column), right - from),
                 MAX (round (self->room * span.who / most), 1));
    }
  return most;
}

static void
add_shares (const Strip *self)
{
  const LabTimelineFrame *frame = self->frame;
  guint n = frame->n_columns;
  g_autofree guint64 *edges = g_new (guint64, n + 1);
  guint64 (*shares)[LAB_N_TIMED_STATES] = g_malloc_n (n, sizeof (*shares));

  for (guint i = 0; i <= n; i++)
    edges[i] = lab_frame_get_time (frame, i);
  lab_flow_query_columns (self->flow, self->object, LAB_FLOW_DEPTH, edges, n, shares);
  for (guint i = 0; i < n; i++)
    {
      guint64 filled = shares[i][LAB_STATE_RUNNING];
      double width = (double) MAX (edges[i + 1] - edges[i], 1);

      if (filled > 0)
        add_bar (self, frame->plot_x + i * frame->column, frame->column,
                 MAX (round (self->room * (double) filled / width), 1));
    }
  g_free (shares);
}

static void
add_strip (const Strip *self)
{
  const LabTimelineFrame *frame = self->frame;
  guint64 first = 0, last = 0;
  g_autofree char *caption = NULL;

  lab_flow_find (self->flow, self->object, LAB_FLOW_DEPTH, lab_frame_get_time (frame, 0), &first);
  lab_flow_find (self->flow, self->object, LAB_FLOW_DEPTH, lab_frame_get_end (frame), &last);
  if (last - first > (guint64) frame->n_columns * SPANS_A_COLUMN)
    {
      add_shares (self);
      caption = g_strdup (_ ("not empty"));
    }
  else
    caption = lab_timeline_describe_most (frame, self->font, add_depths (self, first, last));
  lab_timeline_add_strip_name (frame, self->font, self->scene, self->bottom - self->height, self->height,
                               lab_flow_get_object (self->flow, self->object)->name, caption);
}

void
lab_timeline_add_queues (LabTimeline *self, const LabTimelineFrame *frame, LabFont *font, LabScene *scene)
{
  Strip strip = { .frame = frame, .font = font, .scene = scene };
  LabStrips strips;

  if (frame->queues_y < 0)
    return;
  strip.flow = lab_timeline_get_flow (self);
  strips = lab_timeline_get_strips (self, LAB_FLOW_DEPTH);
  strip.height = lab_curve_get_height (frame->stretch);
  strip.room = lab_curve_get_room (frame->stretch);
  for (guint i = 0; i < strips.n; i++)
    {
      strip.object = strips.objects[i];
      strip.bottom = lab_frame_snap (frame, frame->queues_y + (i + 1) * lab_curve_get_pitch (frame->stretch));
      add_strip (&strip);
    }
}
