/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-history-opening.h"
#include "app-history-page.h"
#include "app-history-row.h"
#include "app-race-view.h"
#include "app-window.h"
#include "lab-quantity.h"

struct _AppHistoryPage
{
  GtkWidget parent_instance;

  GtkSearchBar *search_bar;
  GtkEditable *search;
  GtkStack *stack;
  GtkWidget *list_view;
  GtkListView *list;
  GtkWidget *empty;
  GtkWidget *nothing;
  AppRaceView *comparison;
  GtkActionBar *selection_bar;
  GtkLabel *selected_label;
  GtkWidget *compare_button;
  GtkWidget *delete_button;

  GtkWidget *header_start; /* of the window */
  GtkWidget *header_end;
  GtkWidget *back;
  GtkToggleButton *search_toggle;
  GtkToggleButton *select_toggle;

  AppHistory *history; /* NULL until the page is seen */
  GtkFilterListModel *found;
  GtkMultiSelection *selection;
  gboolean compares; /* the comparison is seen */
  guint n_opening;   /* runs that are being opened */
};

static void app_history_page_init_page (AppPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppHistoryPage, app_history_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_history_page_init_page))

static void
say (AppHistoryPage *self, const char *sentence)
{
  AppWindow *window = app_window_of (GTK_WIDGET (self));

  if (window != NULL)
    app_window_say (window, sentence);
}

static gboolean
is_selecting (AppHistoryPage *self)
{
  return gtk_toggle_button_get_active (self->select_toggle);
}

static void
app_history_page_update (AppHistoryPage *self)
{
  gboolean any = self->history != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0;
  gboolean found = self->found != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;
  gboolean loaded = self->history != NULL && app_history_is_loaded (self->history);
  GtkWidget *shown = any && !found ? self->nothing : !any && loaded ? self->empty : self->list_view;

  gtk_stack_set_visible_child (self->stack, self->compares ? GTK_WIDGET (self->comparison) : shown);
  gtk_widget_set_visible (self->back, self->compares);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_toggle), any && !self->compares);
  gtk_widget_set_sensitive (GTK_WIDGET (self->select_toggle), any && !self->compares);
  gtk_action_bar_set_revealed (self->selection_bar, is_selecting (self) && !self->compares);
}

/* The selected entries, or nothing; of AppHistoryEntry. */
static GPtrArray *
get_selected (AppHistoryPage *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  for (guint64 i = 0; i < gtk_bitset_get_size (set); i++)
    g_ptr_array_add (entries,
                     g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (set, (guint) i)));
  return entries;
}

static void
on_selection_changed (AppHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = get_selected (self);
  g_autofree char *count = lab_format_count (entries->len);
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s run selected", "%s runs selected", entries->len), count);

  gtk_label_set_label (self->selected_label, text);
  gtk_widget_set_sensitive (self->compare_button, entries->len >= 2);
  gtk_widget_set_sensitive (self->delete_button, entries->len >= 1);
}

/* What came of opening runs; what did not is said. */
static GPtrArray *
take_opened (AppHistoryPage *self, GAsyncResult *result)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *records = app_history_open_finish (result, problems);

  self->n_opening--;
  for (guint i = 0; i < problems->len; i++)
    say (self, g_ptr_array_index (problems, i));
  return records;
}

static void
on_run_opened (GObject *history, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppHistoryPage) self = data;
  g_autoptr (GPtrArray) records = take_opened (self, result);
  AppWindow *window = app_window_of (GTK_WIDGET (self));

  if (window != NULL && records->len > 0)
    app_window_show_record (window, g_ptr_array_index (records, 0));
}

static void
open_entry (AppHistoryPage *self, AppHistoryEntry *entry)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_object_ref (entry));
  self->n_opening++;
  app_history_open_async (self->history, entries, on_run_opened, g_object_ref (self));
}

static void
on_runs_opened (GObject *history, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppHistoryPage) self = data;
  g_autoptr (GPtrArray) records = take_opened (self, result);
  g_autoptr (AppRace) race = records->len > 0 ? app_race_new_for_records (records) : NULL;

  if (race == NULL || self->list == NULL) /* it was closed meanwhile */
    return;
  app_race_view_set_race (self->comparison, race);
  self->compares = TRUE;
  app_history_page_update (self);
  app_page_changed (APP_PAGE (self));
}

static void
on_compare (AppHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = get_selected (self);

  self->n_opening++;
  app_history_open_async (self->history, entries, on_runs_opened, g_object_ref (self));
}

