/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "cli-render.h"
#include "lab-heading.h"
#include "lab-instant.h"

#define WIDTH 900
#define HEIGHT 380

typedef void (*Layout) (const LabFigure *figure, LabTimeline *timeline, guint64 time, LabFont *font, LabScene *scene);

/* In the middle of the run where no time is given. */
static LabScene *
make_instant (const CliRender *render, Layout layout)
{
  const LabSource *source = g_ptr_array_index (render->sources, 0);
  g_autoptr (LabTimeline) timeline = lab_source_make_timeline (source);
  g_autofree char *title = lab_source_describe (source);
  LabFigure figure = { .title = render->title != NULL ? render->title : title,
                       .width = render->width > 0 ? render->width : WIDTH,
                       .height = render->height > 0 ? render->height : HEIGHT };
  LabScene *scene = lab_scene_new (figure.width, figure.height);
  guint64 start, end;

  lab_timeline_get_range (timeline, &start, &end);
  layout (&figure, timeline, render->has_at ? start + render->at : start + (end - start) / 2, render->font, scene);
  if (render->height <= 0)
    scene->height = MIN (scene->height, ceil (lab_scene_get_bottom (scene) + LAB_CHART_MARGIN));
  return scene;
}

static LabScene *
make_loop (const CliRender *render, GError **error)
{
  return make_instant (render, lab_loop_layout);
}

static LabScene *
make_threads (const CliRender *render, GError **error)
{
  return make_instant (render, lab_threads_layout);
}

const CliChart cli_chart_loop = { "loop", N_ ("what an event loop runs, has ready and waits for, at one instant"),
                                  make_loop };
const CliChart cli_chart_threads = { "threads", N_ ("what threads do, and who holds the locks, at one instant"),
                                     make_threads };
