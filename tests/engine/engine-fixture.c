/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-fixture.h"
#include "lab-clock.h"

void
run_prepare (Run *self, const char *workload, const char *model, const char *values)
{
  g_autoptr (GError) error = NULL;

  self->segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, &error);
  self->trace = lab_trace_new (self->segment);
  self->experiment = test_experiment (workload, model, values);
  self->engine = lab_engine_new (self->experiment, self->segment, &error);
  g_assert_no_error (error);
}

void
run_prepare_fields (Run *self, const char *fields, const char *model, const char *values)
{
  g_autofree char *json = g_strdup_printf ("{'id': 'test', %s}", fields);

  run_prepare (self, g_strdelimit (json, "'", '"'), model, values);
}

const char *
run_with_workers (const char *model, guint n)
{
  static char values[32];
  const LabModel *found = lab_model_find (model);

  for (guint i = 0; i < found->n_params; i++)
    if (g_str_equal (found->params[i].id, "workers"))
      {
        g_snprintf (values, sizeof (values), "workers=%u", n);
        return values;
      }
  return "";
}

void
run_finish (Run *self)
{
  g_autoptr (GError) error = NULL;

  self->outcome = lab_engine_run (self->engine);
  lab_trace_update (self->trace, &error);
  g_assert_no_error (error);
  test_check_order (self->trace, self->ends);
}

void
run_clear (Run *self)
{
  lab_outcome_free (self->outcome);
  lab_engine_free (self->engine);
  lab_experiment_free (self->experiment);
  lab_trace_free (self->trace);
  lab_segment_unref (self->segment);
}

static guint
count_prints (LabTrace *trace)
{
  guint count = 0;

  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    count += lab_trace_get_text (trace, n)->kind == LAB_TEXT_PRINT;
  return count;
}

static gpointer
canceller (gpointer data)
{
  Run *run = data;
  g_autoptr (LabTrace) trace = lab_trace_new (run->segment);
  guint64 deadline = lab_clock_now () + 30 * LAB_NS_PER_S;

  do
    {
      g_assert_cmpuint (lab_clock_now (), <, deadline);
      g_usleep (100);
      lab_trace_update (trace, NULL);
    }
  while (count_prints (trace) < run->n_prints);
  lab_engine_cancel (run->engine);
  return NULL;
}

void
run_cancel_when_printed (Run *self, guint n_prints)
{
  GThread *thread;

  self->n_prints = n_prints;
  thread = g_thread_new ("canceller", canceller, self);
  run_finish (self);
  g_thread_join (thread);
  g_assert_cmpint (self->outcome->kind, ==, LAB_OUTCOME_CANCELLED);
}

char *
run_get_printed (const Run *self)
{
  GString *printed = g_string_new (NULL);

  for (guint n = 0; n < lab_trace_get_n_texts (self->trace); n++)
    if (lab_trace_get_text (self->trace, n)->kind == LAB_TEXT_PRINT)
      g_string_append (printed, lab_trace_get_text (self->trace, n)->text);
  return g_string_free (printed, FALSE);
}

char *
run_get_io (const Run *self, guint32 task)
{
  g_autoptr (GArray) events = test_collect_events (self->trace);
  GString *kinds = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const LabEvent *event = &g_array_index (events, TestEvent, i).event;

      if (event->layer == LAB_LAYER_TASK && event->task == task && event->state == LAB_STATE_IO)
        g_string_append_printf (kinds, "%s ", lab_io_kind_get_id (event->detail));
    }
  return g_string_free (kinds, FALSE);
}
