/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-source.h"

#define SWITCH_INTERVAL "interval"
#define TASKS_MAX 64 /* a picture has room for */

LabSource *
lab_source_open (const char *path, GError **error)
{
  LabTrace *trace = lab_trace_open (path, error);
  LabSource *self;

  if (trace == NULL)
    return NULL;
  self = g_new0 (LabSource, 1);
  self->trace = trace;
  self->result = lab_result_new_for_trace (trace);
  self->names = lab_names_new (self->result->experiment);
  return self;
}

LabSource *
lab_source_new_for_run (LabRun *run)
{
  LabSource *self = g_new0 (LabSource, 1);

  self->run = g_object_ref (run);
  self->trace = lab_run_get_trace (run);
  self->result = lab_result_new_for_run (run);
  self->names = lab_names_new (self->result->experiment);
  return self;
}

void
lab_source_free (LabSource *self)
{
  g_clear_pointer (&self->names, lab_names_free);
  g_clear_pointer (&self->result, lab_result_free);
  if (self->run == NULL)
    g_clear_pointer (&self->trace, lab_trace_free);
  g_clear_object (&self->run);
  g_free (self);
}

char *
lab_source_describe (const LabSource *self)
{
  const LabExperiment *experiment = self->result->experiment;

  if (experiment == NULL)
    return g_strdup (_ ("A run"));
  return g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload), _ (experiment->model->title));
}

char *
lab_source_get_verdict (const LabSource *self)
{
  guint64 dropped = self->result->metrics.n_dropped;

  if (dropped > 0)
    {
      g_autofree char *n = lab_format_count (dropped);

      return g_strdup_printf (_ ("%s events found no room and are missing here."), n);
    }
  return g_strdup (self->result->verdict != NULL ? self->result->verdict->headline : "");
}

LabTimeline *
lab_source_make_timeline (const LabSource *self)
{
  LabTaskNamer namer = lab_names_get_namer (self->names);
  LabTimeline *timeline = lab_timeline_new (self->trace, &namer);

  lab_timeline_update (timeline);
  return timeline;
}

LabView
lab_report_choose_view (LabTrace *trace)
{
  guint32 n_tasks = lab_trace_get_n_tasks (trace);
  guint n_loops = 0, n_others = 0;

  for (guint i = 0; i < lab_trace_get_n_lanes (trace); i++)
    {
      LabLaneKind kind = lab_trace_get_lane (trace, i)->kind;

      n_loops += kind == LAB_LANE_LOOP;
      n_others += kind != LAB_LANE_LOOP && kind != LAB_LANE_MAIN;
    }
  return n_loops == 1 && n_others == 0 && n_tasks > 1 && n_tasks <= TASKS_MAX ? LAB_VIEW_TASKS : LAB_VIEW_WORKERS;
}

/* Of models that have a GIL. */
static guint64
get_switch_interval (const LabExperiment *experiment)
{
  if (experiment == NULL || lab_values_find_spec (experiment->options, SWITCH_INTERVAL) == NULL)
    return 0;
  return (guint64) MAX (lab_values_get_number (experiment->options, SWITCH_INTERVAL), 0);
}

void
lab_report_init_view (LabTimeline *timeline, LabTimelineView *view, LabView by, const LabExperiment *experiment,
                      guint n_cpus)
{
  lab_timeline_init_view (timeline, view, by);
  view->n_cpus = n_cpus;
  view->switch_interval = get_switch_interval (experiment);
}
