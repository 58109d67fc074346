/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-chooser.h"

#define LIST_WIDTH 320
#define LIST_HEIGHT_MAX 420

struct _AppChooser
{
  AdwActionRow parent_instance;

  GPtrArray *choices; /* of Choice */
  char *selected;     /* NULL: nothing */
  char *note;
  GtkWidget *popover; /* made when it is first opened */
  GtkEditable *search;
  GtkListBox *list;
  GtkWidget *note_label;
};

G_DEFINE_FINAL_TYPE (AppChooser, app_chooser, ADW_TYPE_ACTION_ROW)

static guint chosen;

typedef struct
{
  char *id, *title, *line, *group, *icon_name, *why_not;
  char *key; /* what is searched in */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->id);
  g_free (choice->title);
  g_free (choice->line);
  g_free (choice->group);
  g_free (choice->icon_name);
  g_free (choice->why_not);
  g_free (choice->key);
  g_free (choice);
}

static Choice *
get_choice (gpointer row)
{
  return g_object_get_data (row, "choice");
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  AppChooser *self = data;
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (strstr (get_choice (row)->key, *word) == NULL)
      return FALSE;
  return TRUE;
}

/* Groups of what is left by the search, too. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const Choice *choice = get_choice (row);
  GtkWidget *label;

  if (choice->group == NULL || (before != NULL && g_strcmp0 (get_choice (before)->group, choice->group) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (choice->group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "chooser-group");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static GtkWidget *
make_texts (const Choice *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *line = choice->why_not != NULL ? choice->why_not : choice->line;

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_label (choice->title, NULL));
  if (line != NULL)
    gtk_box_append (GTK_BOX (box), make_label (line, "caption"));
  return box;
}

static void
mark_row (AppChooser *self, GtkWidget *row)
{
  gboolean selected = g_strcmp0 (get_choice (row)->id, self->selected) == 0;

  gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "mark"), selected ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

/* In a grid, because a box asks those that wrap how wide they would be if they were as high as one line, which they
 * find out by trying: all rows took ten times as long. */
static GtkWidget *
make_row (AppChooser *self, Choice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_grid_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  const char *line = choice->why_not != NULL ? choice->why_not : choice->line;

  gtk_widget_add_css_class (box, "choice");
  gtk_grid_set_column_spacing (GTK_GRID (box), 12);
  if (choice->icon_name != NULL)
    gtk_grid_attach (GTK_GRID (box), gtk_image_new_from_icon_name (choice->icon_name), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (box), make_texts (choice), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (box), mark, 2, 0, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_sensitive (row, choice->why_not == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line != NULL ? line : "", -1);
  g_object_set_data (G_OBJECT (row), "choice", choice);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  mark_row (self, row);
  return row;
}

static void
on_row_activated (AppChooser *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (get_choice (row)->id);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, chosen, 0, id);
}

static GtkWidget *
find_first_match (AppChooser *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row) && gtk_widget_is_sensitive (row))
      return row;
  return NULL;
}

/* Enter takes the first that is left. */
static void
on_search_activated (AppChooser *self)
{
  GtkWidget *row = find_first_match (self);

  if (row != NULL)
    on_row_activated (self, GTK_LIST_BOX_ROW (row));
}

static gboolean
on_search_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, AppChooser *self)
{
  GtkWidget *row = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? find_first_match (self) : NULL;

  return row != NULL && gtk_widget_grab_focus (row);
}

static GtkWidget *
make_search (AppChooser *self)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (entry))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_search_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_search_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static GtkWidget *
make_list (AppChooser *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_ ("Nothing of that name"));

  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_add_css_class (nothing, "choice");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT_MAX);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  return scrolled;
}

static void
app_chooser_fill (AppChooser *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->choices, i)));
}

static void
app_chooser_make_popover (AppChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = make_search (self);

  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "chooser");
  gtk_widget_set_size_request (box, LIST_WIDTH, -1);
  self->note_label = make_label (self->note, "caption");
  gtk_widget_set_visible (self->note_label, self->note != NULL);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), self->note_label);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  /* Not after a while, as "search-changed": Enter may come before, and takes the first that is left. */
  g_signal_connect_object (self->search, "changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->list,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  app_chooser_fill (self);
}

static void
app_chooser_activate (AdwActionRow *row)
{
  app_chooser_open (APP_CHOOSER (row));
}

static void
app_chooser_dispose (GObject *object)
{
  AppChooser *self = APP_CHOOSER (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (app_chooser_parent_class)->dispose (object);
}

static void
app_chooser_finalize (GObject *object)
{
  AppChooser *self = APP_CHOOSER (object);

  g_ptr_array_unref (self->choices);
  g_free (self->selected);
  g_free (self->note);
  G_OBJECT_CLASS (app_chooser_parent_class)->finalize (object);
}

static void
app_chooser_class_init (AppChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = app_chooser_dispose;
  object_class->finalize = app_chooser_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = app_chooser_activate;
  chosen = g_signal_new ("chosen", APP_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                         G_TYPE_STRING);
}

static void
app_chooser_init (AppChooser *self)
{
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

void
app_chooser_clear (AppChooser *self)
{
  GtkWidget *row;

  g_return_if_fail (APP_IS_CHOOSER (self));

  while (self->list != NULL && (row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->choices, 0);
}

void
app_chooser_add (AppChooser *self, const AppChoice *choice)
{
  g_autofree char *words = NULL;
  Choice *copy;

  g_return_if_fail (APP_IS_CHOOSER (self) && choice != NULL);

  copy = g_new0 (Choice, 1);
  copy->id = g_strdup (choice->id);
  copy->title = g_strdup (choice->title);
  copy->line = g_strdup (choice->line);
  copy->group = g_strdup (choice->group);
  copy->icon_name = g_strdup (choice->icon_name);
  copy->why_not = g_strdup (choice->why_not);
  words = g_strjoin (" ", choice->title, choice->id, choice->line != NULL ? choice->line : "", choice->group, NULL);
  copy->key = g_utf8_casefold (words, -1);
  g_ptr_array_add (self->choices, copy);
  if (self->list != NULL)
    gtk_list_box_append (self->list, make_row (self, copy));
}

void
app_chooser_set_selected (AppChooser *self, const char *id)
{
  GtkListBoxRow *row;

  g_return_if_fail (APP_IS_CHOOSER (self));

  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  for (int i = 0; self->list != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    mark_row (self, GTK_WIDGET (row));
}

void
app_chooser_set_note (AppChooser *self, const char *note)
{
  g_return_if_fail (APP_IS_CHOOSER (self));

  g_free (self->note);
  self->note = g_strdup (note);
  if (self->note_label == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->note_label), note != NULL ? note : "");
  gtk_widget_set_visible (self->note_label, note != NULL);
}

void
app_chooser_open (AppChooser *self)
{
  g_return_if_fail (APP_IS_CHOOSER (self));

  if (self->popover == NULL)
    app_chooser_make_popover (self);
  gtk_editable_set_text (self->search, "");
  gtk_list_box_invalidate_filter (self->list);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