static void
on_back (AppHistoryPage *self)
{
  self->compares = FALSE;
  gtk_toggle_button_set_active (self->select_toggle, FALSE);
  app_history_page_update (self);
  app_page_changed (APP_PAGE (self));
}

/* Who pressed Undo has restored it by then: what is restored cannot be purged. */
static void
on_toast_dismissed (AdwToast *toast, gpointer data)
{
  app_history_purge (app_history_get_default (), data);
}

static void
free_ids (gpointer data, GClosure *closure)
{
  g_strfreev (data);
}

static void
delete_entries (AppHistoryPage *self, GPtrArray *entries)
{
  AppWindow *window = app_window_of (GTK_WIDGET (self));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GVariant) target = NULL;
  g_autofree char *count = lab_format_count (entries->len);
  g_autofree char *sentence = NULL, *action = NULL;
  GStrv ids;

  if (entries->len == 0)
    return;
  for (guint i = 0; i < entries->len; i++)
    g_strv_builder_add (builder, app_history_entry_get_id (g_ptr_array_index (entries, i)));
  ids = g_strv_builder_end (builder);
  target = g_variant_ref_sink (g_variant_new_strv ((const char *const *) ids, -1));
  action = g_action_print_detailed_name ("win.restore-runs", target);
  if (entries->len == 1)
    sentence = g_strdup_printf (_ ("“%s” deleted"), app_history_entry_get_title (g_ptr_array_index (entries, 0)));
  else
    sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s run deleted", "%s runs deleted", entries->len),
                                count);
  app_history_delete (self->history, entries, GTK_WIDGET (self));
  if (window != NULL)
    g_signal_connect_data (app_window_offer (window, sentence, _ ("Undo"), action), "dismissed",
                           G_CALLBACK (on_toast_dismissed), ids, free_ids, G_CONNECT_AFTER);
  else
    g_strfreev (ids);
}

static void
on_delete_selected (AppHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = get_selected (self);

  gtk_toggle_button_set_active (self->select_toggle, FALSE);
  delete_entries (self, entries);
}

static void
on_delete_run (AppHistoryRow *row, AppHistoryEntry *entry, AppHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_object_ref (entry));
  delete_entries (self, entries);
}

static void
on_open_run (AppHistoryRow *row, AppHistoryEntry *entry, AppHistoryPage *self)
{
  open_entry (self, entry);
}

static void
toggle (AppHistoryPage *self, guint position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}

static void
on_toggle_run (AppHistoryRow *row, AppHistoryEntry *entry, AppHistoryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppHistoryEntry) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      if (item == entry)
        toggle (self, i);
    }
}

static void
on_activated (AppHistoryPage *self, guint position)
{
  g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (is_selecting (self))
    toggle (self, position);
  else
    open_entry (self, entry);
}

static gboolean
is_for_menu (guint key, GdkModifierType state)
{
  return key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0);
}

/* The list's own widgets have the focus; the row is inside. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, AppHistoryPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!APP_IS_HISTORY_ROW (row) || is_selecting (self))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_F2)
    app_history_row_rename (APP_HISTORY_ROW (row));
  else if (key == GDK_KEY_Delete)
    gtk_widget_activate_action (row, "row.delete", NULL);
  else if (is_for_menu (key, state))
    app_history_row_show_menu (APP_HISTORY_ROW (row));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_item_selected (GtkListItem *item)
{
  app_history_row_set_selected (APP_HISTORY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_selected (item));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, AppHistoryPage *self)
{
  GtkWidget *row = app_history_row_new ();

  g_signal_connect_object (row, "open-run", G_CALLBACK (on_open_run), self, 0);
  g_signal_connect_object (row, "delete-run", G_CALLBACK (on_delete_run), self, 0);
  g_signal_connect_object (row, "toggle-run", G_CALLBACK (on_toggle_run), self, 0);
  g_object_bind_property (self->select_toggle, "active", row, "selecting", G_BINDING_DEFAULT);
  g_signal_connect (item, "notify::selected", G_CALLBACK (on_item_selected), NULL);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, AppHistoryPage *self)
{
  AppHistoryRow *row = APP_HISTORY_ROW (gtk_list_item_get_child (item));

  app_history_row_set_entry (row, gtk_list_item_get_item (item));
  app_history_row_set_selecting (row, is_selecting (self));
  on_item_selected (item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, AppHistoryPage *self)
{
  app_history_row_set_entry (APP_HISTORY_ROW (gtk_list_item_get_child (item)), NULL);
}

static gboolean
matches (gpointer item, gpointer data)
{
  return app_history_entry_matches (item, gtk_editable_get_text (APP_HISTORY_PAGE (data)->search));
}

static void
on_search_changed (AppHistoryPage *self)
{
  if (self->found != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Without a selection a click does not leave a mark. */
