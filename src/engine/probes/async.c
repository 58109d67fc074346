/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-probes.h"
#include "lab-clock.h"
#include "lab-engine.h"
#include "lab-merge.h"

#define N_TASKS 1000
#define BYTES_PER_TASK 1024
#define TASKS_PER_SAMPLE 50

static LabExperiment *
make_experiment (GError **error)
{
  g_autofree char *json = g_strdup_printf (
    "{\"id\": \"probe\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"waiting\", \"parameters\": [], "
    "\"tasks\": [{\"count\": %d, \"steps\": []}], \"answer\": {\"count\": 0}}",
    N_TASKS);
  g_autoptr (LabWorkload) workload = lab_workload_new_from_json (json, -1, "probe", error);

  return workload == NULL ? NULL : lab_experiment_new (workload, lab_model_find ("async"));
}

static gboolean
run_tasks (const LabExperiment *experiment, LabSegment *segment, GError **error)
{
  g_autoptr (LabEngine) engine = lab_engine_new (experiment, segment, error);
  g_autoptr (LabOutcome) outcome = engine == NULL ? NULL : lab_engine_run (engine);

  if (outcome == NULL || outcome->kind == LAB_OUTCOME_DONE)
    return outcome != NULL;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, "%s", outcome->reason != NULL ? outcome->reason : "");
  return FALSE;
}

/* One task ends after another: from every so many ends to the next, the loop did nothing else. */
static gboolean
add_samples (LabProbeRun *run, LabSegment *segment, GError **error)
{
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabMerge) merge = NULL;
  guint64 last = 0, n = 0;
  const LabEvent *event;
  guint lane;

  if (!lab_trace_update (trace, error))
    return FALSE;
  merge = lab_merge_new (trace);
  while ((event = lab_merge_next (merge, &lane)) != NULL)
    {
      if (event->layer != LAB_LAYER_TASK || event->state != LAB_STATE_DONE || n++ % TASKS_PER_SAMPLE != 0)
        continue;
      if (last > 0)
        lab_probe_run_add (run, 0, (double) (event->time - last) / TASKS_PER_SAMPLE);
      last = event->time;
    }
  return TRUE;
}

static gboolean
measure_tasks (LabProbeRun *run, const LabExperiment *experiment, GError **error)
{
  g_autoptr (LabSegment) segment = lab_segment_new (N_TASKS * BYTES_PER_TASK, error);

  return segment != NULL && run_tasks (experiment, segment, error) && add_samples (run, segment, error);
}

/* With all that the engine records. */
static void
run_async_task (LabProbeRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabExperiment) experiment = NULL;
  guint64 deadline;

  if (!lab_probe_run_pin (run, 0))
    return;
  experiment = make_experiment (&error);
  deadline = lab_probe_run_get_deadline (run, 1);
  while (experiment != NULL && measure_tasks (run, experiment, &error) && lab_clock_now () < deadline)
    ;
  if (error != NULL)
    lab_probe_run_refuse_all (run, "%s", error->message);
}

const LabProbe lab_probe_async_task = {
  .rows = { { "async-task", N_ ("One of 1,000 tasks without a step that the model async begins, ends and records"),
              LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_async_task,
};
