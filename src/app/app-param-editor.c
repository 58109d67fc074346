/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-param-editor.h"
#include "app-param-step.h"
#include "lab-data.h"

/* Of a number: where there is little room it is as narrow as the first. */
#define ENTRY_CHARS_MIN 5
#define ENTRY_CHARS 8
#define LINES_HEIGHT 96

struct _AppParamEditor
{
  GtkWidget parent_instance;

  const LabParamSpec *spec;
  GtkWidget *entry;    /* of a number or a text; else NULL */
  GtkWidget *choices;  /* of a choice; else NULL */
  GtkTextView *lines;  /* of addresses; else NULL */
  gboolean is_setting; /* "edited" comes once, at the end */
};

G_DEFINE_FINAL_TYPE (AppParamEditor, app_param_editor, GTK_TYPE_WIDGET)

static guint edited;

static void
on_edited (AppParamEditor *self)
{
  if (!self->is_setting)
    g_signal_emit (self, edited, 0);
}

static void
app_param_editor_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_param_editor_parent_class)->dispose (object);
}

static void
app_param_editor_class_init (AppParamEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_param_editor_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  edited = g_signal_new ("edited", APP_TYPE_PARAM_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_param_editor_init (AppParamEditor *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static void
set_name (GtkWidget *widget, const LabParamSpec *spec)
{
  const char *help = spec->help != NULL && *spec->help != '\0' ? _ (spec->help) : "";

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (spec->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
}

static void
step (AppParamEditor *self, int direction)
{
  g_autofree char *text = app_param_step (self->spec, gtk_editable_get_text (GTK_EDITABLE (self->entry)), direction);

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
on_smaller (AppParamEditor *self)
{
  step (self, -1);
}

static void
on_larger (AppParamEditor *self)
{
  step (self, 1);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, AppParamEditor *self)
{
  if (key != GDK_KEY_Up && key != GDK_KEY_KP_Up && key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  step (self, key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? 1 : -1);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_step_button (AppParamEditor *self, const char *icon_name, const char *word, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *label = g_strdup_printf ("%s: %s", _ (self->spec->title), word);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The arrow keys in the entry do the same: with the Tab key one is at the next value at once. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

/* As in a dialog: Enter does what the form is for. */
static void
on_enter (GtkWidget *entry)
{
  gtk_widget_activate_action (entry, "win.run", NULL);
}

static void
add_steps (AppParamEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_parent (make_step_button (self, "value-decrease-symbolic", _ ("less"), G_CALLBACK (on_smaller)),
                         GTK_WIDGET (self));
  gtk_widget_set_parent (make_step_button (self, "value-increase-symbolic", _ ("more"), G_CALLBACK (on_larger)),
                         GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, keys);
}

static void
add_entry (AppParamEditor *self)
{
  gboolean is_text = self->spec->type == LAB_PARAM_TEXT;

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, is_text);
  if (!is_text)
    {
      gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), ENTRY_CHARS_MIN);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), ENTRY_CHARS);
      gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
      gtk_widget_add_css_class (self->entry, "numeric");
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), self->spec->type == LAB_PARAM_INTEGER
                                                              ? GTK_INPUT_PURPOSE_DIGITS
                                                              : GTK_INPUT_PURPOSE_FREE_FORM);
    }
  set_name (self->entry, self->spec);
  set_name (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))), self->spec);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_enter), NULL);
  if (!is_text)
    add_steps (self);
}

/* In the user's language, in the order of the spec. */
static GtkStringList *
list_choices (const LabParamSpec *spec)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; spec->choices[i] != NULL; i++)
    gtk_string_list_append (list, lab_data_translate (spec->choices[i]));
  return list;
}

static void
add_choices (AppParamEditor *self)
{
  self->choices = gtk_drop_down_new (G_LIST_MODEL (list_choices (self->spec)), NULL);
  gtk_widget_set_valign (self->choices, GTK_ALIGN_CENTER);
  set_name (self->choices, self->spec);
  set_name (gtk_widget_get_first_child (self->choices), self->spec);
  app_drop_down_set_name (GTK_DROP_DOWN (self->choices), _ (self->spec->title));
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  g_signal_connect_object (self->choices, "notify::selected", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

static void
add_lines (AppParamEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->lines = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_accepts_tab (self->lines, FALSE);
  gtk_text_view_set_monospace (self->lines, TRUE);
  gtk_text_view_set_top_margin (self->lines, 6);
  gtk_text_view_set_bottom_margin (self->lines, 6);
  gtk_text_view_set_left_margin (self->lines, 6);
  gtk_text_view_set_right_margin (self->lines, 6);
  set_name (GTK_WIDGET (self->lines), self->spec);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->lines));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LINES_HEIGHT);
  gtk_widget_add_css_class (scrolled, "lines");
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->lines), "changed", G_CALLBACK (on_edited), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
app_param_editor_new (const LabParamSpec *spec)
{
  AppParamEditor *self;

  g_return_val_if_fail (spec != NULL, NULL);

  self = g_object_new (APP_TYPE_PARAM_EDITOR, NULL);
  self->spec = spec;
  if (spec->type == LAB_PARAM_CHOICE)
    add_choices (self);
  else if (spec->type == LAB_PARAM_TEXT && g_str_equal (spec->id, "urls"))
    add_lines (self);
  else
    add_entry (self);
  return GTK_WIDGET (self);
}

static void
set_choice (AppParamEditor *self, const char *text)
{
  for (guint i = 0; self->spec->choices[i] != NULL; i++)
    if (g_str_equal (self->spec->choices[i], text))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices), i);
}

/* The list is one text with commas between. */
static void
set_lines (AppParamEditor *self, const char *text)
{
  g_auto (GStrv) addresses = g_strsplit (text, ",", -1);
  g_autofree char *lines = NULL;

  for (char **address = addresses; *address != NULL; address++)
    g_strstrip (*address);
  lines = g_strjoinv ("\n", addresses);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->lines), lines, -1);
}

/* Within an address a comma is written as what it is to a server. */
static char *
get_lines (AppParamEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->lines);
  GString *list = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      {
        g_auto (GStrv) parts = g_strsplit (*line, ",", -1);
        g_autofree char *address = g_strjoinv ("%2C", parts);

        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", address);
      }
  return g_string_free (list, FALSE);
}

void
app_param_editor_set_text (GtkWidget *widget, const char *text)
{
  AppParamEditor *self = APP_PARAM_EDITOR (widget);

  g_return_if_fail (text != NULL);

  self->is_setting = TRUE;
  if (self->choices != NULL)
    set_choice (self, text);
  else if (self->lines != NULL)
    set_lines (self, text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_setting = FALSE;
  on_edited (self);
}

char *
app_param_editor_get_text (GtkWidget *widget)
{
  AppParamEditor *self = APP_PARAM_EDITOR (widget);

  if (self->choices != NULL)
    return g_strdup (self->spec->choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices))]);
  if (self->lines != NULL)
    return get_lines (self);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

void
app_param_editor_set_invalid (GtkWidget *widget, const char *message)
{
  AppParamEditor *self = APP_PARAM_EDITOR (widget);
  GtkWidget *editor = self->entry != NULL ? self->entry : GTK_WIDGET (self->lines);

  if (editor == NULL)
    return;
  if (message != NULL)
    gtk_widget_add_css_class (editor, "error");
  else
    gtk_widget_remove_css_class (editor, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
