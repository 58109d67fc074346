/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-models.h"
#include "lab-suggest.h"

static const LabModel *const models[] = {
  &lab_model_sequential, &lab_model_threads, &lab_model_processes, &lab_model_async, &lab_model_fibers, NULL,
};

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
