/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-timeline-private.h"

#define LINE_WIDTH 1

typedef struct
{
  LabLevel level;
  const char *name; /* translatable */
  LabInk ink;
} Curve;

static const Curve curves[LAB_N_CURVES] = {
  { LAB_LEVEL_IN_FLIGHT, N_ ("in flight"), LAB_INK_STATE + LAB_STATE_SLEEPING },
  { LAB_LEVEL_RUNNING, N_ ("running"), LAB_INK_STATE + LAB_STATE_RUNNING },
};

/* A step of the curve: its area, its upper edge, and the way to it from the step before. Of whole pixels, because a
 * screen has one for each of its columns. */
static void
add_step (LabScene *scene, LabInk ink, double x, double w, double y, double last_y, double bottom)
{
  lab_scene_add_box (scene, ink, LAB_FORM_PALE, x, y + LINE_WIDTH, w, bottom - y - LINE_WIDTH);
  lab_scene_add_box (scene, ink, LAB_FORM_FILL, x, y, w, LINE_WIDTH);
  if (fabs (y - last_y) > LINE_WIDTH)
    lab_scene_add_box (scene, ink, LAB_FORM_FILL, x, MIN (y, last_y) + LINE_WIDTH, LINE_WIDTH,
                       fabs (y - last_y) - LINE_WIDTH);
}

static void
add_steps (const LabTimelineFrame *frame, LabScene *scene, double (*means)[LAB_N_LEVELS], const Curve *curve,
           double bottom, double unit)
{
  double pixel = MIN (frame->column, 1), last_y = bottom;
  guint end;

  for (guint i = 0; i < frame->n_columns; i = end)
    {
      double y = bottom - round (means[i][curve->level] * unit / pixel) * pixel;

      for (end = i + 1; end < frame->n_columns; end++)
        if (bottom - round (means[end][curve->level] * unit / pixel) * pixel != y)
          break;
      if (y < bottom)
        add_step (scene, curve->ink, frame->plot_x + i * frame->column, (end - i) * frame->column, y, last_y, bottom);
      last_y = y;
    }
}

/* As many as there are processors: more cannot compute at once. */
static void
add_cpus (const LabTimelineFrame *frame, LabFont *font, LabScene *scene, double y, guint n_cpus)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u CPU", "%u CPUs", n_cpus), n_cpus);
  double right = frame->plot_x + frame->plot_w;
  LabPoint line[] = { { frame->plot_x, y }, { right, y } };

  lab_scene_add_line (scene, LAB_INK_DIM, LAB_FORM_DASHES, 1, line, 2);
  lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_RIGHT, right, y - 8, text);
}

static void
add_curve (const Curve *curve, LabFlow *flow, const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font,
           LabScene *scene, double y, double (*means)[LAB_N_LEVELS])
{
  guint max = lab_flow_get_max (flow, curve->level);
  guint cpus = curve->level == LAB_LEVEL_RUNNING ? view->n_cpus : 0;
  double height = lab_curve_get_height (frame->stretch);
  double unit = lab_curve_get_room (frame->stretch) / MAX (MAX (max, cpus), 1);
  double bottom = lab_frame_snap (frame, y + height);
  g_autofree char *caption = lab_timeline_describe_most (frame, font, max);

  lab_timeline_add_strip_name (frame, font, scene, y, height, _ (curve->name), caption);
  add_steps (frame, scene, means, curve, bottom, unit);
  if (cpus > 0)
    add_cpus (frame, font, scene, floor (bottom - cpus * unit) + 0.5, cpus);
}

void
lab_timeline_add_curves (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font,
                         LabScene *scene)
{
  LabFlow *flow;
  g_autofree guint64 *edges = NULL;
  double (*means)[LAB_N_LEVELS];
  double gap = lab_curve_get_gap (frame->stretch);

  if (frame->curves_y < 0)
    return;
  flow = lab_timeline_get_flow (self);
  edges = g_new (guint64, frame->n_columns + 1);
  means = g_malloc_n (frame->n_columns, sizeof (*means));
  for (guint i = 0; i <= frame->n_columns; i++)
    edges[i] = lab_frame_get_time (frame, i);
  lab_flow_query_levels (flow, edges, frame->n_columns, means);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    add_curve (&curves[i], flow, view, frame, font, scene,
               frame->curves_y + gap + i * lab_curve_get_pitch (frame->stretch), means);
  g_free (means);
}
