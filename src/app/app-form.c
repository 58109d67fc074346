/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-bet-row.h"
#include "app-catalogue.h"
#include "app-chooser.h"
#include "app-form-choices.h"
#include "app-form.h"
#include "app-param-rows.h"
#include "app-pills.h"
#include "app-settings.h"
#include "app-workload-file.h"
#include "lab-error.h"
#include "lab-quantity.h"

/* What stands in it the first time. */
#define FIRST_WORKLOAD "sleep"
#define FIRST_MODEL "threads"

struct _AppForm
{
  GtkWidget parent_instance;

  gboolean with_model;
  LabWorkload *workload; /* NULL: none yet */
  const LabModel *model; /* NULL: none yet */
  GPtrArray *own;        /* of LabWorkload: out of files that were opened */
  GPtrArray *param_rows; /* of AppParamRow, borrowed from the groups */
  GPtrArray *option_rows;
  char *preset; /* its id while the form says what it says; else NULL */
  gboolean is_filling;
  GtkFileChooserNative *file_chooser; /* while it is open */

  GtkWidget *preset_box;
  AppChooser *preset_chooser;
  GtkLabel *about;
  AdwPreferencesGroup *workload_group;
  AppChooser *workload_chooser;
  GtkLabel *workload_error;
  GtkWidget *model_box;
  AdwPreferencesGroup *model_group;
  AppChooser *model_chooser;
  AppPills *traits;
  GtkWidget *scale_group;
  AdwActionRow *scale_row;
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

static void
app_form_set_about (AppForm *self, const LabPreset *preset)
{
  g_free (self->preset);
  self->preset = preset != NULL ? g_strdup (lab_preset_get_id (preset)) : NULL;
  gtk_label_set_label (self->about, preset != NULL ? lab_preset_get_about (preset) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about), preset != NULL);
  app_chooser_set_selected (self->preset_chooser, self->preset);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->preset_chooser), preset != NULL
                                                                        ? lab_preset_get_title (preset)
                                                                        : _ ("Experiments that are worth a look"));
}

/* What is filled in by hand is no longer the preset. */
static void
app_form_changed (AppForm *self)
{
  if (self->is_filling)
    return;
  if (self->preset != NULL)
    app_form_set_about (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALID]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_rows (AppForm *self, AdwPreferencesGroup *group, GPtrArray *rows, const LabValues *values)
{
  app_param_rows_add (rows, group, values);
  for (guint i = 0; i < rows->len; i++)
    g_signal_connect_object (g_ptr_array_index (rows, i), "changed", G_CALLBACK (app_form_changed), self,
                             G_CONNECT_SWAPPED);
}

/* Its options, with what the workload suggests for them as the defaults. */
static void
app_form_show_model (AppForm *self)
{
  g_autoptr (LabExperiment) fresh = lab_experiment_new (self->workload, self->model);

  app_param_rows_remove (self->option_rows, self->model_group);
  add_rows (self, self->model_group, self->option_rows, fresh->options);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->model_chooser), _ (self->model->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->model_chooser), _ (self->model->summary));
  app_chooser_set_selected (self->model_chooser, self->model->id);
  app_form_show_traits (self->traits, self->model);
}

static void
app_form_show_workload (AppForm *self)
{
  guint n_params;
  const LabParamSpec *params = lab_workload_get_params (self->workload, &n_params);
  g_autoptr (LabValues) values = lab_values_new (params, n_params);

  add_rows (self, self->workload_group, self->param_rows, values);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->workload_chooser), lab_workload_get_title (self->workload));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->workload_chooser), lab_workload_get_summary (self->workload));
  app_chooser_set_selected (self->workload_chooser, app_form_get_choice_id (self->own, self->workload));
  gtk_widget_set_visible (GTK_WIDGET (self->workload_error), FALSE);
}

/* The rows speak of the workload's specs, so they go first. */
static void
app_form_put_workload (AppForm *self, LabWorkload *workload)
{
  app_param_rows_remove (self->param_rows, self->workload_group);
  lab_workload_ref (workload);
  g_clear_pointer (&self->workload, lab_workload_unref);
  self->workload = workload;
  app_form_show_workload (self);
}

static void
app_form_put_model (AppForm *self, const LabModel *model)
{
  self->model = model;
  app_form_show_model (self);
}

/* Under the model that shows it best, where there is one. */
static void
app_form_choose_workload (AppForm *self, LabWorkload *workload)
{
  const LabModel *suggestion = lab_workload_get_suggestion (workload, NULL);

  self->is_filling = TRUE;
  app_form_put_workload (self, workload);
  if (suggestion == NULL)
    suggestion = self->model != NULL ? self->model : lab_model_find (FIRST_MODEL);
  app_form_put_model (self, suggestion);
  self->is_filling = FALSE;
  app_form_changed (self);
}

