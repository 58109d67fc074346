/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-preferences.h"
#include "app-settings.h"
#include "lab-sandbox.h"

#define MEBIBYTE (1 << 20)

struct _AppPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwPreferencesPage *page;
  AdwPreferencesRow *theme_row;
  GtkDropDown *theme;
  GtkSpinButton *time_scale;
  GtkSpinButton *capacity;
  GtkSpinButton *history_limit;
  GtkSwitch *confirm_network;
  AdwPreferencesGroup *limits;
};

G_DEFINE_FINAL_TYPE (AppPreferences, app_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static gboolean
bytes_to_mebibytes (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_double (value, (double) g_variant_get_uint64 (variant) / MEBIBYTE);
  return TRUE;
}

static GVariant *
mebibytes_to_bytes (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_uint64 ((guint64) g_value_get_double (value) * MEBIBYTE);
}

/* Settings know the theme by its name, the row by its place. */
static gboolean
theme_to_place (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, (guint) g_settings_get_enum (app_settings_get (), "theme"));
  return TRUE;
}

static GVariant *
place_to_theme (const GValue *value, const GVariantType *type, gpointer data)
{
  static const char *const names[] = { "system", "light", "dark" };

  return g_variant_new_string (names[MIN (g_value_get_uint (value), G_N_ELEMENTS (names) - 1)]);
}

static void
bind_size (const char *key, GtkSpinButton *button)
{
  g_settings_bind_with_mapping (app_settings_get (), key, button, "value", G_SETTINGS_BIND_DEFAULT, bytes_to_mebibytes,
                                mebibytes_to_bytes, NULL, NULL);
}

/* What a sandbox, or this system, keeps from the runs, and what follows. */
static void
show_limits (AdwPreferencesGroup *group)
{
  g_autoptr (GPtrArray) limits = lab_sandbox_list_restrictions ("");

  gtk_widget_set_visible (GTK_WIDGET (group), limits->len > 0);
  adw_preferences_group_set_description (group, lab_sandbox_get_name (""));
  for (guint i = 0; i < limits->len; i++)
    {
      const LabRestriction *limit = g_ptr_array_index (limits, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (limit->title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (limit->effect));
      adw_preferences_group_add (group, row);
    }
}

static void
app_preferences_class_init (AppPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, page);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, theme_row);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, theme);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, time_scale);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, capacity);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, history_limit);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, confirm_network);
  gtk_widget_class_bind_template_child (widget_class, AppPreferences, limits);
}

static void
app_preferences_init (AppPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_drop_down_set_name (self->theme, adw_preferences_row_get_title (self->theme_row));
  g_settings_bind_with_mapping (app_settings_get (), "theme", self->theme, "selected", G_SETTINGS_BIND_DEFAULT,
                                theme_to_place, place_to_theme, NULL, NULL);
  g_settings_bind (app_settings_get (), "time-scale", self->time_scale, "value", G_SETTINGS_BIND_DEFAULT);
  bind_size ("capacity", self->capacity);
  bind_size ("history-limit", self->history_limit);
  g_settings_bind (app_settings_get (), "confirm-network", self->confirm_network, "active", G_SETTINGS_BIND_DEFAULT);
  show_limits (self->limits);
}

void
app_preferences_show (GtkWindow *parent)
{
  AppPreferences *self = g_object_new (APP_TYPE_PREFERENCES, "transient-for", parent, "modal", parent != NULL, NULL);

  gtk_window_present (GTK_WINDOW (self));
  /* What scrolls the page has nothing to say to the keyboard. Said before, it makes GTK tell the accessibility bus of a
   * window that has no role yet. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->page)), FALSE);
}
