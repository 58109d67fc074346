/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-render.h"
#include "lab-race.h"

#define WIDTH 1280

static guint64
get_sequential (const CliRender *render)
{
  for (guint i = 0; i < render->sources->len; i++)
    {
      const LabResult *result = ((const LabSource *) g_ptr_array_index (render->sources, i))->result;

      if (result->experiment != NULL && g_str_equal (result->experiment->model->id, "sequential")
          && result->outcome->kind == LAB_OUTCOME_DONE)
        return result->metrics.makespan;
    }
  return 0;
}

static char *
compare (const CliRender *render)
{
  guint n = render->sources->len;
  g_autofree const LabExperiment **experiments = g_new (const LabExperiment *, n);
  g_autofree const LabOutcome **outcomes = g_new (const LabOutcome *, n);
  g_autofree LabMetrics *metrics = g_new (LabMetrics, n);

  for (guint i = 0; i < n; i++)
    {
      const LabResult *result = ((const LabSource *) g_ptr_array_index (render->sources, i))->result;

      if (result->experiment == NULL)
        return NULL;
      experiments[i] = result->experiment;
      outcomes[i] = result->outcome;
      metrics[i] = result->metrics;
    }
  return lab_verdict_compare (experiments, metrics, outcomes, n);
}

static LabRacer
make_racer (const LabSource *source, guint64 sequential)
{
  const LabResult *result = source->result;
  LabRacer racer = {
    .timeline = lab_source_make_timeline (source),
    .name = result->experiment != NULL ? _ (result->experiment->model->title) : _ ("A run"),
    .makespan = result->metrics.makespan,
    .memory = result->metrics.peak_rss,
    .detail = lab_result_describe_parallelism (result),
    .trouble = lab_result_is_fair (result) ? NULL : lab_outcome_describe (result->outcome),
  };

  if (sequential > 0 && racer.makespan > 0)
    racer.speed_up = (double) sequential / (double) racer.makespan;
  return racer;
}

static LabScene *
make_race (const CliRender *render, GError **error)
{
  const LabSource *first = g_ptr_array_index (render->sources, 0);
  const LabExperiment *experiment = first->result->experiment;
  g_autofree LabRacer *racers = g_new (LabRacer, render->sources->len);
  g_autofree char *verdict = compare (render);
  LabRace race = {
    .racers = racers,
    .n_racers = render->sources->len,
    .title = render->title != NULL ? render->title
             : experiment != NULL  ? lab_workload_get_title (experiment->workload)
                                   : _ ("Race"),
    .subtitle = experiment != NULL ? lab_workload_get_summary (experiment->workload) : NULL,
    .verdict = verdict,
    .width = render->width > 0 ? render->width : WIDTH,
    .height = render->height,
    .column = render->export.format == LAB_FORMAT_PNG ? 1 / render->export.scale : 1,
    .cursor = G_MAXUINT64,
  };
  LabScene *scene = lab_scene_new (race.width, race.height);

  for (guint i = 0; i < race.n_racers; i++)
    racers[i] = make_racer (g_ptr_array_index (render->sources, i), get_sequential (render));
  lab_race_layout (&race, render->font, scene);
  for (guint i = 0; i < race.n_racers; i++)
    {
      lab_timeline_free (racers[i].timeline);
      g_free ((char *) racers[i].detail);
    }
  return scene;
}

const CliChart cli_chart_race = { "race", N_ ("several traces of one workload on one time axis"), make_race };
