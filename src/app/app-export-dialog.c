/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-export-dialog.h"
#include "app-list-item.h"
#include "app-mnemonic.h"

struct _AppExportDialog
{
  AdwWindow parent_instance;

  GtkDropDown *format;
  GtkDropDown *theme;
  GtkSpinButton *width;
  GtkSpinButton *height;
  GtkSpinButton *scale;
  GtkWidget *scale_row;
  GtkSwitch *real_text;
  GtkWidget *real_text_row;
};

G_DEFINE_FINAL_TYPE (AppExportDialog, app_export_dialog, ADW_TYPE_WINDOW)

static guint export_signal;

static const LabTheme themes[] = { LAB_THEME_LIGHT, LAB_THEME_DARK, LAB_THEME_PRINT };

static void
on_export (AppExportDialog *self)
{
  AppExportForm form = app_export_dialog_get_form (self);

  g_signal_emit (self, export_signal, 0, &form);
  gtk_window_close (GTK_WINDOW (self));
}

/* Each format has what only it needs. */
static void
on_format_changed (AppExportDialog *self)
{
  guint format = gtk_drop_down_get_selected (self->format);

  gtk_widget_set_visible (self->scale_row, format == LAB_FORMAT_PNG);
  gtk_widget_set_visible (self->real_text_row, format == LAB_FORMAT_SVG);
}

static void
app_export_dialog_class_init (AppExportDialogClass *klass)
{
  export_signal = g_signal_new ("export", APP_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (suffix), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkDropDown *
add_choice (AdwPreferencesGroup *group, const char *title, const char *const *choices)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (choices);

  add_row (group, title, NULL, choice);
  app_drop_down_set_name (GTK_DROP_DOWN (choice), title);
  return GTK_DROP_DOWN (choice);
}

static GtkWidget *
make_header (AppExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *export = gtk_button_new_with_mnemonic (_ ("_Export…"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (export, "suggested-action");
  g_signal_connect_object (export, "clicked", G_CALLBACK (on_export), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  gtk_window_set_default_widget (GTK_WINDOW (self), export);
  app_mnemonic_name_buttons (header);
  return header;
}

static GtkWidget *
make_page (AppExportDialog *self)
{
  const char *const formats[] = { "PNG", "SVG", "PDF", NULL };
  const char *const names[] = { _ ("Light"), _ ("Dark"), _ ("Print"), NULL };
  GtkWidget *page = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->format = add_choice (group, _ ("Format"), formats);
  self->theme = add_choice (group, _ ("Theme"), names);
  self->width = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (APP_EXPORT_SIZE_MIN, APP_EXPORT_SIZE_MAX, 10));
  add_row (group, _ ("Width"), NULL, GTK_WIDGET (self->width));
  self->height = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (APP_EXPORT_SIZE_MIN, APP_EXPORT_SIZE_MAX, 10));
  add_row (group, _ ("Height"), NULL, GTK_WIDGET (self->height));
  self->scale = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 4, 1));
  gtk_spin_button_set_value (self->scale, 2);
  self->scale_row = add_row (group, _ ("Scale"), _ ("Pixels for each unit of the size"), GTK_WIDGET (self->scale));
  self->real_text = GTK_SWITCH (gtk_switch_new ());
  self->real_text_row = add_row (group, _ ("Text as Text"), _ ("Can be found and copied; looks as the reader’s font"),
                                 GTK_WIDGET (self->real_text));
  g_object_set (group, "margin-start", 12, "margin-end", 12, "margin-top", 18, "margin-bottom", 18, NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (group));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (page), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (page), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (page, FALSE);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static void
app_export_dialog_init (AppExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Export Picture"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 440, 460);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_page (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->format, "notify::selected", G_CALLBACK (on_format_changed), self, G_CONNECT_SWAPPED);
  on_format_changed (self);
}

AppExportDialog *
app_export_dialog_new (GtkWindow *parent, AppChart *chart)
{
  AppExportDialog *self;
  double width, height;

  g_return_val_if_fail (APP_IS_CHART (chart), NULL);

  self = g_object_new (APP_TYPE_EXPORT_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  app_export_get_size (chart, &width, &height);
  gtk_spin_button_set_value (self->width, width);
  gtk_spin_button_set_value (self->height, height);
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    gtk_drop_down_set_selected (self->theme, 1);
  return self;
}

AppExportForm
app_export_dialog_get_form (AppExportDialog *self)
{
  g_return_val_if_fail (APP_IS_EXPORT_DIALOG (self), (AppExportForm){ 0 });

  return (AppExportForm){
    .format = (LabFormat) MIN (gtk_drop_down_get_selected (self->format), LAB_N_FORMATS - 1),
    .theme = themes[MIN (gtk_drop_down_get_selected (self->theme), G_N_ELEMENTS (themes) - 1)],
    .width = gtk_spin_button_get_value (self->width),
    .height = gtk_spin_button_get_value (self->height),
    .scale = gtk_spin_button_get_value (self->scale),
    .real_text = gtk_switch_get_active (self->real_text),
  };
}
