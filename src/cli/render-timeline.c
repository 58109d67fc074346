/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-render.h"
#include "lab-critical.h"
#include "lab-error.h"

#define HEIGHT_MAX 4096
#define COLUMN_MAX 64

/* Columns as wide as a pixel; in a vector format wider, where there would be too many shapes. */
static LabScene *
layout (LabTimeline *timeline, LabTimelineView *view, const CliRender *render)
{
  LabScene *scene = lab_scene_new (view->width, view->height);

  view->column = render->export.format == LAB_FORMAT_PNG ? 1 / render->export.scale : 1;
  lab_timeline_layout (timeline, view, render->font, scene);
  while (render->export.format != LAB_FORMAT_PNG && view->column < COLUMN_MAX
         && lab_scene_count_shapes (scene) > LAB_SHAPES_MAX)
    {
      view->column *= 2;
      lab_timeline_layout (timeline, view, render->font, scene);
    }
  return scene;
}

static gboolean
set_window (LabTimelineView *view, const CliRender *render, GError **error)
{
  guint64 start = view->start;

  if (render->has_to)
    view->end = start + render->to;
  if (render->has_from)
    view->start = start + render->from;
  if (view->start < view->end)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--from: nothing is left between it and the end"));
  return FALSE;
}

static LabScene *
make_timeline (const CliRender *render, GError **error)
{
  const LabSource *source = g_ptr_array_index (render->sources, 0);
  g_autoptr (LabTimeline) timeline = lab_source_make_timeline (source);
  g_autofree char *title = lab_source_describe (source);
  g_autofree char *subtitle = lab_source_get_verdict (source);
  g_autofree char *critical = NULL;
  LabTimelineView view;

  if (!lab_timeline_set_filter (timeline, render->by, render->lanes, error))
    return NULL;
  lab_report_init_view (timeline, &view, render->by, source->result->experiment, source->result->metrics.n_cpus);
  view.title = render->title != NULL ? render->title : title;
  view.subtitle = subtitle;
  if (*view.title == '\0')
    view.title = NULL;
  if (render->theme == LAB_THEME_PRINT)
    view.parts |= LAB_TIMELINE_LETTERS;
  if (render->critical)
    {
      g_autoptr (LabCriticalPath) path = lab_critical_path_new (timeline);

      critical = lab_critical_path_describe (path);
      view.parts |= LAB_TIMELINE_CRITICAL;
      view.subtitle = critical != NULL ? critical : subtitle;
    }
  if (render->width > 0)
    view.width = render->width;
  view.height = render->height > 0 ? render->height
                                   : MIN (lab_timeline_get_full_height (timeline, &view, render->font), HEIGHT_MAX);
  return set_window (&view, render, error) ? layout (timeline, &view, render) : NULL;
}

const CliChart cli_chart_timeline = { "timeline", N_ ("who ran when, and who waited for what"), make_timeline };
