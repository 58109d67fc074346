/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-catalogue.h"
#include "app-suggestions.h"

/* A wait, a computation, a mishap. */
static const char *const suggestions[] = { "threads-simple", "cpu-threads", "deadlock" };

struct _AppSuggestions
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (AppSuggestions, app_suggestions, GTK_TYPE_BOX)

static guint suggested;

static void
on_clicked (AppSuggestions *self, GtkButton *button)
{
  g_signal_emit (self, suggested, 0, g_object_get_data (G_OBJECT (button), "preset"));
}

static void
add_button (AppSuggestions *self, const LabPreset *preset, const char *id)
{
  GtkWidget *label = gtk_label_new (lab_preset_get_title (preset)), *button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_tooltip_text (button, lab_preset_get_about (preset));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, lab_preset_get_title (preset),
                                  -1);
  g_object_set_data (G_OBJECT (button), "preset", (gpointer) id);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static void
add_buttons (AppSuggestions *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (suggestions); i++)
    {
      const LabPreset *preset = app_catalogue_find_preset (app_catalogue_get (), suggestions[i]);

      if (preset != NULL)
        add_button (self, preset, suggestions[i]);
    }
}

static void
app_suggestions_class_init (AppSuggestionsClass *klass)
{
  suggested = g_signal_new ("suggested", APP_TYPE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                            G_TYPE_STRING);
}

static void
app_suggestions_init (AppSuggestions *self)
{
  AppCatalogue *catalogue = app_catalogue_get ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  if (app_catalogue_is_loaded (catalogue))
    add_buttons (self);
  else
    g_signal_connect_object (catalogue, "loaded", G_CALLBACK (add_buttons), self, G_CONNECT_SWAPPED);
}
