/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-objects.h"
#include "lab-plan.h"

G_BEGIN_DECLS

/* Between lab-program.c and lab-answer.c. */

typedef struct
{
  LabTaskGroup public; /* what others see */
  LabTaskTexts texts;
  LabTemplate *name;
  GArray *steps;        /* of LabStep */
  GPtrArray *named_ids; /* of const char, NULL-terminated; the workload's */
} LabProgramGroup;

struct _LabProgram
{
  LabWorkload *workload;
  const LabValues *params; /* borrowed, only while it is made */
  GArray *groups;          /* of LabProgramGroup */
  GPtrArray *objects;      /* of LabObject */
  GArray *files;           /* of LabFiles */
  GArray *queues;          /* of LabQueue, by object; the last ones may be missing */
  GArray *counters;        /* of LabCounter */
  guint32 n_tasks;
  GArray *wires; /* of guint8, LabWireKind, by object; the last ones may be missing */
  double time_scale;
  LabServerSettings server;
  gboolean needs_server;
  gboolean fetches;
  char *hosts;  /* real ones that are fetched from; or NULL */
  guint64 rate; /* turns of the arithmetic kernel per second; 0 until it is set */
  LabAnswerKind answer;
  gint64 answer_number; /* of SUM and COUNT */
  guint answer_counter; /* of COUNTER */
  GPtrArray *answers;   /* of LabTemplate: of EACH one for each group, of LIST one for each task */
};

/* lab-program-objects.c: gives numbers to the locks, events and queues that the tasks of the program speak of. */
gboolean lab_program_find_objects (LabProgram *self, GError **error);

/* lab-program-queues.c: the declaration that a name speaks of, or NULL: "part" and "part 3" both of the queue "part".
 */
const LabQueuePlan *lab_program_find_queue_plan (const LabProgram *self, const char *name);
gboolean lab_program_get_n_parts (const LabProgram *self, const LabQueuePlan *plan, guint16 *n_parts, GError **error);

/* lab-program-wires.c: what the wire with that number is made of. */
gboolean lab_program_add_wire (LabProgram *self, guint16 object, GError **error);

/* lab-program-files.c: those that the workload declares. */
gboolean lab_program_add_files (LabProgram *self, GError **error);

/* What is known of the queue with that number; once all are there, the producers. */
gboolean lab_program_add_queue (LabProgram *self, guint16 object, GError **error);
void lab_program_count_producers (LabProgram *self);
/* lab-program-web.c: fetch steps and the embedded server. */
gboolean lab_program_bind_fetch (LabStep *step, const LabFetchPlan *plan, const LabValues *params, GError **error);
void lab_program_clear_fetch (LabStep *step);
gboolean lab_program_bind_server (LabProgram *self, const LabServerPlan *plan, const LabValues *params, GError **error);
void lab_program_find_hosts (LabProgram *self);

/* What the task's last fetch gives; nothing where that is not known without asking. */
void lab_program_predict_fetched (const LabProgram *self, guint32 task, LabComputed *computed);

const LabProgramGroup *lab_program_find_private_group (const LabProgram *self, guint32 task);
LabTaskFacts lab_program_get_facts (const LabProgram *self, guint32 task, const LabComputed *computed);

G_END_DECLS
