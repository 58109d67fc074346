/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-engine.h"
#include "test-utils.h"

/* Every workload there is, under every model there is, with small numbers: a workload that is not in this table runs
 * with its defaults. */
static const struct
{
  const char *workload;
  const char *values;
} small[] = {
  { "backends", "requests=3,latency=2ms" },
  { "blocked-loop", "tickers=2,ticks=3,tick=2ms,call=5ms" },
  { "convoy", "compute=5ms,waits=3" },
  { "crawler", "tasks=4,pages=2,latency=2ms,parse=1ms" },
  { "deadlock", "hold=2ms" },
  { "files", "files=3,size=100KiB,piece=10KiB" },
  { "io-bound", "duration=2ms" },
  { "ipc", "pairs=1,size=300KiB,piece=7KiB" },
  { "lock-order", "hold=2ms" },
  { "many-waits", "tasks=10,wait=2ms" },
  { "map-reduce", "mappers=3,words=30,reducers=2,write=100us" },
  { "memory", "tasks=4,wait=2ms" },
  { "mixed", "tasks=5,rounds=2,compute=1ms,wait=1ms" },
  { "primes", "numbers=1;2;3;4;9;25;7919;62710561;2147483647" },
  { "oversubscription", "tasks=6,compute=2ms" },
  { "philosophers", "meals=1,think=1ms,reach=2ms,eat=1ms" },
  { "pipeline", "items=12,work=2ms,produce=1ms,consume=1ms" },
  { "race", "additions=500" },
  { "reference-count", "uses=500" },
  { "spinner", "candidate=1000000007,frame=1ms" },
  { "starvation", "compute=10ms" },
  { "sites", "latency=2ms" },
  { "sleep", "tasks=5,duration=2ms" },
  { "web-pages", "pages=5,latency=2ms" },
};

typedef struct
{
  char *workload;
  const LabModel *model;
} Case;

static const char *
values_for (const char *workload)
{
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++)
    if (g_str_equal (small[i].workload, workload))
      return small[i].values;
  return "";
}

static gboolean
expects (const LabExperiment *experiment, LabMishap mishap)
{
  return lab_workload_expects (experiment->workload, experiment->params, experiment->model, mishap);
}

/* What may go wrong may also go well: then it has to be right. */
static void
check_outcome (const LabExperiment *experiment, const LabOutcome *outcome, const guint64 ends[LAB_N_STATES])
{
  g_assert_cmpuint (outcome->n_tasks, >, 0);
  g_assert_cmpuint (ends[LAB_STATE_FAILED], ==, 0);
  g_assert_cmpuint (ends[LAB_STATE_DONE] + ends[LAB_STATE_CANCELLED], ==, outcome->n_tasks);
  if (outcome->kind == LAB_OUTCOME_DEADLOCK && expects (experiment, LAB_MISHAP_DEADLOCK))
    {
      g_assert_nonnull (outcome->reason);
      g_assert_cmpuint (ends[LAB_STATE_CANCELLED], >, 0);
      return;
    }
  g_assert_cmpstr (outcome->reason, ==, NULL);
  g_assert_cmpint (outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_cmpuint (ends[LAB_STATE_CANCELLED], ==, 0);
  g_assert_true (outcome->answer_known);
  if (outcome->answer_ok || !expects (experiment, LAB_MISHAP_WRONG_ANSWER))
    g_assert_cmpstr (outcome->answer_why, ==, NULL);
}

static void
test_answers_and_order (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (LabExperiment) experiment = test_experiment (one->workload, one->model->id, values_for (one->workload));
  g_autoptr (LabSegment) segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabOutcome) outcome = NULL;
  g_autoptr (LabEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  guint64 ends[LAB_N_STATES];

  engine = lab_engine_new (experiment, segment, &error);
  g_assert_no_error (error);
  outcome = lab_engine_run (engine);
  lab_trace_update (trace, &error);
  g_assert_no_error (error);
  test_check_order (trace, ends);
  check_outcome (experiment, outcome, ends);
  g_assert_cmpuint (lab_trace_get_dropped (trace), ==, 0);
  g_assert_nonnull (lab_trace_get_meta (trace, "experiment"));
  g_assert_nonnull (lab_trace_get_meta (trace, "host"));
}

static void
case_free (gpointer data)
{
  Case *one = data;

  g_free (one->workload);
  g_free (one);
}

static void
add_case (LabWorkload *workload, const LabModel *model)
{
  Case *one = g_new (Case, 1);
  g_autofree char *path = g_strdup_printf ("/matrix/%s/%s", lab_workload_get_id (workload), model->id);

  *one = (Case){ g_strdup (lab_workload_get_id (workload)), model };
  g_test_add_data_func_full (path, one, test_answers_and_order, case_free);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) workloads = NULL;

  g_test_init (&argc, &argv, NULL);
  workloads = lab_workload_list (problems);
  g_assert_cmpuint (workloads->len, >=, G_N_ELEMENTS (small));
  g_assert_cmpuint (problems->len, ==, 0);
  for (guint i = 0; i < workloads->len; i++)
    for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
      {
        g_autofree char *why_not = (*model)->why_not != NULL ? (*model)->why_not () : NULL;

        if (why_not == NULL)
          add_case (g_ptr_array_index (workloads, i), *model);
      }
  return g_test_run ();
}
