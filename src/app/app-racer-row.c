/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-param-rows.h"
#include "app-racer-row.h"

struct _AppRacerRow
{
  AdwExpanderRow parent_instance;

  const LabModel *model;
  GtkCheckButton *check;
  GPtrArray *rows;    /* of AppParamRow, borrowed; made when they are first looked at, for most never are */
  LabValues *options; /* what they start with; NULL: there are none yet */
  LabValues *values;  /* what they will show; of no account once they are made */
};

G_DEFINE_FINAL_TYPE (AppRacerRow, app_racer_row, ADW_TYPE_EXPANDER_ROW)

static guint changed;

static void
emit_changed (AppRacerRow *self)
{
  g_signal_emit (self, changed, 0);
}

static void
app_racer_row_finalize (GObject *object)
{
  AppRacerRow *self = APP_RACER_ROW (object);

  g_clear_pointer (&self->options, lab_values_free);
  g_clear_pointer (&self->values, lab_values_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (app_racer_row_parent_class)->finalize (object);
}

static void
app_racer_row_class_init (AppRacerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_racer_row_finalize;
  changed = g_signal_new ("changed", APP_TYPE_RACER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The lists that libadwaita makes of a row: their rows have the focus, and they have no name. */
static void
pass_lists (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget))
    gtk_widget_set_focusable (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    pass_lists (child);
}

static void
make_rows (AppRacerRow *self)
{
  g_autoptr (GPtrArray) rows = app_param_row_new_list (self->options);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      g_ptr_array_add (self->rows, row);
    }
  app_param_rows_set (self->rows, self->values);
  for (guint i = 0; i < rows->len; i++)
    g_signal_connect_object (g_ptr_array_index (rows, i), "changed", G_CALLBACK (emit_changed), self,
                             G_CONNECT_SWAPPED);
}

static void
on_expanded (AppRacerRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) && self->options != NULL && self->rows->len == 0)
    make_rows (self);
}

/* Takes the values over. */
static void
set_values (AppRacerRow *self, LabValues *values)
{
  gboolean same = self->values != NULL && lab_values_equal (self->values, values);

  g_clear_pointer (&self->values, lab_values_free);
  self->values = values;
  if (self->rows->len > 0)
    app_param_rows_set (self->rows, values);
  else if (!same)
    emit_changed (self);
}

static void
app_racer_row_init (AppRacerRow *self)
{
  self->rows = g_ptr_array_new ();
  /* A reason may name a file, in which anything can stand. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  pass_lists (GTK_WIDGET (self));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->check));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded), NULL);
}

/* What the model is, first of all. */
static void
add_summary (AppRacerRow *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_ (self->model->summary));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "racer-summary");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

GtkWidget *
app_racer_row_new (const LabModel *model)
{
  AppRacerRow *self;
  g_autofree char *why_not = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (APP_TYPE_RACER_ROW, NULL);
  self->model = model;
  why_not = model->why_not != NULL ? model->why_not () : NULL;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (model->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (model->title), -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), why_not != NULL ? why_not : "");
  gtk_check_button_set_active (self->check, why_not == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), why_not == NULL);
  label = g_strdup_printf (_ ("%s takes part"), _ (model->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  add_summary (self);
  return GTK_WIDGET (self);
}

const LabModel *
app_racer_row_get_model (AppRacerRow *self)
{
  g_return_val_if_fail (APP_IS_RACER_ROW (self), NULL);

  return self->model;
}

gboolean
app_racer_row_is_chosen (AppRacerRow *self)
{
  g_return_val_if_fail (APP_IS_RACER_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

void
app_racer_row_set_chosen (AppRacerRow *self, gboolean chosen)
{
  g_return_if_fail (APP_IS_RACER_ROW (self));

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->check)))
    gtk_check_button_set_active (self->check, chosen);
}

void
app_racer_row_set_options (AppRacerRow *self, const LabValues *options)
{
  g_return_if_fail (APP_IS_RACER_ROW (self) && options != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->options, lab_values_free);
  g_clear_pointer (&self->values, lab_values_free);
  self->options = lab_values_copy (options);
  self->values = lab_values_copy (options);
  on_expanded (self);
}

void
app_racer_row_set_experiment (AppRacerRow *self, const LabExperiment *experiment)
{
  g_return_if_fail (APP_IS_RACER_ROW (self) && (experiment == NULL || experiment->model == self->model));

  app_racer_row_set_chosen (self, experiment != NULL);
  if (experiment != NULL && self->options != NULL)
    set_values (self, lab_values_copy (experiment->options));
}

gboolean
app_racer_row_apply (AppRacerRow *self, LabExperiment *experiment, GError **error)
{
  g_return_val_if_fail (APP_IS_RACER_ROW (self) && experiment->model == self->model, FALSE);

  if (self->rows->len > 0)
    return app_param_rows_apply (self->rows, experiment->options, error);
  if (self->values != NULL)
    {
      lab_values_free (experiment->options);
      experiment->options = lab_values_copy (self->values);
    }
  return TRUE;
}

gboolean
app_racer_row_focus_error (AppRacerRow *self)
{
  AppParamRow *wrong;

  g_return_val_if_fail (APP_IS_RACER_ROW (self), FALSE);

  wrong = app_param_rows_find_wrong (self->rows);
  if (wrong == NULL)
    return FALSE;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (wrong));
  return TRUE;
}

/* Those that are shown and allowed, or else those that would be. */
static GVariant *
save_values (AppRacerRow *self)
{
  GVariantBuilder texts;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      AppParamRow *row = g_ptr_array_index (self->rows, i);

      if (app_param_row_is_valid (row))
        g_variant_builder_add (&texts, "{ss}", app_param_row_get_id (row), app_param_row_get_text (row));
    }
  for (guint i = 0; self->rows->len == 0 && self->values != NULL && i < lab_values_get_n_specs (self->values); i++)
    {
      const char *id = lab_values_get_spec (self->values, i)->id;
      g_autofree char *text = lab_values_get_text (self->values, id);

      g_variant_builder_add (&texts, "{ss}", id, text);
    }
  return g_variant_builder_end (&texts);
}

/* A model that cannot run here would take part if it could. */
GVariant *
app_racer_row_save (AppRacerRow *self)
{
  gboolean chosen;

  g_return_val_if_fail (APP_IS_RACER_ROW (self), NULL);

  chosen = app_racer_row_is_chosen (self) || !gtk_widget_get_sensitive (GTK_WIDGET (self->check));
  return g_variant_new ("(b@a{ss})", chosen, save_values (self));
}

void
app_racer_row_restore (AppRacerRow *self, GVariant *saved)
{
  g_autoptr (GVariantIter) texts = NULL;
  LabValues *values;
  const char *id, *text;
  gboolean chosen;

  g_return_if_fail (APP_IS_RACER_ROW (self) && saved != NULL);

  g_variant_get (saved, "(ba{ss})", &chosen, &texts);
  app_racer_row_set_chosen (self, chosen);
  if (self->options == NULL)
    return;
  values = lab_values_copy (self->options);
  while (g_variant_iter_next (texts, "{&s&s}", &id, &text))
    lab_values_set_text (values, id, text, NULL);
  set_values (self, values);
}
