/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-racers.h"

static LabExperiment *
make_racer (LabWorkload *workload, const LabModel *model, const char *const *settings, GError **error)
{
  g_autoptr (LabExperiment) racer = lab_experiment_new (workload, model);

  for (; *settings != NULL; settings++)
    {
      g_autofree char *name = NULL, *value = NULL;

      if (!lab_setting_split (*settings, &name, &value, error)
          || !lab_values_set_text (racer->params, name, value, error))
        return NULL;
    }
  return g_steal_pointer (&racer);
}

GPtrArray *
app_racers_new (const char *work, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (LabWorkload) workload = NULL;
  g_autoptr (GPtrArray) racers = NULL;

  g_return_val_if_fail (work != NULL, NULL);

  words = g_strsplit (work, " ", -1);
  workload = lab_workload_load (words[0] != NULL ? words[0] : work, error);
  if (workload == NULL)
    return NULL;
  racers = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      LabExperiment *racer = make_racer (workload, *model, (const char *const *) words + 1, error);

      if (racer == NULL)
        return NULL;
      g_ptr_array_add (racers, racer);
    }
  return g_steal_pointer (&racers);
}

char *
app_racers_describe (GPtrArray *racers)
{
  const LabExperiment *racer;
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *values = NULL;
  const char *title;

  g_return_val_if_fail (racers != NULL && racers->len > 0, NULL);

  racer = g_ptr_array_index (racers, 0);
  title = lab_workload_get_title (racer->workload);
  for (guint i = 0; i < lab_values_get_n_specs (racer->params); i++)
    {
      const char *id = lab_values_get_spec (racer->params, i)->id;

      if (!lab_values_is_default (racer->params, id))
        g_ptr_array_add (named, lab_values_describe (racer->params, id));
    }
  if (named->len == 0)
    return g_strdup (title);
  g_ptr_array_add (named, NULL);
  values = g_strjoinv (", ", (char **) named->pdata);
  /* A workload and its values. */
  return g_strdup_printf (_ ("%s (%s)"), title, values);
}

GHashTable *
app_racers_get_fingerprints (GPtrArray *racers)
{
  GHashTable *fingerprints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (racers != NULL, fingerprints);

  for (guint i = 0; i < racers->len; i++)
    g_hash_table_add (fingerprints, lab_experiment_get_fingerprint (g_ptr_array_index (racers, i)));
  return fingerprints;
}
