/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-catalogue.h"
#include "app-chooser.h"
#include "app-list-item.h"
#include "app-preset-group.h"

struct _AppPresetGroup
{
  GtkBox parent_instance;

  const LabPreset *preset; /* NULL: none */

  AppChooser *chooser;
  GtkLabel *about;
};

G_DEFINE_FINAL_TYPE (AppPresetGroup, app_preset_group, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_chosen (AppPresetGroup *self, const char *id)
{
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
list_presets (AppPresetGroup *self)
{
  GPtrArray *presets = app_catalogue_get_presets (app_catalogue_get ());

  for (guint i = 0; i < presets->len; i++)
    {
      const LabPreset *preset = g_ptr_array_index (presets, i);
      const LabExperiment *experiment = lab_preset_get_experiment (preset);
      g_autofree char *line = g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload),
                                               _ (experiment->model->title));

      app_chooser_add (self->chooser, &(AppChoice){ .id = lab_preset_get_id (preset),
                                                    .title = lab_preset_get_title (preset),
                                                    .line = line,
                                                    .icon_name = app_workload_get_icon_name (experiment->workload) });
    }
}

static void
app_preset_group_class_init (AppPresetGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-preset-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPresetGroup, chooser);
  gtk_widget_class_bind_template_child (widget_class, AppPresetGroup, about);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_PRESET_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
}

static void
app_preset_group_init (AppPresetGroup *self)
{
  AppCatalogue *catalogue = app_catalogue_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  app_row_set_list_name (GTK_WIDGET (self->chooser), _ ("Presets"));
  if (app_catalogue_is_loaded (catalogue))
    list_presets (self);
  else
    g_signal_connect_object (catalogue, "loaded", G_CALLBACK (list_presets), self, G_CONNECT_SWAPPED);
}

void
app_preset_group_set (AppPresetGroup *self, const LabPreset *preset)
{
  g_return_if_fail (APP_IS_PRESET_GROUP (self));

  self->preset = preset;
  gtk_label_set_label (self->about, preset != NULL ? lab_preset_get_about (preset) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->about), preset != NULL);
  app_chooser_set_selected (self->chooser, preset != NULL ? lab_preset_get_id (preset) : NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->chooser), preset != NULL
                                                                 ? lab_preset_get_title (preset)
                                                                 : _ ("Experiments that are worth a look"));
}

const LabPreset *
app_preset_group_get (AppPresetGroup *self)
{
  g_return_val_if_fail (APP_IS_PRESET_GROUP (self), NULL);

  return self->preset;
}
