/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-racer-group.h"
#include "app-racer-row.h"
#include "lab-error.h"

struct _AppRacerGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;       /* of AppRacerRow, borrowed */
  LabWorkload *workload; /* that the values are for; NULL: none yet */
};

G_DEFINE_FINAL_TYPE (AppRacerGroup, app_racer_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed;

static void
emit_changed (AppRacerGroup *self)
{
  g_signal_emit (self, changed, 0);
}

static void
app_racer_group_finalize (GObject *object)
{
  AppRacerGroup *self = APP_RACER_GROUP (object);

  g_clear_pointer (&self->workload, lab_workload_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (app_racer_group_parent_class)->finalize (object);
}

static void
app_racer_group_class_init (AppRacerGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_racer_group_finalize;
  changed = g_signal_new ("changed", APP_TYPE_RACER_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_racer_group_init (AppRacerGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Models"));
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      GtkWidget *row = app_racer_row_new (*model);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_object (row, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
    }
}

void
app_racer_group_set_workload (AppRacerGroup *self, LabWorkload *workload)
{
  g_return_if_fail (APP_IS_RACER_GROUP (self) && workload != NULL);

  if (workload == self->workload)
    return;
  lab_workload_ref (workload);
  g_clear_pointer (&self->workload, lab_workload_unref);
  self->workload = workload;
  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRacerRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (LabExperiment) fresh = lab_experiment_new (workload, app_racer_row_get_model (row));

      app_racer_row_set_options (row, fresh->options);
    }
}

GPtrArray *
app_racer_group_get_models (AppRacerGroup *self)
{
  GPtrArray *models;

  g_return_val_if_fail (APP_IS_RACER_GROUP (self), NULL);

  models = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    if (app_racer_row_is_chosen (g_ptr_array_index (self->rows, i)))
      g_ptr_array_add (models, (gpointer) app_racer_row_get_model (g_ptr_array_index (self->rows, i)));
  g_ptr_array_add (models, NULL);
  return models;
}

static const LabExperiment *
find_experiment (GPtrArray *experiments, const LabModel *model)
{
  for (guint i = 0; i < experiments->len; i++)
    if (((const LabExperiment *) g_ptr_array_index (experiments, i))->model == model)
      return g_ptr_array_index (experiments, i);
  return NULL;
}

void
app_racer_group_set_experiments (AppRacerGroup *self, GPtrArray *experiments)
{
  g_return_if_fail (APP_IS_RACER_GROUP (self) && experiments != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRacerRow *row = g_ptr_array_index (self->rows, i);

      app_racer_row_set_experiment (row, find_experiment (experiments, app_racer_row_get_model (row)));
    }
}

GPtrArray *
app_racer_group_make_experiments (AppRacerGroup *self, AppForm *form, GError **error)
{
  g_autoptr (GPtrArray) experiments = NULL;

  g_return_val_if_fail (APP_IS_RACER_GROUP (self) && APP_IS_FORM (form), NULL);

  experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRacerRow *row = g_ptr_array_index (self->rows, i);
      LabExperiment *experiment;

      if (!app_racer_row_is_chosen (row))
        continue;
      experiment = app_form_make_experiment_for (form, app_racer_row_get_model (row), error);
      if (experiment == NULL)
        return NULL;
      g_ptr_array_add (experiments, experiment);
      if (!app_racer_row_apply (row, experiment, error))
        return NULL;
    }
  if (experiments->len > 0)
    return g_steal_pointer (&experiments);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("Choose the models that are to race."));
  return NULL;
}

void
app_racer_group_focus_error (AppRacerGroup *self)
{
  g_return_if_fail (APP_IS_RACER_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    if (app_racer_row_is_chosen (g_ptr_array_index (self->rows, i))
        && app_racer_row_focus_error (g_ptr_array_index (self->rows, i)))
      return;
}

GVariant *
app_racer_group_save (AppRacerGroup *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (APP_IS_RACER_GROUP (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(ba{ss})}"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRacerRow *row = g_ptr_array_index (self->rows, i);

      g_variant_builder_add (&builder, "{s@(ba{ss})}", app_racer_row_get_model (row)->id, app_racer_row_save (row));
    }
  return g_variant_builder_end (&builder);
}

void
app_racer_group_restore (AppRacerGroup *self, GVariant *saved)
{
  g_return_if_fail (APP_IS_RACER_GROUP (self) && saved != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRacerRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GVariant)
        one = g_variant_lookup_value (saved, app_racer_row_get_model (row)->id, G_VARIANT_TYPE ("(ba{ss})"));

      if (one != NULL)
        app_racer_row_restore (row, one);
    }
}
