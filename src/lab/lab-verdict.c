/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-hazard.h"
#include "lab-quantity.h"
#include "lab-verdict-reason.h"

typedef struct
{
  const LabMetrics *metrics;
  const LabOutcome *outcome;
  GPtrArray *hazards;
  guint64 sequential_makespan;
} Run;

static char *
describe_progress (const Run *run)
{
  g_autofree char *done = lab_format_count (run->metrics->n_done);
  g_autofree char *all = lab_format_count (run->metrics->n_tasks);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s of %s tasks was done.", "%s of %s tasks were done.", run->metrics->n_done), done,
    all);
}

/* Then the reason would say the same again. */
static gboolean
names_standstill (const Run *run)
{
  return run->outcome->kind == LAB_OUTCOME_DEADLOCK
         && (lab_hazards_get (run->hazards, LAB_HAZARD_DEADLOCK) != NULL
             || lab_hazards_get (run->hazards, LAB_HAZARD_POOL_TOO_SMALL) != NULL);
}

static char *
describe_progress_and_reason (const Run *run)
{
  g_autofree char *progress = describe_progress (run);

  if (run->outcome->reason == NULL || names_standstill (run))
    return g_steal_pointer (&progress);
  return g_strdup_printf (_ ("%s Reason: %s."), progress, run->outcome->reason);
}

static char *
get_failed_headline (const Run *run)
{
  g_autofree char *failed = lab_format_count (run->metrics->n_failed);
  g_autofree char *all = lab_format_count (run->metrics->n_tasks);

  if (run->metrics->n_failed == 0)
    return g_strdup (_ ("The run could not be finished."));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s of %s tasks failed.", "%s of %s tasks failed.", run->metrics->n_failed), failed,
    all);
}

static char *
get_broken_headline (const Run *run)
{
  g_autofree char *makespan = lab_format_duration (run->metrics->makespan);

  switch (run->outcome->kind)
    {
    case LAB_OUTCOME_CANCELLED:
      return g_strdup_printf (_ ("The run was cancelled after %s."), makespan);
    case LAB_OUTCOME_TIMED_OUT:
      return g_strdup_printf (_ ("Time was up after %s."), makespan);
    case LAB_OUTCOME_CRASHED:
      return g_strdup_printf (_ ("The runner died after %s."), makespan);
    case LAB_OUTCOME_DEADLOCK:
      return g_strdup_printf (_ ("Deadlock: the tasks waited for each other for ever, so the run was ended after %s."),
                              makespan);
    case LAB_OUTCOME_FAILED:
      return get_failed_headline (run);
    case LAB_OUTCOME_RUNNING:
    case LAB_OUTCOME_DONE:
      break;
    }
  return g_strdup_printf (_ ("No end is recorded after %s: the run goes on, or its runner was killed."), makespan);
}

static char *
describe_wrong_answer (const Run *run)
{
  if (run->outcome->answer_why == NULL)
    return g_strdup (_ ("All tasks ended, but their results are not what they should be."));
  return g_strdup_printf (_ ("All tasks ended, but their results are not what they should be: %s."),
                          run->outcome->answer_why);
}

static void
add_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/* Against one after the other, where that is known and not what this run did itself. */
static void
add_speed_up (GString *text, const Run *run)
{
  double speed_up;
  g_autofree char *ratio = NULL;
  g_autofree char *sentence = NULL;

  if (run->sequential_makespan == 0 || run->metrics->makespan == 0 || run->metrics->in_flight.max <= 1)
    return;
  speed_up = (double) run->sequential_makespan / (double) run->metrics->makespan;
  ratio = lab_format_ratio (speed_up >= 1 ? speed_up : 1 / speed_up);
  if (speed_up > 0.95 && speed_up < 1.05)
    sentence = g_strdup (_ ("One after the other takes just as long."));
  else if (speed_up >= 1)
    sentence = g_strdup_printf (_ ("One after the other takes %s times as long."), ratio);
  else
    sentence = g_strdup_printf (_ ("One after the other would be %s times as fast."), ratio);
  add_sentence (text, sentence);
}

/* A picture with holes must never pass for the whole. */
static void
add_dropped (GString *text, const Run *run)
{
  g_autofree char *dropped = lab_format_count (run->metrics->n_dropped);
  g_autofree char *sentence = NULL;

  if (run->metrics->n_dropped == 0)
    return;
  sentence = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s event found no room in the trace: what is shown is not all.",
                 "%s events found no room in the trace: what is shown is not all.", run->metrics->n_dropped),
    dropped);
  add_sentence (text, sentence);
}

static void
add_hazards (GString *text, const Run *run)
{
  for (guint i = 0; run->hazards != NULL && i < run->hazards->len; i++)
    add_sentence (text, ((const LabHazard *) g_ptr_array_index (run->hazards, i))->sentence);
}

/* Whether the hazard that comes with this reason has said why. */
static gboolean
is_said (LabReason reason, const Run *run)
{
  switch (reason)
    {
    case LAB_REASON_TOO_FEW_LANES:
      return lab_hazards_get (run->hazards, LAB_HAZARD_POOL_TOO_SMALL) != NULL;
    case LAB_REASON_OVERSUBSCRIBED:
      return lab_hazards_get (run->hazards, LAB_HAZARD_OVERSUBSCRIPTION) != NULL;
    case LAB_REASON_UNEVEN:
      return lab_hazards_get (run->hazards, LAB_HAZARD_UNEVEN_LOAD) != NULL;
    case LAB_REASON_ONE_LANE:
      return lab_hazards_get (run->hazards, LAB_HAZARD_SERIALISED) != NULL;
    default:
      return FALSE;
    }
}

static void
judge_done (LabVerdict *self, GString *detail, const Run *run)
{
  LabReason reason = lab_reason_find (run->metrics);
  g_autofree char *why = lab_reason_get_detail (reason, run->metrics);

  self->headline = lab_reason_get_headline (reason, run->metrics);
  if (!is_said (reason, run))
    add_sentence (detail, why);
  add_speed_up (detail, run);
}

LabVerdict *
lab_verdict_new (const LabExperiment *experiment, const LabMetrics *metrics, const LabOutcome *outcome,
                 GPtrArray *hazards, guint64 sequential_makespan)
{
  Run run = { metrics, outcome, hazards, sequential_makespan };
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *sentence = NULL;
  LabVerdict *self;

  g_return_val_if_fail (metrics != NULL && outcome != NULL, NULL);

  self = g_new0 (LabVerdict, 1);
  self->hazards = hazards == NULL ? NULL : g_ptr_array_ref (hazards);
  add_hazards (detail, &run);
  if (outcome->kind != LAB_OUTCOME_DONE)
    {
      self->headline = get_broken_headline (&run);
      sentence = describe_progress_and_reason (&run);
      add_sentence (detail, sentence);
    }
  else if (outcome->answer_known && !outcome->answer_ok)
    {
      self->headline = g_strdup (_ ("The answer is wrong."));
      sentence = describe_wrong_answer (&run);
      add_sentence (detail, sentence);
    }
  else
    judge_done (self, detail, &run);
  add_dropped (detail, &run);
  self->detail = g_strdup (detail->str);
  return self;
}

void
lab_verdict_free (LabVerdict *self)
{
  if (self == NULL)
    return;
  g_free (self->headline);
  g_free (self->detail);
  g_clear_pointer (&self->hazards, g_ptr_array_unref);
  g_free (self);
}
