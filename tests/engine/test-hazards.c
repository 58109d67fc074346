/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"
#include "lab-hazard.h"

/* Runs that are to show something, some of them by chance or only where the machine lets them: so often. */
#define ATTEMPTS 10

/* Each hazard in a real run, and the same run cured of it. */
typedef struct
{
  LabHazardKind kind;
  const char *workload;
  const char *models; /* with blanks between */
  const char *values;
} Case;

/* Those that wait take every worker, so that who would set the event never runs. */
#define TAKEN_POOL                                                                                                     \
  "{\"id\": \"taken-pool\", \"title\": \"T\", \"summary\": \"S.\", \"group\": \"hazards\", \"parameters\": [], "       \
  "\"tasks\": [{\"count\": 2, \"steps\": [{\"event\": {\"wait\": \"go\"}}, {\"result\": \"1\"}]}, "                    \
  "{\"count\": 1, \"steps\": [{\"event\": {\"set\": \"go\"}}, {\"result\": \"1\"}]}], \"answer\": {\"each\": \"1\"}}"

static const Case seen[] = {
  { LAB_HAZARD_LOST_UPDATES, "race", "threads gil", "" },
  { LAB_HAZARD_LOST_UPDATES, "race", "subinterpreters processes", "memory=shared" },
  { LAB_HAZARD_LOST_UPDATES, "reference-count", "threads", "" },
  { LAB_HAZARD_ISOLATED_MEMORY, "race", "subinterpreters processes", "additions=500,protection=lock" },
  { LAB_HAZARD_DEADLOCK, "deadlock", "threads gil subinterpreters processes async fibers hybrid", "hold=20ms" },
  { LAB_HAZARD_DEADLOCK, "philosophers", "gil", "workers=5,reach=20ms" },
  { LAB_HAZARD_DEADLOCK, "philosophers", "async fibers", "reach=20ms" },
  { LAB_HAZARD_POOL_TOO_SMALL, TAKEN_POOL, "threads gil subinterpreters processes", "workers=2" },
  { LAB_HAZARD_POOL_TOO_SMALL, "many-waits", "threads gil subinterpreters", "tasks=12,workers=4,wait=20ms" },
  { LAB_HAZARD_POOL_TOO_SMALL, "many-waits", "processes", "tasks=12,workers=4,wait=200ms" }, /* they start one by one */
  { LAB_HAZARD_BLOCKED_LOOP, "blocked-loop", "async fibers", "ticks=5" },
  { LAB_HAZARD_BLOCKED_LOOP, "spinner", "async fibers", "" },
  { LAB_HAZARD_CONVOY, "convoy", "gil", "compute=200ms,waits=15" },
  { LAB_HAZARD_STARVATION, "starvation", "gil", "" },
  { LAB_HAZARD_STARVATION, "starvation", "gil", "spinners=2,compute=300ms,quantum=150ms" },
  { LAB_HAZARD_SERIALISED, "starvation", "gil", "spinners=2,compute=100ms" },
  { LAB_HAZARD_SERIALISED, "mixed", "gil", "compute=20ms,wait=5ms" },
};

static const Case not_seen[] = {
  { LAB_HAZARD_LOST_UPDATES, "race", "sequential threads gil async fibers hybrid", "additions=2000,protection=atomic" },
  { LAB_HAZARD_LOST_UPDATES, "race", "threads gil", "additions=2000,protection=lock" },
  { LAB_HAZARD_LOST_UPDATES, "race", "subinterpreters processes", "additions=500" },
  { LAB_HAZARD_LOST_UPDATES, "reference-count", "threads", "uses=2000,counting=atomic" },
  { LAB_HAZARD_LOST_UPDATES, "reference-count", "gil", "uses=2000" },
  { LAB_HAZARD_ISOLATED_MEMORY, "race", "subinterpreters processes", "additions=500,memory=shared" },
  { LAB_HAZARD_ISOLATED_MEMORY, "race", "threads gil", "additions=2000" },
  { LAB_HAZARD_DEADLOCK, "lock-order", "threads gil subinterpreters processes async fibers hybrid", "hold=5ms" },
  { LAB_HAZARD_DEADLOCK, "philosophers", "gil", "workers=5,order=lower,meals=1" },
  { LAB_HAZARD_DEADLOCK, "philosophers", "async fibers", "order=lower,meals=1" },
  { LAB_HAZARD_DEADLOCK, TAKEN_POOL, "threads gil subinterpreters processes", "workers=2" },
  { LAB_HAZARD_POOL_TOO_SMALL, TAKEN_POOL, "threads gil subinterpreters processes", "workers=3" },
  { LAB_HAZARD_POOL_TOO_SMALL, "many-waits", "threads gil", "tasks=12,workers=12,wait=20ms" },
  { LAB_HAZARD_POOL_TOO_SMALL, "many-waits", "async fibers hybrid", "tasks=12,wait=20ms" },
  { LAB_HAZARD_POOL_TOO_SMALL, "deadlock", "threads gil async", "hold=20ms" },
  { LAB_HAZARD_BLOCKED_LOOP, "blocked-loop", "async fibers hybrid", "ticks=5,kind=awaited" },
  { LAB_HAZARD_BLOCKED_LOOP, "blocked-loop", "hybrid threads gil", "ticks=5" },
  { LAB_HAZARD_BLOCKED_LOOP, "spinner", "async fibers hybrid", "work=yielding" },
  { LAB_HAZARD_BLOCKED_LOOP, "spinner", "hybrid threads gil", "" },
  { LAB_HAZARD_CONVOY, "convoy", "threads subinterpreters processes async fibers", "compute=50ms,waits=5" },
  { LAB_HAZARD_CONVOY, "convoy", "gil", "computing=0,waits=15" },
  { LAB_HAZARD_STARVATION, "starvation", "sequential threads subinterpreters processes async", "compute=50ms" },
  { LAB_HAZARD_STARVATION, "starvation", "gil", "spinners=2,compute=100ms" },
  { LAB_HAZARD_STARVATION, "starvation", "async fibers", "manners=polite,compute=200ms" },
  { LAB_HAZARD_SERIALISED, "starvation", "sequential threads subinterpreters processes async fibers", "compute=20ms" },
  { LAB_HAZARD_SERIALISED, "many-waits", "gil", "tasks=12,wait=20ms" },
  { LAB_HAZARD_SERIALISED, "convoy", "gil", "compute=50ms,waits=5" },
  { LAB_HAZARD_OVERSUBSCRIPTION, "oversubscription", "threads subinterpreters processes", "workers=1,compute=5ms" },
  { LAB_HAZARD_OVERSUBSCRIPTION, "oversubscription", "gil async fibers", "compute=5ms" },
  { LAB_HAZARD_UNEVEN_LOAD, "oversubscription", "threads subinterpreters", "compute=5ms" },
  { LAB_HAZARD_UNEVEN_LOAD, "convoy", "threads", "compute=50ms,waits=5" },
};

