/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-bet-row.h"
#include "app-catalogue.h"
#include "app-form.h"
#include "app-model-group.h"
#include "app-param-rows.h"
#include "app-preset-group.h"
#include "app-scale-group.h"
#include "app-settings.h"
#include "app-workload-group.h"
#include "lab-error.h"

/* What stands in it the first time. */
#define FIRST_WORKLOAD "sleep"
#define FIRST_MODEL "threads"

struct _AppForm
{
  GtkWidget parent_instance;

  gboolean with_model;
  gboolean is_filling; /* not a person's doing */

  AppPresetGroup *presets; /* what is chosen there is what the form says */
  AppWorkloadGroup *workload;
  AppModelGroup *model;
  GtkWidget *bet_group;
  GtkEditable *bet_row;
};

G_DEFINE_FINAL_TYPE (AppForm, app_form, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_VALID,
  PROP_WITH_MODEL,
  N_PROPS,
};

enum
{
  CHANGED,
  READY,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* What is filled in by hand is no longer the preset. */
static void
app_form_changed (AppForm *self)
{
  if (self->is_filling)
    return;
  if (app_preset_group_get (self->presets) != NULL)
    app_preset_group_set (self->presets, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALID]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
app_form_put_model (AppForm *self, const LabModel *model)
{
  app_model_group_set (self->model, model, app_workload_group_get (self->workload));
}

/* Under the model that shows it best, where there is one. */
static void
on_workload_chosen (AppForm *self, LabWorkload *workload)
{
  const LabModel *suggestion = lab_workload_get_suggestion (workload, NULL);

  if (suggestion == NULL)
    suggestion = app_model_group_get (self->model);
  app_workload_group_set (self->workload, workload);
  app_form_put_model (self, suggestion != NULL ? suggestion : lab_model_find (FIRST_MODEL));
  app_form_changed (self);
}

static void
on_model_chosen (AppForm *self, const char *id)
{
  const LabModel *model = lab_model_find (id);

  if (model == NULL || app_workload_group_get (self->workload) == NULL)
    return;
  app_form_put_model (self, model);
  app_form_changed (self);
}

static void
on_preset_chosen (AppForm *self, const char *id)
{
  app_form_set_preset (self, id, NULL);
}

/* What came from elsewhere, out of a file or the guide, may be a preset. */
static void
app_form_recognise (AppForm *self)
{
  g_autoptr (LabExperiment) experiment = self->with_model ? app_form_make_experiment (self, NULL) : NULL;
  const LabPreset *preset = experiment != NULL ? app_catalogue_recognise (app_catalogue_get (), experiment) : NULL;

  if (preset != NULL)
    app_preset_group_set (self->presets, preset);
}

static LabWorkload *
get_first_workload (void)
{
  LabWorkload *workload = app_catalogue_find_workload (app_catalogue_get (), FIRST_WORKLOAD);
  GPtrArray *workloads = app_catalogue_get_workloads (app_catalogue_get ());

  if (workload == NULL && workloads->len > 0)
    workload = g_ptr_array_index (workloads, 0);
  return workload;
}

static void
on_catalogue_loaded (AppForm *self)
{
  LabWorkload *first = get_first_workload ();

  if (app_workload_group_get (self->workload) != NULL)
    app_form_recognise (self);
  else if (first != NULL)
    on_workload_chosen (self, first);
  g_signal_emit (self, signals[READY], 0);
}

static void
on_bet_changed (AppForm *self)
{
  app_bet_row_check (self->bet_row);
}

static void
app_form_restore (AppForm *self)
{
  g_autofree char *json = g_settings_get_string (app_settings_get (), "experiment");
  g_autoptr (LabExperiment) experiment = NULL;

  if (*json != '\0')
    experiment = lab_experiment_new_from_json (json, -1, NULL);
  if (experiment != NULL)
    app_form_set_experiment (self, experiment);
}

static void
app_form_remember (AppForm *self)
{
  g_autoptr (LabExperiment) experiment = app_form_make_experiment (self, NULL);
  g_autofree char *json = experiment != NULL ? lab_experiment_to_json (experiment) : NULL;

  if (json != NULL)
    g_settings_set_string (app_settings_get (), "experiment", json);
}

static void
app_form_unmap (GtkWidget *widget)
{
  AppForm *self = APP_FORM (widget);

  if (self->with_model)
    app_form_remember (self);
  GTK_WIDGET_CLASS (app_form_parent_class)->unmap (widget);
}

static void
app_form_constructed (GObject *object)
{
  AppForm *self = APP_FORM (object);
  AppCatalogue *catalogue = app_catalogue_get ();

  G_OBJECT_CLASS (app_form_parent_class)->constructed (object);
  gtk_widget_set_visible (GTK_WIDGET (self->presets), self->with_model);
  gtk_widget_set_visible (GTK_WIDGET (self->model), self->with_model);
  gtk_widget_set_visible (self->bet_group, self->with_model);
  if (self->with_model)
    app_form_restore (self);
  g_signal_connect_object (app_settings_get (), "changed::time-scale", G_CALLBACK (app_form_changed), self,
                           G_CONNECT_SWAPPED);
  if (app_catalogue_is_loaded (catalogue))
    on_catalogue_loaded (self);
  else
    g_signal_connect_object (catalogue, "loaded", G_CALLBACK (on_catalogue_loaded), self, G_CONNECT_SWAPPED);
}

static void
app_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AppForm *self = APP_FORM (object);

  if (id == PROP_VALID)
    g_value_set_boolean (value, app_form_is_valid (self));
  else if (id == PROP_WITH_MODEL)
    g_value_set_boolean (value, self->with_model);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_WITH_MODEL)
    APP_FORM (object)->with_model = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-form.ui");
  gtk_widget_class_bind_template_child (widget_class, AppForm, presets);
  gtk_widget_class_bind_template_child (widget_class, AppForm, workload);
  gtk_widget_class_bind_template_child (widget_class, AppForm, model);
  gtk_widget_class_bind_template_child (widget_class, AppForm, bet_group);
  gtk_widget_class_bind_template_child (widget_class, AppForm, bet_row);
  gtk_widget_class_bind_template_callback (widget_class, app_form_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_workload_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_model_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_bet_changed);
}

