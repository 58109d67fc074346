/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"

G_BEGIN_DECLS

/* An experiment that somebody has thought out: a workload, a model, values, and what to look at. Immutable; belongs to
 * whoever loaded it. */
typedef struct _LabPreset LabPreset;

#define LAB_PRESET_SIZE_MAX (64 * 1024)

/* `source` names the text in errors. LAB_ERROR_INVALID with the place; the workload has to be one in the data folders
 * or, with a '/', a path. */
LabPreset *lab_preset_new_from_json (const char *json, gssize length, const char *source, GError **error);

/* One in the data folders, by its name. */
LabPreset *lab_preset_load (const char *name, GError **error);

/* All in the data folders, sorted by name; `problems` as in lab_workload_list(). */
GPtrArray *lab_preset_list (GPtrArray *problems);

void lab_preset_free (LabPreset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabPreset, lab_preset_free)

const char *lab_preset_get_id (const LabPreset *self);
const char *lab_preset_get_title (const LabPreset *self);
const char *lab_preset_get_about (const LabPreset *self); /* a paragraph: what to look at */
const LabExperiment *lab_preset_get_experiment (const LabPreset *self);

/* The same under another model, with those of the options that it knows. */
LabExperiment *lab_preset_make_experiment (const LabPreset *self, const LabModel *model);

G_END_DECLS
