/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-models.h"
#include "lab-suggest.h"

static const LabModel *const models[] = {
  &lab_model_sequential,      &lab_model_threads,   &lab_model_gil,
  &lab_model_subinterpreters, &lab_model_processes, &lab_model_async,
  &lab_model_fibers,          &lab_model_hybrid,    NULL,
};

static const struct
{
  LabModelTraits trait;
  const char *id, *title;
} traits[] = {
  { LAB_TRAIT_PARALLEL, "parallel", N_ ("parallel") },
  { LAB_TRAIT_PREEMPTIVE, "preemptive", N_ ("preemptive") },
  { LAB_TRAIT_SHARED, "shared", N_ ("shared memory") },
  { LAB_TRAIT_INTERPRETERS, "interpreters", N_ ("an interpreter each") },
};

const char **
lab_model_get_trait_ids (const LabModel *self)
{
  const char **ids = g_new0 (const char *, G_N_ELEMENTS (traits) + 1);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    if (self->traits & traits[i].trait)
      ids[n++] = traits[i].id;
  return ids;
}

const char **
lab_model_get_trait_titles (const LabModel *self)
{
  const char **titles = g_new0 (const char *, G_N_ELEMENTS (traits) + 1);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    if (self->traits & traits[i].trait)
      titles[n++] = _ (traits[i].title);
  return titles;
}

const char *
lab_trait_get_title (LabModelTraits trait)
{
  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    if (traits[i].trait == trait)
      return _ (traits[i].title);
  g_return_val_if_reached (NULL);
}

const LabModel *const *
lab_model_get_all (void)
{
  return models;
}

const LabModel *
lab_model_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; models[i] != NULL; i++)
    if (g_str_equal (models[i]->id, id))
      return models[i];
  return NULL;
}

const LabModel *
lab_model_require (const char *id, GError **error)
{
  const char *ids[G_N_ELEMENTS (models)] = { NULL };
  const LabModel *model = lab_model_find (id);

  if (model != NULL)
    return model;
  for (guint i = 0; models[i] != NULL; i++)
    ids[i] = models[i]->id;
  lab_set_unknown_error (error, _ ("model"), id, ids);
  return NULL;
}