static void
app_form_class_init (AppFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_PRESET_GROUP);
  g_type_ensure (APP_TYPE_WORKLOAD_GROUP);
  g_type_ensure (APP_TYPE_MODEL_GROUP);
  g_type_ensure (APP_TYPE_SCALE_GROUP);
  object_class->constructed = app_form_constructed;
  object_class->get_property = app_form_get_property;
  object_class->set_property = app_form_set_property;
  object_class->dispose = app_form_dispose;
  widget_class->unmap = app_form_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  props[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE,
                                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_WITH_MODEL] = g_param_spec_boolean ("with-model", NULL, NULL, TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READY] = g_signal_new ("ready", APP_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_form_init (AppForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
app_form_new (gboolean with_model)
{
  return g_object_new (APP_TYPE_FORM, "with-model", with_model, NULL);
}

/* What this person has set for all experiments. */
static void
apply_settings (LabExperiment *experiment)
{
  experiment->capacity = g_settings_get_uint64 (app_settings_get (), "capacity");
  experiment->time_scale = g_settings_get_double (app_settings_get (), "time-scale");
}

LabExperiment *
app_form_make_experiment_for (AppForm *self, const LabModel *model, GError **error)
{
  g_autoptr (LabExperiment) experiment = NULL;
  LabWorkload *workload;

  g_return_val_if_fail (APP_IS_FORM (self) && model != NULL, NULL);

  workload = app_workload_group_get (self->workload);
  if (workload == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("There is no workload yet."));
      return NULL;
    }
  experiment = lab_experiment_new (workload, model);
  apply_settings (experiment);
  if (!app_param_rows_apply (app_workload_group_get_rows (self->workload), experiment->params, error))
    return NULL;
  return g_steal_pointer (&experiment);
}

LabExperiment *
app_form_make_experiment (AppForm *self, GError **error)
{
  g_autoptr (LabExperiment) experiment = NULL;
  const LabModel *model;

  g_return_val_if_fail (APP_IS_FORM (self), NULL);

  model = app_model_group_get (self->model);
  experiment = app_form_make_experiment_for (self, model != NULL ? model : lab_model_find (FIRST_MODEL), error);
  if (experiment == NULL || !app_param_rows_apply (app_model_group_get_rows (self->model), experiment->options, error))
    return NULL;
  return g_steal_pointer (&experiment);
}

void
app_form_set_experiment (AppForm *self, const LabExperiment *experiment)
{
  g_return_if_fail (APP_IS_FORM (self) && experiment != NULL);

  self->is_filling = TRUE;
  app_workload_group_set (self->workload, experiment->workload);
  app_form_put_model (self, experiment->model);
  app_param_rows_set (app_workload_group_get_rows (self->workload), experiment->params);
  app_param_rows_set (app_model_group_get_rows (self->model), experiment->options);
  self->is_filling = FALSE;
  app_form_changed (self);
  app_form_recognise (self);
}

gboolean
app_form_set_preset (AppForm *self, const char *id, GError **error)
{
  const LabPreset *preset;

  g_return_val_if_fail (APP_IS_FORM (self) && id != NULL, FALSE);

  preset = app_catalogue_find_preset (app_catalogue_get (), id);
  if (preset == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("There is no preset \"%s\"."), id);
      return FALSE;
    }
  app_form_set_experiment (self, lab_preset_get_experiment (preset));
  app_preset_group_set (self->presets, preset);
  return TRUE;
}

const char *
app_form_get_about (AppForm *self)
{
  const LabPreset *preset;

  g_return_val_if_fail (APP_IS_FORM (self), NULL);

  preset = app_preset_group_get (self->presets);
  return preset != NULL ? lab_preset_get_about (preset) : NULL;
}

void
app_form_open_workload (AppForm *self, GFile *file)
{
  g_return_if_fail (APP_IS_FORM (self) && G_IS_FILE (file));

  app_workload_group_open (self->workload, file);
}

static AppParamRow *
find_wrong (AppForm *self)
{
  AppParamRow *row = app_param_rows_find_wrong (app_workload_group_get_rows (self->workload));

  return row != NULL ? row : app_param_rows_find_wrong (app_model_group_get_rows (self->model));
}

gboolean
app_form_is_valid (AppForm *self)
{
  g_return_val_if_fail (APP_IS_FORM (self), FALSE);

  return app_workload_group_get (self->workload) != NULL && find_wrong (self) == NULL;
}

gboolean
app_form_is_ready (AppForm *self)
{
  g_return_val_if_fail (APP_IS_FORM (self), FALSE);

  return app_catalogue_is_loaded (app_catalogue_get ());
}

void
app_form_focus_error (AppForm *self)
{
  AppParamRow *row;

  g_return_if_fail (APP_IS_FORM (self));

  row = find_wrong (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint64
app_form_get_bet (AppForm *self)
{
  g_return_val_if_fail (APP_IS_FORM (self), 0);

  return app_bet_row_get (self->bet_row);
}
