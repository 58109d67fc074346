/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-history-opening.h"
#include "app-history-page.h"
#include "app-history-view.h"
#include "app-mnemonic.h"
#include "app-race-view.h"
#include "app-window.h"
#include "lab-quantity.h"

struct _AppHistoryPage
{
  GtkWidget parent_instance;

  GtkSearchBar *search_bar;
  GtkEditable *search;
  GtkStack *stack;
  AppHistoryView *view;
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
  gboolean compares;   /* the comparison is seen */
  guint n_opening;     /* runs that are being opened */
};

static void app_history_page_init_page (AppPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppHistoryPage, app_history_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_history_page_init_page))

static void
app_history_page_update (AppHistoryPage *self)
{
  gboolean any = self->history != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0;
  gboolean found = app_history_view_get_n_found (self->view) > 0;
  gboolean loaded = self->history != NULL && app_history_is_loaded (self->history);
  GtkWidget *shown = any && !found ? self->nothing : !any && loaded ? self->empty : GTK_WIDGET (self->view);

  gtk_stack_set_visible_child (self->stack, self->compares ? GTK_WIDGET (self->comparison) : shown);
  gtk_widget_set_visible (self->back, self->compares);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_toggle), any && !self->compares);
  gtk_widget_set_sensitive (GTK_WIDGET (self->select_toggle), any && !self->compares);
  gtk_action_bar_set_revealed (self->selection_bar,
                               gtk_toggle_button_get_active (self->select_toggle) && !self->compares);
}

static void
on_view_changed (AppHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = app_history_view_get_selected (self->view);
  g_autofree char *count = lab_format_count (entries->len);
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s run selected", "%s runs selected", entries->len), count);

  gtk_label_set_label (self->selected_label, text);
  gtk_widget_set_sensitive (self->compare_button, entries->len >= 2);
  gtk_widget_set_sensitive (self->delete_button, entries->len >= 1);
  app_history_page_update (self);
}

/* What came of opening runs; what did not is said. */
static GPtrArray *
take_opened (AppHistoryPage *self, GAsyncResult *result)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *records = app_history_open_finish (result, problems);

  self->n_opening--;
  for (guint i = 0; i < problems->len; i++)
    app_window_say_from (GTK_WIDGET (self), g_ptr_array_index (problems, i));
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
on_open_run (AppHistoryPage *self, AppHistoryEntry *entry)
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

  if (race == NULL || self->view == NULL) /* it was closed meanwhile */
    return;
  app_race_view_set_race (self->comparison, race);
  self->compares = TRUE;
  app_history_page_update (self);
  app_page_changed (APP_PAGE (self));
}

static void
on_compare (AppHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = app_history_view_get_selected (self->view);

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
  g_autoptr (GPtrArray) entries = app_history_view_get_selected (self->view);

  gtk_toggle_button_set_active (self->select_toggle, FALSE);
  delete_entries (self, entries);
}

static void
on_delete_run (AppHistoryPage *self, AppHistoryEntry *entry)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_object_ref (entry));
  delete_entries (self, entries);
}

static void
on_search_changed (AppHistoryPage *self)
{
  app_history_view_set_search (self->view, gtk_editable_get_text (self->search));
}

/* Not before somebody looks: the folder is read then. */
static void
app_history_page_begin (AppHistoryPage *self)
{
  AppWindow *window = app_window_of (GTK_WIDGET (self));

  self->history = app_history_get_default ();
  g_signal_connect_object (self->history, "loaded", G_CALLBACK (app_history_page_update), self, G_CONNECT_SWAPPED);
  if (window != NULL)
    app_window_hear_history (window);
  app_history_view_set_history (self->view, self->history);
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
  g_object_bind_property (self->select_toggle, "active", self->view, "selecting", G_BINDING_DEFAULT);
  gtk_box_append (GTK_BOX (self->header_end), GTK_WIDGET (self->search_toggle));
  gtk_box_append (GTK_BOX (self->header_end), GTK_WIDGET (self->select_toggle));
}

static void
app_history_page_dispose (GObject *object)
{
  AppHistoryPage *self = APP_HISTORY_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->view = NULL;
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

  g_type_ensure (APP_TYPE_HISTORY_VIEW);
  g_type_ensure (APP_TYPE_RACE_VIEW);
  G_OBJECT_CLASS (klass)->dispose = app_history_page_dispose;
  widget_class->map = app_history_page_map;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, find_in_list, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, search);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, view);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, comparison);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, compare_button);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryPage, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_open_run);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_run);
  gtk_widget_class_bind_template_callback (widget_class, on_compare);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_selected);
}

static void
app_history_page_init (AppHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_mnemonic_name_buttons (GTK_WIDGET (self));
  gtk_widget_set_focusable (gtk_widget_get_first_child (self->empty), FALSE);
  gtk_widget_set_focusable (gtk_widget_get_first_child (self->nothing), FALSE);
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  make_headers (self);
  app_history_page_update (self);
}