static gboolean
shows (const char *workload, const char *model, const char *values, LabHazardKind kind)
{
  g_autoptr (GPtrArray) hazards = NULL;
  g_autoptr (LabVerdict) verdict = NULL;
  const LabHazard *hazard;
  LabMetrics metrics;
  Run run;

  run_prepare (&run, workload, model, values);
  run_finish (&run);
  lab_metrics_compute (&metrics, run.trace);
  hazards = lab_hazards_find (run.trace, run.experiment, &metrics, run.outcome);
  verdict = lab_verdict_new (run.experiment, &metrics, run.outcome, hazards, 0);
  hazard = lab_hazards_get (hazards, kind);
  for (guint i = 0; i < hazards->len; i++)
    g_assert_nonnull (strstr (verdict->detail, ((LabHazard *) g_ptr_array_index (hazards, i))->sentence));
  g_test_message ("%s: %s", model, verdict->detail);
  run_clear (&run);
  return hazard != NULL;
}

static gboolean
shows_soon (const char *workload, const char *model, const char *values, LabHazardKind kind)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    if (shows (workload, model, values, kind))
      return TRUE;
  return FALSE;
}

/* What is judged by times can be feigned by a machine that is busy with other things; the rest cannot. */
static gboolean
depends_on_time (LabHazardKind kind)
{
  return kind >= LAB_HAZARD_BLOCKED_LOOP;
}

static gboolean
shows_always (const char *workload, const char *model, const char *values, LabHazardKind kind)
{
  for (guint i = 0; i < (depends_on_time (kind) ? ATTEMPTS : 1); i++)
    if (!shows (workload, model, values, kind))
      return FALSE;
  return TRUE;
}

static void
test_seen (gconstpointer data)
{
  const Case *one = data;
  g_auto (GStrv) models = g_strsplit (one->models, " ", -1);

  for (char **model = models; *model != NULL; model++)
    g_assert_true (shows_soon (one->workload, *model, one->values, one->kind));
}

static void
test_not_seen (gconstpointer data)
{
  const Case *one = data;
  g_auto (GStrv) models = g_strsplit (one->models, " ", -1);

  for (char **model = models; *model != NULL; model++)
    g_assert_false (shows_always (one->workload, *model, one->values, one->kind));
}

static void
test_oversubscription (void)
{
  guint n = 4 * g_get_num_processors ();
  g_autofree char *values = g_strdup_printf ("tasks=%u,workers=%u,compute=20ms", n, n);

  g_assert_true (shows_soon ("oversubscription", "threads", values, LAB_HAZARD_OVERSUBSCRIPTION));
}

/* One number that takes long, among such as take nothing; and some that take equally long. */
static void
test_uneven_load (void)
{
  if (g_get_num_processors () < 2)
    {
      g_test_skip ("there is one processor: nothing computes beside anything");
      return;
    }
  g_assert_true (shows_soon ("primes", "threads", "numbers=9999999999999917;142702110479723;4;6", //
                             LAB_HAZARD_UNEVEN_LOAD));
  g_assert_false (shows_always ("primes", "threads", "numbers=9999999999999917;9999999999999917;9999999999999917", //
                                LAB_HAZARD_UNEVEN_LOAD));
}

static void
add_cases (const Case *cases, gsize n_cases, const char *what, GTestDataFunc test)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/hazards/%s/%s/%" G_GSIZE_FORMAT, what,
                                               lab_hazard_kind_get_id (cases[i].kind), i + 1);

      g_test_add_data_func (path, &cases[i], test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases (seen, G_N_ELEMENTS (seen), "seen", test_seen);
  add_cases (not_seen, G_N_ELEMENTS (not_seen), "not seen where it is cured", test_not_seen);
  g_test_add_func ("/hazards/seen/oversubscription", test_oversubscription);
  g_test_add_func ("/hazards/uneven load seen, and not where it is even", test_uneven_load);
  return g_test_run ();
}
