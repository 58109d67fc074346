/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "lab-hazard-sweep.h"
#include "lab-hazard.h"
#include "lab-objects.h"
#include "lab-program.h"
#include "lab-verdict-reason.h"

G_BEGIN_DECLS

/* All that is known of one run, for those who look for hazards in it. */
typedef struct
{
  LabTrace *trace;
  const LabExperiment *experiment; /* or NULL */
  const LabMetrics *metrics;
  const LabOutcome *outcome;
  LabSweep sweep;
  LabReason reason;    /* NOTHING where the run was not done */
  GPtrArray *objects;  /* of the trace */
  LabProgram *program; /* made when a task's name is asked for */
} LabHazardCase;

/* How a task, a thing and a counter are spoken of: '"producer 1"', 'task 3', 'the GIL', 'lock "A"'. They are what
 * records say, so nothing is believed and control characters are escaped. Caller frees. */
char *lab_hazard_case_name_task (LabHazardCase *self, guint64 task);
char *lab_hazard_case_name_object (LabHazardCase *self, guint64 object, gboolean is_gil);

/* A record of the trace, NULL where it is missing or no JSON. */
JsonNode *lab_hazard_case_get_record (LabHazardCase *self, const char *key);

/* Whether it was seen: a sentence for the caller to free, or NULL. */
typedef char *(*LabHazardDetector) (LabHazardCase *self);

/* From what the runner recorded beside the events: lab-hazard-records.c. */
char *lab_hazard_find_lost_updates (LabHazardCase *self);
char *lab_hazard_find_isolated_memory (LabHazardCase *self);
char *lab_hazard_find_deadlock (LabHazardCase *self);
char *lab_hazard_find_small_pool (LabHazardCase *self);

/* From the events: lab-hazard-events.c. */
char *lab_hazard_find_blocked_loop (LabHazardCase *self);
char *lab_hazard_find_convoy (LabHazardCase *self);
char *lab_hazard_find_starvation (LabHazardCase *self);
char *lab_hazard_find_serialised (LabHazardCase *self);

G_END_DECLS
