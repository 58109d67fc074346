/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-param.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_TRAIT_PARALLEL = 1 << 0,     /* two tasks can compute at the same instant */
  LAB_TRAIT_PREEMPTIVE = 1 << 1,   /* a task can be stopped between any two of its instructions */
  LAB_TRAIT_SHARED = 1 << 2,       /* tasks see one memory */
  LAB_TRAIT_INTERPRETERS = 1 << 3, /* its threads have an interpreter and a memory each */
} LabModelTraits;

/* What the forms, the help and the checks know of a model; how it runs stands in engine/models/. */
typedef struct
{
  const char *id;
  const char *title;   /* translatable */
  const char *summary; /* one or two sentences, translatable */
  LabModelTraits traits;
  const LabParamSpec *params;
  guint n_params;
  guint64 bytes_per_task; /* what a task costs while the run holds all of them at once */
  /* Why this machine cannot run it, for the caller to free, or NULL where it can. */
  char *(*why_not) (void);
  /* How many threads or processes the run would need at once, 0 where that is no question. */
  guint64 (*n_kernel_tasks) (const LabValues *options, guint64 n_tasks);
} LabModel;

/* "parallel", "shared" …, never translated, for each trait that it has. Caller frees the list, not what is in it. */
const char **lab_model_get_trait_ids (const LabModel *self);

/* The same for people, translated. */
const char **lab_model_get_trait_titles (const LabModel *self);
const char *lab_trait_get_title (LabModelTraits trait);

/* The models in the order in which they are shown; NULL-terminated. */
const LabModel *const *lab_model_get_all (void);
const LabModel *lab_model_find (const char *id);

/* The same with an error that suggests the nearest name. */
const LabModel *lab_model_require (const char *id, GError **error);

G_END_DECLS
