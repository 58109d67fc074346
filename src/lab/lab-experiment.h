/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-model.h"
#include "lab-program.h"

G_BEGIN_DECLS

/* A workload, a model and the values of both: all that the runner needs, also as JSON. A value. */
typedef struct
{
  LabWorkload *workload;
  LabValues *params; /* of the workload */
  const LabModel *model;
  LabValues *options; /* of the model */
  guint64 capacity;   /* bytes of trace memory */
  double time_scale;  /* waits take so many times as long as the workload says; 1 unless set */
  gboolean network;   /* addresses beyond this machine may be contacted */
} LabExperiment;

#define LAB_TIME_SCALE_MAX 1000

/* The values are the defaults, but for the options that the workload suggests. */
LabExperiment *lab_experiment_new (LabWorkload *workload, const LabModel *model);
LabExperiment *lab_experiment_copy (const LabExperiment *self);
void lab_experiment_free (LabExperiment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabExperiment, lab_experiment_free)

/* Sets the workload's parameter or the model's option of that name; unknown names get a suggestion from both. */
gboolean lab_experiment_set (LabExperiment *self, const char *name, const char *text, GError **error);

/* Parses it; "0.1". From 0 to 1000. */
gboolean lab_experiment_set_time_scale (LabExperiment *self, const char *text, GError **error);

/* Whether the model is there and can hold that many tasks (LAB_ERROR_UNAVAILABLE, with the numbers). */
gboolean lab_experiment_check (const LabExperiment *self, guint64 n_tasks, GError **error);

/* Whether what the program fetches may be fetched (LAB_ERROR_UNAVAILABLE, with the hosts). */
gboolean lab_experiment_check_network (const LabExperiment *self, const LabProgram *program, GError **error);

/* {"workload": {whole document}, "source": "...", "params": {...}, "model": "threads", "options": {...}, "capacity":
 * "512MiB", "time_scale": 1, "network": false} */
char *lab_experiment_to_json (const LabExperiment *self);
LabExperiment *lab_experiment_new_from_json (const char *json, gssize length, GError **error);

/* The same for two experiments that do the same work in the same way, and no others: a checksum of the workload, the
 * model, the values of both and the time scale. Caller frees. */
char *lab_experiment_get_fingerprint (const LabExperiment *self);

/* The command line that repeats it: `interleave-cli run sleep --model threads -p tasks=3`. Values that are the
 * defaults are left out; quoted for a shell. Caller frees. */
char *lab_experiment_to_command (const LabExperiment *self);

G_END_DECLS