static LabWorkload *
find_workload (AppForm *self, const char *id)
{
  for (guint i = 0; i < self->own->len; i++)
    if (g_str_equal (lab_workload_get_source (g_ptr_array_index (self->own, i)), id))
      return g_ptr_array_index (self->own, i);
  return app_catalogue_find_workload (app_catalogue_get (), id);
}

static void
on_workload_chosen (AppForm *self, const char *id)
{
  LabWorkload *workload = find_workload (self, id);

  if (workload != NULL)
    app_form_choose_workload (self, workload);
}

static void
on_model_chosen (AppForm *self, const char *id)
{
  const LabModel *model = lab_model_find (id);

  if (model == NULL || model == self->model)
    return;
  self->is_filling = TRUE;
  app_form_put_model (self, model);
  self->is_filling = FALSE;
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
    app_form_set_about (self, preset);
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

  app_form_list_workloads (self->workload_chooser, self->own);
  app_form_list_presets (self->preset_chooser);
  gtk_widget_set_sensitive (GTK_WIDGET (self->workload_chooser), TRUE);
  if (self->workload == NULL && first != NULL)
    app_form_choose_workload (self, first);
  else if (self->workload != NULL)
    app_form_recognise (self);
  else
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->workload_chooser), _ ("There are no workloads"));
  g_signal_emit (self, signals[READY], 0);
}

static void
app_form_take_own (AppForm *self, LabWorkload *workload)
{
  LabWorkload *old = find_workload (self, lab_workload_get_source (workload));

  if (old != NULL)
    g_ptr_array_remove (self->own, old);
  g_ptr_array_add (self->own, lab_workload_ref (workload));
  app_form_list_workloads (self->workload_chooser, self->own);
}

static void
app_form_say_wrong (AppForm *self, const char *message)
{
  gtk_label_set_label (self->workload_error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->workload_error), TRUE);
}

static void
on_workload_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  AppForm *self = APP_FORM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = app_workload_file_load_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (workload == NULL)
    {
      app_form_say_wrong (self, error->message);
      return;
    }
  app_form_take_own (self, workload);
  app_form_choose_workload (self, workload);
}

static void
on_file_chosen (AppForm *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->file_chooser));
  g_clear_object (&self->file_chooser);
  if (file != NULL)
    app_form_open_workload (self, file);
}

static void
on_open_clicked (AppForm *self)
{
  g_clear_object (&self->file_chooser);
  self->file_chooser = app_workload_file_ask (GTK_WIDGET (self));
  g_signal_connect_object (self->file_chooser, "response", G_CALLBACK (on_file_chosen), self, G_CONNECT_SWAPPED);
}

static void
on_scale_changed (AppForm *self)
{
  double scale = g_settings_get_double (app_settings_get (), "time-scale");
  g_autofree char *times = lab_format_ratio (scale);
  g_autofree char *text = g_strdup_printf (_ ("Waits take %s times as long as they say"), times);

  adw_action_row_set_subtitle (self->scale_row, scale > 0 ? text : _ ("Nothing is waited for"));
  gtk_widget_set_visible (self->scale_group, scale != 1);
  app_form_changed (self);
}

