/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-timeline-private.h"

/* From the top of a strip down: its blocks, and below them those who wait. As low as is still read. */
#define TOP 8
#define TOP_TIGHT 4
#define BLOCK 16
#define BLOCK_TIGHT 14
#define GAP 5
#define GAP_TIGHT 2
#define QUEUE 9
#define QUEUE_TIGHT 5
#define BOTTOM 6
#define BOTTOM_TIGHT 3
#define BLOCK_WIDTH_MIN 2
#define TICK_WIDTH_MIN 4
#define LABEL_WIDTH_MIN 14

/* Where that many more spans than columns are seen, they are shown as shares. */
#define SPANS_A_COLUMN 2

typedef struct
{
  LabTimeline *timeline;
  LabFlow *flow;
  guint object;
  const LabTimelineView *view;
  const LabTimelineFrame *frame;
  LabFont *font;
  LabScene *scene;
  double y;     /* of the blocks, */
  double block; /* and how high they are */
  double queue_y;
  double queue;
} Strip;

double
lab_lock_get_pitch (double stretch)
{
  return lab_stretch (stretch, TOP_TIGHT, TOP) + lab_stretch (stretch, BLOCK_TIGHT, BLOCK)
         + lab_stretch (stretch, GAP_TIGHT, GAP) + lab_stretch (stretch, QUEUE_TIGHT, QUEUE)
         + lab_stretch (stretch, BOTTOM_TIGHT, BOTTOM);
}

gboolean
lab_timeline_find_lock_at (LabTimeline *self, const LabTimelineFrame *frame, double y, guint *object)
{
  LabStrips strips;

  if (frame->locks_y < 0)
    return FALSE;
  strips = lab_timeline_get_strips (self, LAB_FLOW_HOLDER);
  return lab_strips_find (&strips, y - frame->locks_y, lab_lock_get_pitch (frame->stretch), object);
}

/* What is seen of a row: the first span and the one behind the last. */
static guint64
find_seen (const Strip *self, LabFlowRow row, guint64 *first)
{
  guint64 last;

  if (!lab_flow_find (self->flow, self->object, row, lab_frame_get_time (self->frame, 0), first)
      || !lab_flow_find (self->flow, self->object, row, lab_frame_get_end (self->frame), &last))
    {
      *first = 0;
      return 0;
    }
  return last + 1;
}

/* Of whole units, and never none where somebody held it. */
static double
get_held_height (const Strip *self, guint64 held, guint64 width)
{
  return held > 0 && width > 0 ? MAX (round ((double) held * self->block / (double) width), 1) : 0;
}

/* The share of each column for which somebody held it, from the bottom up; columns that look alike are one. */
static void
add_held (const Strip *self, const guint64 *edges, guint64 (*shares)[LAB_N_TIMED_STATES])
{
  const LabTimelineFrame *frame = self->frame;
  guint end;

  for (guint i = 0; i < frame->n_columns; i = end)
    {
      double height = get_held_height (self, shares[i][LAB_STATE_RUNNING], edges[i + 1] - edges[i]);

      for (end = i + 1; end < frame->n_columns; end++)
        if (get_held_height (self, shares[end][LAB_STATE_RUNNING], edges[end + 1] - edges[end]) != height)
          break;
      lab_scene_add_box (self->scene, LAB_INK_HOLDER, LAB_FORM_FILL, frame->plot_x + i * frame->column,
                         self->y + self->block - height, (end - i) * frame->column, height);
    }
}

static void
add_shares (const Strip *self)
{
  guint n = self->frame->n_columns;
  g_autofree guint64 *edges = g_new (guint64, n + 1);
  guint64 (*shares)[LAB_N_TIMED_STATES] = g_malloc_n (n, sizeof (*shares));

  for (guint i = 0; i <= n; i++)
    edges[i] = lab_frame_get_time (self->frame, i);
  lab_flow_query_columns (self->flow, self->object, LAB_FLOW_HOLDER, edges, n, shares);
  add_held (self, edges, shares);
  g_free (shares);
}

/* What is seen of a span; FALSE where that is less than a bar needs. */
static gboolean
get_extent (const Strip *self, const LabSpan *span, double *x, double *w)
{
  double left = MAX (lab_frame_get_x (self->frame, span->start), self->frame->plot_x);
  double right = lab_frame_get_x (self->frame, span->end);

  right = MIN (right, self->frame->plot_x + self->frame->plot_w);
  *x = left;
  *w = right - left;
  return *w > 0;
}

/* Whoever it is has a shade: neighbours differ. */
static guint
get_shade (const Strip *self, const LabSpan *span)
{
  guint32 task = lab_timeline_find_holding_task (self->timeline, self->object, span);

  return (task != LAB_NO_TASK ? task : span->who) % LAB_N_HOLDERS;
}

