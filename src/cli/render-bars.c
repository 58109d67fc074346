/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-render.h"
#include "lab-bars-chart.h"

#define WIDTH 900
#define HEIGHT 480

static LabFigure
make_figure (const CliRender *render, const char *title, const char *subtitle)
{
  return (LabFigure){
    .title = render->title != NULL ? render->title : title,
    .subtitle = subtitle,
    .width = render->width > 0 ? render->width : WIDTH,
    .height = render->height > 0 ? render->height : HEIGHT,
  };
}

static LabScene *
make_utilisation (const CliRender *render, GError **error)
{
  const LabSource *source = g_ptr_array_index (render->sources, 0);
  const LabMetrics *metrics = &source->result->metrics;
  g_autofree char *title = lab_source_describe (source);
  g_autofree char *subtitle = lab_source_get_verdict (source);
  LabFigure figure = make_figure (render, title, subtitle);
  LabScene *scene = lab_scene_new (figure.width, figure.height);

  lab_utilisation_layout (&figure, &metrics->parallelism, metrics->n_cpus, render->font, scene);
  return scene;
}

static LabScene *
make_states (const CliRender *render, GError **error)
{
  const LabSource *source = g_ptr_array_index (render->sources, 0);
  g_autoptr (LabTimeline) timeline = lab_source_make_timeline (source);
  g_autofree char *title = lab_source_describe (source);
  g_autofree char *subtitle = lab_source_get_verdict (source);
  LabFigure figure = make_figure (render, title, subtitle);
  LabScene *scene;

  if (!lab_timeline_set_filter (timeline, render->by, render->lanes, error))
    return NULL;
  if (render->height <= 0)
    figure.height = lab_states_get_full_height (&figure, timeline, render->by, render->font);
  scene = lab_scene_new (figure.width, figure.height);
  lab_states_layout (&figure, timeline, render->by, render->font, scene);
  return scene;
}

const CliChart cli_chart_utilisation = { "utilisation", N_ ("for which share of the time how many lanes ran at once"),
                                         make_utilisation };
const CliChart cli_chart_states = { "states", N_ ("each lane's share of the states"), make_states };
