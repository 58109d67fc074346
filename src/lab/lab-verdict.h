/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-error.h"
#include "lab-experiment.h"
#include "lab-metrics.h"

G_BEGIN_DECLS

/* How a run ended. */
typedef enum
{
  LAB_OUTCOME_RUNNING, /* no end is recorded: it goes on, or its runner was killed */
  LAB_OUTCOME_DONE,
  LAB_OUTCOME_FAILED, /* a task failed, or the run could not be finished */
  LAB_OUTCOME_CANCELLED,
  LAB_OUTCOME_TIMED_OUT,
  LAB_OUTCOME_CRASHED,  /* the runner died */
  LAB_OUTCOME_DEADLOCK, /* its tasks waited for each other for ever, until it was ended; the reason says how */
} LabOutcomeKind;

typedef struct
{
  LabOutcomeKind kind;
  LabError error_code; /* with FAILED before the first task: what kind of error it was */
  char *reason;        /* NULL where there is nothing to say */
  gboolean answer_known;
  gboolean answer_ok;
  char *answer_why;  /* what was expected and found, where it is wrong */
  char *note;        /* what has to be known of how it was run; NULL where all was as it should */
  guint64 start_rss; /* resident memory before the first task; 0 if unknown */
  guint64 peak_rss;
  guint64 n_tasks;
} LabOutcome;

/* Whether a wrong answer or a deadlock is what the workload says may happen under this model: then it was shown what
 * was to be shown. */
gboolean lab_outcome_is_expected (const LabOutcome *self, const LabExperiment *experiment);

const char *lab_outcome_kind_get_id (LabOutcomeKind kind); /* "done", "timed-out" … */

LabOutcome *lab_outcome_new (LabOutcomeKind kind);
/* {"outcome": "done", "error": "failed", "reason": …, "answer_ok": true/false/null, "answer_why": …,
 *  "note": …, "start_rss_bytes": n, "peak_rss_bytes": n, "n_tasks": n} */
LabOutcome *lab_outcome_new_from_json (const char *json); /* never NULL: RUNNING where json is NULL or wrong */
char *lab_outcome_to_json (const LabOutcome *self);
void lab_outcome_free (LabOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabOutcome, lab_outcome_free)

/* What happened and why, in words. */
typedef struct
{
  char *headline;     /* one sentence: what happened */
  char *detail;       /* a few: the hazards that were seen and why it took so long, with numbers */
  GPtrArray *hazards; /* of LabHazard; a reference, NULL where none was given */
} LabVerdict;

/* `hazards` are those of lab_hazards_find(), or NULL. `sequential_makespan` is that of the same workload run
 * sequentially, or 0 where it is not known. */
LabVerdict *lab_verdict_new (const LabExperiment *experiment, const LabMetrics *metrics, const LabOutcome *outcome,
                             GPtrArray *hazards, guint64 sequential_makespan);
void lab_verdict_free (LabVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabVerdict, lab_verdict_free)

/* For a race: one sentence on who won and why, from the runs' metrics. Caller frees. */
char *lab_verdict_compare (const LabExperiment *const *experiments, const LabMetrics *metrics,
                           const LabOutcome *const *outcomes, guint n_runs);

G_END_DECLS
