/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-render.h"
#include "lab-error.h"
#include "lab-scaling.h"

#define WIDTH 900
#define HEIGHT 560

static const LabExperiment *
get_experiment (const CliRender *render, guint n)
{
  return ((const LabSource *) g_ptr_array_index (render->sources, n))->result->experiment;
}

static const LabValues *
find_values (const LabExperiment *experiment, const char *name)
{
  if (lab_values_find_spec (experiment->options, name) != NULL)
    return experiment->options;
  return lab_values_find_spec (experiment->params, name) != NULL ? experiment->params : NULL;
}

/* Whether it is a number in all the traces and not the same in all. */
static gboolean
varies (const CliRender *render, const char *name)
{
  gboolean differs = FALSE;
  gint64 first = 0;

  for (guint i = 0; i < render->sources->len; i++)
    {
      const LabExperiment *experiment = get_experiment (render, i);
      const LabValues *values = experiment != NULL ? find_values (experiment, name) : NULL;

      if (values == NULL || lab_values_find_spec (values, name)->type != LAB_PARAM_INTEGER)
        return FALSE;
      if (i == 0)
        first = lab_values_get_number (values, name);
      differs |= lab_values_get_number (values, name) != first;
    }
  return differs;
}

static const LabParamSpec *
find_varied_of (const CliRender *render, const LabValues *values)
{
  for (guint i = 0; i < lab_values_get_n_specs (values); i++)
    if (varies (render, lab_values_get_spec (values, i)->id))
      return lab_values_get_spec (values, i);
  return NULL;
}

static int
compare_points (gconstpointer one, gconstpointer other)
{
  const LabScalingPoint *a = one;
  const LabScalingPoint *b = other;

  return a->value < b->value ? -1 : a->value > b->value;
}

static LabScene *
make_scaling (const CliRender *render, GError **error)
{
  const LabExperiment *first = get_experiment (render, 0);
  const LabParamSpec *spec = first != NULL ? find_varied_of (render, first->options) : NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LabScalingPoint));
  g_autofree char *title = lab_source_describe (g_ptr_array_index (render->sources, 0));
  LabFigure figure = { .title = render->title != NULL ? render->title : title,
                       .width = render->width > 0 ? render->width : WIDTH,
                       .height = render->height > 0 ? render->height : HEIGHT };
  LabScaling scaling = { .ideal_is_faster = spec != NULL };
  LabScene *scene;

  if (spec == NULL && first != NULL)
    spec = find_varied_of (render, first->params);
  if (spec == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE,
                   _ ("scaling needs traces that differ in a number; interleave-cli sweep makes such"));
      return NULL;
    }
  for (guint i = 0; i < render->sources->len; i++)
    {
      const LabResult *result = ((const LabSource *) g_ptr_array_index (render->sources, i))->result;
      LabScalingPoint point = { (double) lab_values_get_number (find_values (result->experiment, spec->id), spec->id),
                                result->metrics.makespan, result->metrics.peak_rss };

      g_array_append_val (points, point);
    }
  g_array_sort (points, compare_points);
  scaling.points = (const LabScalingPoint *) (gpointer) points->data;
  scaling.n_points = points->len;
  scaling.axis = spec->title != NULL ? _ (spec->title) : spec->id;
  scene = lab_scene_new (figure.width, figure.height);
  lab_scaling_layout (&figure, &scaling, render->font, scene);
  return scene;
}

const CliChart cli_chart_scaling = { "scaling", N_ ("makespan and memory of the traces of a sweep"), make_scaling };
