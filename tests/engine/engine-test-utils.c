/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-test-utils.h"
#include "lab-clock.h"

void
test_run_prepare (TestRun *self, const char *workload, const char *model, const char *values)
{
  g_autoptr (GError) error = NULL;

  self->segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, &error);
  self->trace = lab_trace_new (self->segment);
  self->experiment = test_experiment (workload, model, values);
  self->engine = lab_engine_new (self->experiment, self->segment, &error);
  g_assert_no_error (error);
}

void
test_run_finish (TestRun *self)
{
  g_autoptr (GError) error = NULL;

  self->outcome = lab_engine_run (self->engine);
  lab_trace_update (self->trace, &error);
  g_assert_no_error (error);
  test_check_order (self->trace, self->ends);
}

void
test_run_clear (TestRun *self)
{
  lab_outcome_free (self->outcome);
  lab_engine_free (self->engine);
  lab_experiment_free (self->experiment);
  lab_trace_free (self->trace);
  lab_segment_unref (self->segment);
}

gpointer
test_run_cancel_when_it_printed (gpointer data)
{
  TestRun *run = data;
  g_autoptr (LabTrace) trace = lab_trace_new (run->segment);
  guint64 deadline = lab_clock_now () + 30 * LAB_NS_PER_S;

  do
    {
      g_assert_cmpuint (lab_clock_now (), <, deadline);
      g_usleep (100);
      lab_trace_update (trace, NULL);
    }
  while (test_find_text (trace, LAB_TEXT_PRINT, 0) == NULL);
  lab_engine_cancel (run->engine);
  return NULL;
}

char *
test_run_get_printed (const TestRun *self)
{
  GString *printed = g_string_new (NULL);

  for (guint n = 0; n < lab_trace_get_n_texts (self->trace); n++)
    if (lab_trace_get_text (self->trace, n)->kind == LAB_TEXT_PRINT)
      g_string_append (printed, lab_trace_get_text (self->trace, n)->text);
  return g_string_free (printed, FALSE);
}
