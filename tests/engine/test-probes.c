/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>

#include "lab-clock.h"
#include "lab-engine-probes.h"
#include "lab-latency-row.h"
#include "lab-suite.h"
#include "refused-calls.h"

static guint
count_probes_of (const LabProbe *const *probes, const char *row)
{
  guint n = 0;

  for (; *probes != NULL; probes++)
    for (guint i = 0; i < (*probes)->n_rows; i++)
      n += g_str_equal ((*probes)->rows[i].id, row);
  return n;
}

/* Every row has one probe, or says why it has none. */
static void
test_table (void)
{
  guint n;
  const LabLatencyRow *rows = lab_latency_rows_get (&n);

  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (count_probes_of (lab_probes_get (), rows[i].id)
                        + count_probes_of (lab_engine_probes_get (), rows[i].id),
                      ==, rows[i].why_not == NULL ? 1 : 0);
}

static void
keep (const LabReading *reading, gpointer data)
{
  g_ptr_array_add (data, lab_reading_copy (reading));
}

/* Each of ours, by name, for without names the suite also reports what nobody can measure. */
static GPtrArray *
measure (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free);
  LabConditions conditions = { 0 };
  LabSuite suite;

  for (const LabProbe *const *probe = lab_engine_probes_get (); *probe != NULL; probe++)
    g_ptr_array_add (rows, (gpointer) (*probe)->rows[0].id);
  g_ptr_array_add (rows, NULL);
  lab_suite_init (&suite, FALSE);
  suite.probes = lab_engine_probes_get ();
  suite.rows = (const char *const *) rows->pdata;
  /* Time enough for samples, also where others have the processor. */
  suite.scale = 8;
  suite.more = 0;
  suite.time_limit = 60 * LAB_NS_PER_S;
  lab_conditions_read (&conditions, g_get_tmp_dir ());
  g_assert_true (lab_suite_run (&suite, &conditions, keep, readings));
  lab_conditions_clear (&conditions);
  return readings;
}

/* With one processor there is no other one to hand over to, and from one busy processor to another hand-overs may take
 * all the time there is: then the reading says so instead of a number. */
static gboolean
may_fail (const LabReading *reading)
{
  return g_str_equal (reading->row, "gil-cross") && reading->status != LAB_READING_MEASURED && reading->why != NULL;
}

static void
test_engine (void)
{
  g_autoptr (GPtrArray) readings = measure ();

  g_assert_cmpuint (readings->len, ==, 4);
  for (guint i = 0; i < readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (readings, i);

      g_test_message ("%s: %s", reading->row, reading->why != NULL ? reading->why : "measured");
      if (may_fail (reading))
        continue;
      g_assert_cmpint (reading->status, ==, LAB_READING_MEASURED);
      g_assert_cmpfloat (reading->median, >, 0);
      g_assert_cmpfloat (reading->min, <=, reading->median);
      g_assert_cmpuint (reading->n, >=, LAB_SAMPLES_MIN);
    }
}

static const char *const all_rows[] = { "async-task", "fiber", "gil", "gil-cross", NULL };

static void
test_no_pinning (void)
{
  static const guint calls[] = { SYS_sched_setaffinity };
  g_autoptr (GPtrArray) readings = NULL;

  if (!refused_calls_begin () || !refused_calls_add (calls, G_N_ELEMENTS (calls), EPERM))
    return;
  readings = refused_calls_measure (lab_engine_probes_get (), all_rows);
  g_assert_cmpuint (readings->len, ==, 4);
  for (guint i = 0; i < readings->len; i++)
    refused_calls_assert_unavailable (g_ptr_array_index (readings, i), "sched_setaffinity: Operation not permitted");
}

/* All but fibers record what they do, and say what is missing for it. */
static void
test_no_shared_memory (void)
{
  static const guint calls[] = { SYS_memfd_create };
  g_autoptr (GPtrArray) readings = NULL;

  if (!refused_calls_begin () || !refused_calls_add (calls, G_N_ELEMENTS (calls), EPERM))
    return;
  readings = refused_calls_measure (lab_engine_probes_get (), all_rows);
  g_assert_cmpuint (readings->len, ==, 4);
  for (guint i = 0; i < readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (readings, i);

      g_test_message ("%s: %s", reading->row, reading->why != NULL ? reading->why : "measured");
      if (g_str_equal (reading->row, "fiber"))
        {
          g_assert_cmpint (reading->status, ==, LAB_READING_MEASURED);
          continue;
        }
      refused_calls_assert_unavailable (reading, reading->why);
      g_assert_nonnull (strstr (reading->why, "Operation not permitted"));
    }
}

/* With next to no memory each has a reason, and no number that it could not take. */
static void
test_no_memory (void)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free);
  LabConditions conditions = { 0 };
  LabSuite suite;

  lab_suite_init (&suite, FALSE);
  suite.probes = lab_engine_probes_get ();
  suite.rows = all_rows;
  suite.memory = 4096;
  suite.time_limit = 60 * LAB_NS_PER_S;
  lab_conditions_read (&conditions, g_get_tmp_dir ());
  g_assert_true (lab_suite_run (&suite, &conditions, keep, readings));
  lab_conditions_clear (&conditions);
  g_assert_cmpuint (readings->len, ==, 4);
  for (guint i = 0; i < readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (readings, i);

      g_test_message ("%s: %s", reading->row, reading->why != NULL ? reading->why : "measured");
      g_assert_true (reading->status == LAB_READING_MEASURED ? reading->median > 0 : reading->why != NULL);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free);
  LabConditions conditions = { 0 };
  LabSuite suite;

  lab_suite_init (&suite, FALSE);
  suite.probes = lab_engine_probes_get ();
  lab_conditions_read (&conditions, g_get_tmp_dir ());
  lab_suite_cancel ();
  g_assert_false (lab_suite_run (&suite, &conditions, keep, readings));
  lab_conditions_clear (&conditions);
  g_assert_cmpuint (readings->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probes/every row has a probe or a reason", test_table);
  g_test_add_func ("/probes/of the engine", test_engine);
  g_test_add_func ("/probes/of the engine, without pinning", test_no_pinning);
  g_test_add_func ("/probes/of the engine, without shared memory", test_no_shared_memory);
  g_test_add_func ("/probes/of the engine, without memory", test_no_memory);
  g_test_add_func ("/probes/of the engine, cancelled", test_cancelled);
  return g_test_run ();
}
