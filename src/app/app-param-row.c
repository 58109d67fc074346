/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-param-editor.h"
#include "app-param-row.h"

/* Less would break words that have no need to be. */
#define TITLE_CHARS_MIN 8

struct _AppParamRow
{
  AdwPreferencesRow parent_instance;

  const LabParamSpec *spec;
  LabValues *values; /* of the spec alone: checks, and holds the last text that was right */
  char *initial;
  char *text;
  GError *error; /* what is wrong with the text; NULL: nothing */

  GtkWidget *editor;
  GtkWidget *reset;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (AppParamRow, app_param_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_VALID,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed;

/* "Expected a whole number …": the row says already which parameter it is. */
static char *
make_message (AppParamRow *self)
{
  g_autofree char *prefix = g_strconcat (self->spec->id, ": ", NULL);
  const char *text = self->error->message;
  g_autofree char *first = NULL;

  if (g_str_has_prefix (text, prefix))
    text += strlen (prefix);
  first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static void
app_param_row_show_error (AppParamRow *self)
{
  g_autofree char *message = self->error != NULL ? make_message (self) : NULL;

  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
  app_param_editor_set_invalid (self->editor, message);
}

/* The same number may be written in several ways. */
static gboolean
is_initial (AppParamRow *self)
{
  g_autoptr (LabValues) values = NULL;
  g_autofree char *text = NULL;
  g_autofree char *initial = NULL;

  if (self->error != NULL)
    return FALSE;
  values = lab_values_new (self->spec, 1);
  lab_values_set_text (values, self->spec->id, self->initial, NULL);
  initial = lab_values_get_text (values, self->spec->id);
  text = lab_values_get_text (self->values, self->spec->id);
  return g_strcmp0 (text, initial) == 0;
}

static void
on_edited (AppParamRow *self)
{
  gboolean was_valid = self->error == NULL;

  g_free (self->text);
  self->text = app_param_editor_get_text (self->editor);
  g_clear_error (&self->error);
  lab_values_set_text (self->values, self->spec->id, self->text, &self->error);
  app_param_row_show_error (self);
  gtk_widget_set_visible (self->reset, !is_initial (self));
  if (was_valid != (self->error == NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALID]);
  g_signal_emit (self, changed, 0);
}

static void
on_reset (AppParamRow *self)
{
  app_param_row_set_text (self, self->initial);
  gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
}

static void
app_param_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_VALID)
    g_value_set_boolean (value, app_param_row_is_valid (APP_PARAM_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_param_row_finalize (GObject *object)
{
  AppParamRow *self = APP_PARAM_ROW (object);

  g_clear_pointer (&self->values, lab_values_free);
  g_clear_error (&self->error);
  g_free (self->initial);
  g_free (self->text);
  G_OBJECT_CLASS (app_param_row_parent_class)->finalize (object);
}

/* The row is not a thing to stand on: what is in it is. */
static gboolean
app_param_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AppParamRow *self = APP_PARAM_ROW (widget);
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self));

  return gtk_widget_child_focus (child, direction);
}

static gboolean
app_param_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (APP_PARAM_ROW (widget)->editor, GTK_DIR_TAB_FORWARD);
}