static void
add_holder_name (const Strip *self, const LabSpan *span, double x, double w)
{
  g_autofree char *name = NULL;
  const char *number, *label;

  if (w < LABEL_WIDTH_MIN)
    return;
  name = lab_timeline_get_holder_name (self->timeline, self->object, span);
  number = strrchr (name, ' ') != NULL ? strrchr (name, ' ') + 1 : name;
  label = lab_font_measure (self->font, LAB_TEXT_CAPTION, name) + 10 <= w ? name : number;
  if (lab_font_measure (self->font, LAB_TEXT_CAPTION, label) + 4 <= w)
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION,
                        (LabInk) (LAB_INK_ON_HOLDER + get_shade (self, span)), LAB_ALIGN_CENTRE, x + w / 2,
                        self->y + self->block / 2, label);
}

/* Each in its holder's shade, never narrower than can be seen. */
static void
add_blocks (const Strip *self, guint64 first, guint64 end)
{
  double x, w;

  for (guint64 n = first; n < end; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_HOLDER, n);

      if (span.state == LAB_STATE_RUNNING && get_extent (self, &span, &x, &w))
        lab_scene_add_round_box (self->scene, (LabInk) (LAB_INK_HOLDER + get_shade (self, &span)), LAB_FORM_FILL, x,
                                 self->y, MAX (w - (w > 2 * BLOCK_WIDTH_MIN), 1), self->block, 2);
    }
  for (guint64 n = first; n < end; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_HOLDER, n);

      if (span.state == LAB_STATE_RUNNING && get_extent (self, &span, &x, &w))
        add_holder_name (self, &span, x, w);
    }
}

/* How many wait for it, under the one that holds it: the more, the thicker. */
static void
add_queue (const Strip *self)
{
  guint64 first, end = find_seen (self, LAB_FLOW_WAITERS, &first);
  guint most = 1;
  double x, w;

  if (end - first > (guint64) self->frame->n_columns * SPANS_A_COLUMN)
    return;
  for (guint64 n = first; n < end; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_WAITERS, n);

      if (span.state != LAB_STATE_IDLE)
        most = MAX (most, span.who);
    }
  for (guint64 n = first; n < end; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_WAITERS, n);

      if (span.state != LAB_STATE_IDLE && get_extent (self, &span, &x, &w))
        lab_scene_add_box (self->scene, (LabInk) (LAB_INK_STATE + span.state), LAB_FORM_FILL, x, self->queue_y, w,
                           MAX (1.0, self->queue * span.who / most));
    }
}

/* A ruler of switch intervals under each block that is longer than one. */
static void
add_intervals (const Strip *self, guint64 first, guint64 end)
{
  double width = (double) self->view->switch_interval / self->frame->ns * self->frame->column;
  double right = self->frame->plot_x + self->frame->plot_w;
  double x, w;

  if (self->view->switch_interval == 0 || width < TICK_WIDTH_MIN
      || lab_flow_get_object (self->flow, self->object)->kind != LAB_OBJECT_GIL)
    return;
  for (guint64 n = first; n < end; n++)
    {
      LabSpan span = lab_flow_get_span (self->flow, self->object, LAB_FLOW_HOLDER, n);
      double at = lab_frame_get_x (self->frame, span.start) + width;

      if (span.state != LAB_STATE_RUNNING || !get_extent (self, &span, &x, &w))
        continue;
      for (at += MAX (ceil ((x - at) / width), 0) * width; at <= MIN (x + w + 1, right - 1); at += width)
        lab_scene_add_box (self->scene, LAB_INK_DIM, LAB_FORM_FILL, floor (at) - 1, self->y + self->block + 1, 1, 3);
    }
}

static void
add_strip (const Strip *self)
{
  const LabObject *object = lab_flow_get_object (self->flow, self->object);
  guint64 first, end = find_seen (self, LAB_FLOW_HOLDER, &first);

  lab_timeline_add_strip_name (self->frame, self->font, self->scene, self->y, self->queue_y + self->queue - self->y,
                               object->name, _ ("held by"));
  if (end - first > (guint64) self->frame->n_columns * SPANS_A_COLUMN)
    add_shares (self);
  else
    {
      add_blocks (self, first, end);
      add_intervals (self, first, end);
    }
  add_queue (self);
}

void
lab_timeline_add_locks (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font,
                        LabScene *scene)
{
  Strip strip = { .timeline = self, .view = view, .frame = frame, .font = font, .scene = scene };
  LabStrips strips;

  if (frame->locks_y < 0)
    return;
  strip.flow = lab_timeline_get_flow (self);
  strips = lab_timeline_get_strips (self, LAB_FLOW_HOLDER);
  strip.block = lab_frame_snap (frame, lab_stretch (frame->stretch, BLOCK_TIGHT, BLOCK));
  strip.queue = lab_stretch (frame->stretch, QUEUE_TIGHT, QUEUE);
  for (guint i = 0; i < strips.n; i++)
    {
      strip.object = strips.objects[i];
      strip.y = frame->locks_y + i * lab_lock_get_pitch (frame->stretch) + lab_stretch (frame->stretch, TOP_TIGHT, TOP);
      strip.y = lab_frame_snap (frame, strip.y);
      strip.queue_y = lab_frame_snap (frame, strip.y + strip.block + lab_stretch (frame->stretch, GAP_TIGHT, GAP));
      add_strip (&strip);
    }
}
