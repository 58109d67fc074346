/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-history-row.h"
#include "app-history-view.h"

struct _AppHistoryView
{
  GtkWidget parent_instance;

  GtkListView *list;
  GtkFilterListModel *found; /* NULL: no history yet */
  GtkMultiSelection *selection;
  char *search;
  gboolean selecting;
};

G_DEFINE_FINAL_TYPE (AppHistoryView, app_history_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTING,
  N_PROPS,
};

enum
{
  OPEN_RUN,
  DELETE_RUN,
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
app_history_view_changed (AppHistoryView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_open_run (AppHistoryView *self, AppHistoryEntry *entry)
{
  g_signal_emit (self, signals[OPEN_RUN], 0, entry);
}

static void
on_delete_run (AppHistoryView *self, AppHistoryEntry *entry)
{
  g_signal_emit (self, signals[DELETE_RUN], 0, entry);
}

static void
toggle (AppHistoryView *self, guint position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}

static void
on_toggle_run (AppHistoryView *self, AppHistoryEntry *entry)
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
on_activated (AppHistoryView *self, guint position)
{
  g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (self->selecting)
    toggle (self, position);
  else
    on_open_run (self, entry);
}

static gboolean
is_for_menu (guint key, GdkModifierType state)
{
  return key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0);
}

/* The list's own widgets have the focus; the row is inside. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, AppHistoryView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!APP_IS_HISTORY_ROW (row) || self->selecting)
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
on_setup (AppHistoryView *self, GtkListItem *item)
{
  GtkWidget *row = app_history_row_new ();

  g_signal_connect_object (row, "open-run", G_CALLBACK (on_open_run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "delete-run", G_CALLBACK (on_delete_run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "toggle-run", G_CALLBACK (on_toggle_run), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "selecting", row, "selecting", G_BINDING_DEFAULT);
  g_signal_connect (item, "notify::selected", G_CALLBACK (on_item_selected), NULL);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (AppHistoryView *self, GtkListItem *item)
{
  AppHistoryRow *row = APP_HISTORY_ROW (gtk_list_item_get_child (item));

  app_history_row_set_entry (row, gtk_list_item_get_item (item));
  app_history_row_set_selecting (row, self->selecting);
  on_item_selected (item);
}

static void
on_unbind (AppHistoryView *self, GtkListItem *item)
{
  app_history_row_set_entry (APP_HISTORY_ROW (gtk_list_item_get_child (item)), NULL);
}

static gboolean
matches (gpointer item, gpointer data)
{
  return app_history_entry_matches (item, APP_HISTORY_VIEW (data)->search);
}

static void
app_history_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_SELECTING)
    g_value_set_boolean (value, APP_HISTORY_VIEW (object)->selecting);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_history_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SELECTING)
    app_history_view_set_selecting (APP_HISTORY_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_history_view_dispose (GObject *object)
{
  AppHistoryView *self = APP_HISTORY_VIEW (object);
  GtkWidget *child;

  if (self->found != NULL)
    gtk_list_view_set_model (self->list, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  G_OBJECT_CLASS (app_history_view_parent_class)->dispose (object);
}

static void
app_history_view_finalize (GObject *object)
{
  g_free (APP_HISTORY_VIEW (object)->search);
  G_OBJECT_CLASS (app_history_view_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, APP_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                       APP_TYPE_HISTORY_ENTRY);
}

static void
app_history_view_class_init (AppHistoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_history_view_get_property;
  object_class->set_property = app_history_view_set_property;
  object_class->dispose = app_history_view_dispose;
  object_class->finalize = app_history_view_finalize;
  props[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[OPEN_RUN] = add_signal ("open-run");
  signals[DELETE_RUN] = add_signal ("delete-run");
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHistoryView, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
app_history_view_init (AppHistoryView *self)
{
  self->search = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Without a selection a click does not leave a mark. */
static void
begin_selection (AppHistoryView *self)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  if (self->selecting)
    model = g_object_ref (GTK_SELECTION_MODEL (self->selection));
  else
    model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->found))));
  /* It also selects what is under the pointer. */
  gtk_list_view_set_single_click_activate (self->list, !self->selecting);
  gtk_list_view_set_model (self->list, model);
  app_history_view_changed (self);
}

void
app_history_view_set_history (AppHistoryView *self, AppHistory *history)
{
  GtkFilter *filter;

  g_return_if_fail (APP_IS_HISTORY_VIEW (self) && APP_IS_HISTORY (history));
  g_return_if_fail (self->found == NULL);

  filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (history)), filter);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (app_history_view_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (app_history_view_changed), self,
                           G_CONNECT_SWAPPED);
  begin_selection (self);
}

void
app_history_view_set_search (AppHistoryView *self, const char *words)
{
  g_return_if_fail (APP_IS_HISTORY_VIEW (self) && words != NULL);

  g_free (self->search);
  self->search = g_strdup (words);
  if (self->found != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
}

guint
app_history_view_get_n_found (AppHistoryView *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_VIEW (self), 0);

  return self->found != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->found)) : 0;
}

void
app_history_view_set_selecting (AppHistoryView *self, gboolean selecting)
{
  g_return_if_fail (APP_IS_HISTORY_VIEW (self));

  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  if (self->found != NULL)
    begin_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTING]);
}

GPtrArray *
app_history_view_get_selected (AppHistoryView *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) set = NULL;

  g_return_val_if_fail (APP_IS_HISTORY_VIEW (self), NULL);

  if (self->selection == NULL)
    return g_steal_pointer (&entries);
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (guint64 i = 0; i < gtk_bitset_get_size (set); i++)
    g_ptr_array_add (entries,
                     g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (set, (guint) i)));
  return g_steal_pointer (&entries);
}