static void
app_param_row_class_init (AppParamRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_param_row_get_property;
  object_class->finalize = app_param_row_finalize;
  widget_class->focus = app_param_row_focus;
  widget_class->grab_focus = app_param_row_grab_focus;
  props[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE,
                                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed = g_signal_new ("changed", APP_TYPE_PARAM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_param_row_init (AppParamRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static GtkWidget *
make_title (const LabParamSpec *spec)
{
  GtkWidget *label = gtk_label_new (_ (spec->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), TITLE_CHARS_MIN);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_reset (AppParamRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  g_autofree char *value = lab_values_describe (self->values, self->spec->id);
  g_autofree char *tooltip = g_strdup_printf (_ ("Restore the Default: %s"), value);
  g_autofree char *label = g_strdup_printf (_ ("Restore %s"), _ (self->spec->title));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_visible (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_reset), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_message_label (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "xalign", 0.0, "wrap",
                                   TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "visible", FALSE, NULL);

  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

/* Long texts stand below their title, everything else beside it: in a grid, because a box has titles that wrap try
 * widths. */
static void
app_param_row_build (AppParamRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_grid_new ();
  g_autofree char *range = lab_param_spec_describe_range (self->spec);
  const char *help = self->spec->help != NULL && *self->spec->help != '\0' ? _ (self->spec->help) : "";
  g_autofree char *tooltip = self->spec->type == LAB_PARAM_TEXT || self->spec->type == LAB_PARAM_CHOICE
                               ? g_strdup (help)
                               : g_strdup_printf (_ ("%s\nAllowed: %s."), help, range);

  self->reset = make_reset (self);
  self->message = make_message_label ();
  self->editor = app_param_editor_new (self->spec);
  gtk_widget_add_css_class (box, "param-row");
  gtk_grid_set_column_spacing (GTK_GRID (line), 6);
  gtk_grid_attach (GTK_GRID (line), make_title (self->spec), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (line), self->reset, 1, 0, 1, 1);
  gtk_box_append (GTK_BOX (box), line);
  if (self->spec->type == LAB_PARAM_TEXT)
    gtk_box_append (GTK_BOX (box), self->editor);
  else
    gtk_grid_attach (GTK_GRID (line), self->editor, 2, 0, 1, 1);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  /* Newer versions of GTK would call it by its tooltip. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->spec->title), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_signal_connect_object (self->editor, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

GtkWidget *
app_param_row_new (const LabParamSpec *spec, const char *initial)
{
  AppParamRow *self;

  g_return_val_if_fail (spec != NULL, NULL);

  self = g_object_new (APP_TYPE_PARAM_ROW, "use-markup", FALSE, "title", _ (spec->title), NULL);
  self->spec = spec;
  self->values = lab_values_new (spec, 1);
  self->initial = initial != NULL ? g_strdup (initial) : lab_param_spec_get_default_text (spec);
  lab_values_set_text (self->values, spec->id, self->initial, NULL);
  app_param_row_build (self);
  app_param_editor_set_text (self->editor, self->initial);
  return GTK_WIDGET (self);
}

GPtrArray *
app_param_row_new_list (const LabValues *values)
{
  GPtrArray *rows = g_ptr_array_new ();

  g_return_val_if_fail (values != NULL, rows);

  for (guint i = 0; i < lab_values_get_n_specs (values); i++)
    {
      const LabParamSpec *spec = lab_values_get_spec (values, i);
      g_autofree char *initial = lab_values_get_text (values, spec->id);

      g_ptr_array_add (rows, app_param_row_new (spec, initial));
    }
  return rows;
}

const char *
app_param_row_get_id (AppParamRow *self)
{
  g_return_val_if_fail (APP_IS_PARAM_ROW (self), NULL);

  return self->spec->id;
}

const char *
app_param_row_get_text (AppParamRow *self)
{
  g_return_val_if_fail (APP_IS_PARAM_ROW (self), NULL);

  return self->text;
}

void
app_param_row_set_text (AppParamRow *self, const char *text)
{
  g_return_if_fail (APP_IS_PARAM_ROW (self) && text != NULL);

  app_param_editor_set_text (self->editor, text);
}

gboolean
app_param_row_is_valid (AppParamRow *self)
{
  g_return_val_if_fail (APP_IS_PARAM_ROW (self), FALSE);

  return self->error == NULL;
}

gboolean
app_param_row_apply (AppParamRow *self, LabValues *values, GError **error)
{
  g_return_val_if_fail (APP_IS_PARAM_ROW (self) && values != NULL, FALSE);

  return lab_values_set_text (values, self->spec->id, self->text, error);
}