static void
on_selecting (AppHistoryPage *self)
{
  GtkSelectionModel *model;

  if (self->selection == NULL)
    return;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  if (is_selecting (self))
    model = g_object_ref (GTK_SELECTION_MODEL (self->selection));
  else
    model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->found))));
  /* It also selects what is under the pointer. */
  gtk_list_view_set_single_click_activate (self->list, !is_selecting (self));
  gtk_list_view_set_model (self->list, model);
  g_object_unref (model);
  on_selection_changed (self);
  app_history_page_update (self);
}

/* Not before somebody looks: the folder is read then. */
static void
app_history_page_begin (AppHistoryPage *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  AppWindow *window = app_window_of (GTK_WIDGET (self));

  self->history = app_history_get_default ();
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->history)), filter);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (app_history_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "loaded", G_CALLBACK (app_history_page_update), self, G_CONNECT_SWAPPED);
  if (window != NULL)
    app_window_hear_history (window);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  on_selecting (self);
}

static void
app_history_page_map (GtkWidget *widget)
{
  AppHistoryPage *self = APP_HISTORY_PAGE (widget);

  if (self->history == NULL)
    app_history_page_begin (self);
  GTK_WIDGET_CLASS (app_history_page_parent_class)->map (widget);
}

static GtkWidget *
app_history_page_get_header_start (AppPage *page)
{
  return APP_HISTORY_PAGE (page)->header_start;
}

static GtkWidget *
app_history_page_get_header_end (AppPage *page)
{
  return APP_HISTORY_PAGE (page)->header_end;
}

static AppChart *
app_history_page_get_chart (AppPage *page)
{
  AppHistoryPage *self = APP_HISTORY_PAGE (page);

  return self->compares ? app_race_view_get_chart (self->comparison) : NULL;
}

static gboolean
app_history_page_is_still (AppPage *page)
{
  AppHistoryPage *self = APP_HISTORY_PAGE (page);

  return self->history != NULL && app_history_is_loaded (self->history) && !app_history_is_busy (self->history)
         && self->n_opening == 0
         && (!self->compares || app_chart_is_still (app_race_view_get_chart (self->comparison)));
}

static void
app_history_page_init_page (AppPageInterface *iface)
{
  iface->get_header_start = app_history_page_get_header_start;
  iface->get_header_end = app_history_page_get_header_end;
  iface->get_chart = app_history_page_get_chart;
  iface->is_still = app_history_page_is_still;
}

static void
name_button (GtkWidget *button, const char *name, const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
make_headers (AppHistoryPage *self)
{
  self->header_start = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  name_button (self->back, _ ("Back to the list"), _ ("Back to the list"));
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->header_start), self->back);
  self->header_end = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->search_toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->search_toggle), "edit-find-symbolic");
  name_button (GTK_WIDGET (self->search_toggle), _ ("Search"), _ ("Search (Ctrl+F)"));
  g_object_bind_property (self->search_bar, "search-mode-enabled", self->search_toggle, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  self->select_toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->select_toggle), "selection-mode-symbolic");
  name_button (GTK_WIDGET (self->select_toggle), _ ("Select runs"), _ ("Select runs to compare or delete"));
  g_signal_connect_object (self->select_toggle, "toggled", G_CALLBACK (on_selecting), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->header_end), GTK_WIDGET (self->search_toggle));
  gtk_box_append (GTK_BOX (self->header_end), GTK_WIDGET (self->select_toggle));
}

static void
app_history_page_dispose (GObject *object)
{
  AppHistoryPage *self = APP_HISTORY_PAGE (object);
  GtkWidget *child;

  if (self->list != NULL && self->history != NULL)
    gtk_list_view_set_model (self->list, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->header_start);
  g_clear_object (&self->header_end);
  G_OBJECT_CLASS (app_history_page_parent_class)->dispose (object);
}

static gboolean
find_in_list (GtkWidget *widget, GVariant *args, gpointer data)
{
  AppHistoryPage *self = APP_HISTORY_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
app_history_page_class_init (AppHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_RACE_VIEW);
  G_OBJECT_CLASS (klass)->dispose = app_history_page_dispose;
  widget_class->map = app_history_page_map;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_in_list, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, search);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, comparison);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, compare_button);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_compare);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_selected);
}

static void
app_history_page_init (AppHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (gtk_widget_get_first_child (self->empty), FALSE);
  gtk_widget_set_focusable (gtk_widget_get_first_child (self->nothing), FALSE);
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  make_headers (self);
  app_history_page_update (self);
}
