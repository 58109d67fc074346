/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-latency-chips.h"
#include "app-wrap-layout.h"

#define LIST_HEIGHT_MAX 420

struct _AppLatencyChips
{
  GtkWidget parent_instance;

  AppLatencyColumns *columns;
  GtkBox *chips;
  GtkBox *list;
  GtkMenuButton *more;
};

G_DEFINE_FINAL_TYPE (AppLatencyChips, app_latency_chips, GTK_TYPE_WIDGET)

static void
remove_children (GtkBox *box, gpointer but)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != but)
    gtk_box_remove (box, child);
}

/* Chips and the list's check buttons know their column by its place. */
static guint
get_place (gpointer button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
}

static void
on_chip_toggled (GtkToggleButton *chip, AppLatencyChips *self)
{
  app_latency_columns_show (self->columns, get_place (chip), gtk_toggle_button_get_active (chip));
}

static void
on_check_toggled (GtkCheckButton *check, AppLatencyChips *self)
{
  app_latency_columns_show (self->columns, get_place (check), gtk_check_button_get_active (check));
}

static void
add_chip (AppLatencyChips *self, guint place, const AppColumn *column)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (column->title);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), PANGO_ELLIPSIZE_END);
  g_object_set_data (G_OBJECT (chip), "place", GUINT_TO_POINTER (place));
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, column->subtitle);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), column->shown);
  g_signal_connect (chip, "toggled", G_CALLBACK (on_chip_toggled), self);
  gtk_box_append (self->chips, chip);
  gtk_box_reorder_child_after (self->chips, GTK_WIDGET (self->more), chip);
}

static void
add_check (AppLatencyChips *self, guint place, const AppColumn *column)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (column->title), *subtitle = gtk_label_new (column->subtitle);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (subtitle), 36);
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), column->shown);
  gtk_widget_set_tooltip_text (check, column->subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, column->title, -1);
  g_object_set_data (G_OBJECT (check), "place", GUINT_TO_POINTER (place));
  g_signal_connect (check, "toggled", G_CALLBACK (on_check_toggled), self);
  gtk_box_append (self->list, check);
}

static void
add_heading (AppLatencyChips *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (self->list, label);
}

static void
rebuild_list (AppLatencyChips *self)
{
  static const char *const headings[] = { N_ ("Published"), N_ ("By Year"), N_ ("Measured"), NULL, N_ ("From Files") };
  guint n = app_latency_columns_get_n (self->columns);
  int last = -1;

  remove_children (self->list, NULL);
  for (guint i = 0; i < n; i++)
    {
      const AppColumn *column = app_latency_columns_get (self->columns, i);

      if ((int) column->kind != last && headings[column->kind] != NULL)
        add_heading (self, _ (headings[column->kind]));
      last = (int) column->kind;
      add_check (self, i, column);
    }
}

static void
rebuild (AppLatencyChips *self)
{
  guint n = app_latency_columns_get_n (self->columns);

  remove_children (self->chips, self->more);
  for (guint i = 0; i < n; i++)
    {
      const AppColumn *column = app_latency_columns_get (self->columns, i);

      if (column->at_hand)
        add_chip (self, i, column);
    }
  rebuild_list (self);
}

static GtkWidget *
find_place (GtkBox *box, guint place)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if ((GTK_IS_TOGGLE_BUTTON (child) || GTK_IS_CHECK_BUTTON (child)) && get_place (child) == place)
      return child;
  return NULL;
}

static void
update_chip (AppLatencyChips *self, guint place, const AppColumn *column)
{
  GtkWidget *chip = find_place (self->chips, place);

  if (chip == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (chip), column->title);
  g_signal_handlers_block_by_func (chip, on_chip_toggled, self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), column->shown);
  g_signal_handlers_unblock_by_func (chip, on_chip_toggled, self);
}

static void
update_check (AppLatencyChips *self, guint place, const AppColumn *column)
{
  GtkWidget *check = find_place (self->list, place);

  if (check == NULL)
    return;
  g_signal_handlers_block_by_func (check, on_check_toggled, self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), column->shown);
  g_signal_handlers_unblock_by_func (check, on_check_toggled, self);
}

/* In place, so that the focus stays where it is; a chip that has become one is added at the end. */
static void
on_changed (AppLatencyChips *self)
{
  guint n = app_latency_columns_get_n (self->columns);

  for (guint i = 0; i < n; i++)
    {
      const AppColumn *column = app_latency_columns_get (self->columns, i);

      if (column->at_hand && find_place (self->chips, i) == NULL)
        add_chip (self, i, column);
      update_chip (self, i, column);
      update_check (self, i, column);
    }
}

static GtkWidget *
make_popover (AppLatencyChips *self)
{
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  return popover;
}

static void
app_latency_chips_dispose (GObject *object)
{
  AppLatencyChips *self = APP_LATENCY_CHIPS (object);
  GtkWidget *child;

  if (self->columns != NULL)
    g_signal_handlers_disconnect_by_data (self->columns, self);
  g_clear_object (&self->columns);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_latency_chips_parent_class)->dispose (object);
}

static void
app_latency_chips_class_init (AppLatencyChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_latency_chips_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_latency_chips_init (AppLatencyChips *self)
{
  self->chips = g_object_new (GTK_TYPE_BOX, "layout-manager", g_object_new (APP_TYPE_WRAP_LAYOUT, NULL), NULL);
  self->more = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->more, _ ("More"));
  gtk_menu_button_set_popover (self->more, make_popover (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "chip");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more), _ ("Editions and measurements to compare"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More editions and measurements"), -1);
  gtk_box_append (self->chips, GTK_WIDGET (self->more));
  gtk_widget_set_parent (GTK_WIDGET (self->chips), GTK_WIDGET (self));
}

void
app_latency_chips_set_columns (AppLatencyChips *self, AppLatencyColumns *columns)
{
  g_return_if_fail (APP_IS_LATENCY_CHIPS (self) && self->columns == NULL);

  self->columns = g_object_ref (columns);
  g_signal_connect_swapped (columns, "listed", G_CALLBACK (rebuild), self);
  g_signal_connect_swapped (columns, "changed", G_CALLBACK (on_changed), self);
  rebuild (self);
}