static void
on_scale_reset (AppForm *self)
{
  g_settings_reset (app_settings_get (), "time-scale");
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

/* The list of a group without a title has no name either; the focus passes through it. */
static void
name_list (GtkWidget *row, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
app_form_constructed (GObject *object)
{
  AppForm *self = APP_FORM (object);
  AppCatalogue *catalogue = app_catalogue_get ();

  G_OBJECT_CLASS (app_form_parent_class)->constructed (object);
  gtk_widget_set_visible (self->preset_box, self->with_model);
  gtk_widget_set_visible (self->model_box, self->with_model);
  gtk_widget_set_visible (self->bet_group, self->with_model);
  app_form_list_models (self->model_chooser);
  name_list (GTK_WIDGET (self->preset_chooser), _ ("Presets"));
  name_list (GTK_WIDGET (self->scale_row), _ ("Time scale"));
  if (self->with_model)
    app_form_restore (self);
  g_signal_connect_object (app_settings_get (), "changed::time-scale", G_CALLBACK (on_scale_changed), self,
                           G_CONNECT_SWAPPED);
  on_scale_changed (self);
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
  AppForm *self = APP_FORM (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->param_rows, 0);
  g_ptr_array_set_size (self->option_rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->file_chooser);
  G_OBJECT_CLASS (app_form_parent_class)->dispose (object);
}

static void
app_form_finalize (GObject *object)
{
  AppForm *self = APP_FORM (object);

  g_clear_pointer (&self->workload, lab_workload_unref);
  g_ptr_array_unref (self->own);
  g_ptr_array_unref (self->param_rows);
  g_ptr_array_unref (self->option_rows);
  g_free (self->preset);
  G_OBJECT_CLASS (app_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-form.ui");
  gtk_widget_class_bind_template_child (widget_class, AppForm, preset_box);
  gtk_widget_class_bind_template_child (widget_class, AppForm, preset_chooser);
  gtk_widget_class_bind_template_child (widget_class, AppForm, about);
  gtk_widget_class_bind_template_child (widget_class, AppForm, workload_group);
  gtk_widget_class_bind_template_child (widget_class, AppForm, workload_chooser);
  gtk_widget_class_bind_template_child (widget_class, AppForm, workload_error);
  gtk_widget_class_bind_template_child (widget_class, AppForm, model_box);
  gtk_widget_class_bind_template_child (widget_class, AppForm, model_group);
  gtk_widget_class_bind_template_child (widget_class, AppForm, model_chooser);
  gtk_widget_class_bind_template_child (widget_class, AppForm, traits);
  gtk_widget_class_bind_template_child (widget_class, AppForm, scale_group);
  gtk_widget_class_bind_template_child (widget_class, AppForm, scale_row);
  gtk_widget_class_bind_template_child (widget_class, AppForm, bet_group);
  gtk_widget_class_bind_template_child (widget_class, AppForm, bet_row);
  gtk_widget_class_bind_template_callback (widget_class, on_workload_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_model_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_bet_changed);
}

static void
app_form_class_init (AppFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_CHOOSER);
  g_type_ensure (APP_TYPE_PILLS);
  object_class->constructed = app_form_constructed;
  object_class->get_property = app_form_get_property;
  object_class->set_property = app_form_set_property;
  object_class->dispose = app_form_dispose;
  object_class->finalize = app_form_finalize;
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
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_workload_unref);
  self->param_rows = g_ptr_array_new ();
  self->option_rows = g_ptr_array_new ();
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

  g_return_val_if_fail (APP_IS_FORM (self) && model != NULL, NULL);

  if (self->workload == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("There is no workload yet."));
      return NULL;
    }
  experiment = lab_experiment_new (self->workload, model);
  apply_settings (experiment);
  return app_param_rows_apply (self->param_rows, experiment->params, error) ? g_steal_pointer (&experiment) : NULL;
}

LabExperiment *
app_form_make_experiment (AppForm *self, GError **error)
{
  g_autoptr (LabExperiment) experiment = NULL;
  const LabModel *model;

  g_return_val_if_fail (APP_IS_FORM (self), NULL);

  model = self->model != NULL ? self->model : lab_model_find (FIRST_MODEL);
  experiment = app_form_make_experiment_for (self, model, error);
  if (experiment == NULL || !app_param_rows_apply (self->option_rows, experiment->options, error))
    return NULL;
  return g_steal_pointer (&experiment);
}

/* An experiment from elsewhere brings a workload of its own, most often one that is in the list, too. */
static LabWorkload *
get_known_workload (AppForm *self, LabWorkload *workload)
{
  LabWorkload *known = find_workload (self, lab_workload_get_id (workload));

  return known != NULL && json_node_equal (lab_workload_get_node (known), lab_workload_get_node (workload)) ? known
                                                                                                            : workload;
}

void
app_form_set_experiment (AppForm *self, const LabExperiment *experiment)
{
  g_return_if_fail (APP_IS_FORM (self) && experiment != NULL);

  self->is_filling = TRUE;
  app_form_put_workload (self, get_known_workload (self, experiment->workload));
  app_form_put_model (self, experiment->model);
  app_param_rows_set (self->param_rows, experiment->params);
  app_param_rows_set (self->option_rows, experiment->options);
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
  app_form_set_about (self, preset);
  return TRUE;
}

const char *
app_form_get_about (AppForm *self)
{
  g_return_val_if_fail (APP_IS_FORM (self), NULL);

  return self->preset != NULL ? gtk_label_get_label (self->about) : NULL;
}

void
app_form_open_workload (AppForm *self, GFile *file)
{
  g_return_if_fail (APP_IS_FORM (self) && G_IS_FILE (file));

  app_workload_file_load_async (self, file, on_workload_loaded, NULL);
}

gboolean
app_form_is_valid (AppForm *self)
{
  g_return_val_if_fail (APP_IS_FORM (self), FALSE);

  return self->workload != NULL && app_param_rows_find_wrong (self->param_rows) == NULL
         && app_param_rows_find_wrong (self->option_rows) == NULL;
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

  row = app_param_rows_find_wrong (self->param_rows);
  if (row == NULL)
    row = app_param_rows_find_wrong (self->option_rows);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint64
app_form_get_bet (AppForm *self)
{
  g_return_val_if_fail (APP_IS_FORM (self), 0);

  return app_bet_row_get (self->bet_row);
}
