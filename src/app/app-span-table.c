/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-span-columns.h"
#include "app-span-model.h"
#include "app-span-table.h"
#include "app-unveil.h"
#include "lab-quantity.h"

struct _AppSpanTable
{
  GtkWidget parent_instance;

  AppRecord *record;     /* NULL: none */
  AppSpanReader *reader; /* of a settled record; NULL: none yet */
  LabView by;
  AppSpanModel *model;
  AppUnveil *shown; /* of it, by and by; belongs to the selection */
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* of the query that goes on; NULL: none does */
  gboolean is_stale;         /* to be queried when it is seen */
  gboolean is_selecting;     /* not a person's doing */
  gboolean has_wish;         /* a span to select when the query has come */
  guint wish_row;
  guint64 wish_n;

  GtkStack *stack;
  GtkColumnView *view;
  GtkEditable *search;
  GtkDropDown *states;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (AppSpanTable, app_span_table, GTK_TYPE_WIDGET)

enum
{
  SPAN_SELECTED,
  SPAN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a thread is given. */
typedef struct
{
  AppSpanReader *reader;
  AppSpanQuery query;
  char *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  app_span_reader_unref (job->reader);
  g_free (job->text);
  g_free (job);
}

static void
order_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, app_span_reader_order (job->reader, &job->query, cancellable),
                         (GDestroyNotify) app_span_order_free);
}

static void
show_count (AppSpanTable *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *count = lab_format_count (n);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s span", "%s spans", n), count);

  gtk_label_set_label (self->count, text);
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer data)
{
  AppSpanTable *self = APP_SPAN_TABLE (source);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  AppSpanOrder *order = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another query has taken its place. */
  if (cancellable != self->cancellable || order == NULL)
    {
      g_clear_pointer (&order, app_span_order_free);
      return;
    }
  g_clear_object (&self->cancellable);
  self->is_selecting = TRUE;
  app_span_model_set (self->model, self->record, order);
  self->is_selecting = FALSE;
  show_count (self);
  gtk_stack_set_visible_child_name (self->stack, "table");
  if (self->has_wish)
    app_span_table_select (self, self->wish_row, self->wish_n);
}

static guint
get_state (AppSpanTable *self)
{
  guint selected = gtk_drop_down_get_selected (self->states);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? APP_SPAN_ANY_STATE : selected;
}

static void
app_span_table_stop (AppSpanTable *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* At once where it is seen, else when it is. */
static void
app_span_table_query (AppSpanTable *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  app_span_table_stop (self);
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale || self->reader == NULL)
    return;
  job = g_new0 (Job, 1);
  job->reader = app_span_reader_ref (self->reader);
  job->text = g_strdup (gtk_editable_get_text (self->search));
  job->query.by = self->by;
  job->query.key = app_span_columns_get_key (self->view, &job->query.descending);
  job->query.state = get_state (self);
  job->query.text = job->text;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_ordered, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, order_in_thread);
}

static void
on_settled (AppSpanTable *self)
{
  if (app_record_get_timeline (self->record) == NULL)
    return;
  g_clear_pointer (&self->reader, app_span_reader_unref);
  self->reader = app_span_reader_new (app_record_get_trace (self->record), app_record_get_experiment (self->record));
  app_span_table_query (self);
}

static void
on_selected (AppSpanTable *self)
{
  AppSpanEntry *item = gtk_single_selection_get_selected_item (self->selection);
  guint row;
  guint64 n;

  if (self->is_selecting || item == NULL)
    return;
  app_span_entry_get_place (item, &row, &n);
  g_signal_emit (self, signals[SPAN_SELECTED], 0, row, n);
}

static void
on_activated (AppSpanTable *self, guint position)
{
  g_autoptr (AppSpanEntry) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  guint row;
  guint64 n;

  app_span_entry_get_place (item, &row, &n);
  g_signal_emit (self, signals[SPAN_ACTIVATED], 0, row, n);
}

static void
add_states (AppSpanTable *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All states"));
  for (LabState state = LAB_STATE_QUEUED; state < LAB_N_STATES; state++)
    gtk_string_list_append (names, lab_state_get_name (state));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (names));
  app_drop_down_set_name (self->states, _ ("State"));
  g_signal_connect_object (self->states, "notify::selected", G_CALLBACK (app_span_table_query), self,
                           G_CONNECT_SWAPPED);
}

static void
app_span_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_span_table_parent_class)->map (widget);
  if (APP_SPAN_TABLE (widget)->is_stale)
    app_span_table_query (APP_SPAN_TABLE (widget));
}

static void
app_span_table_dispose (GObject *object)
{
  AppSpanTable *self = APP_SPAN_TABLE (object);
  GtkWidget *child;

  app_span_table_stop (self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->record);
  g_clear_pointer (&self->reader, app_span_reader_unref);
  G_OBJECT_CLASS (app_span_table_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, APP_TYPE_SPAN_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                       G_TYPE_UINT64);
}

static void
app_span_table_class_init (AppSpanTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_span_table_dispose;
  widget_class->map = app_span_table_map;
  signals[SPAN_SELECTED] = add_signal ("span-selected");
  signals[SPAN_ACTIVATED] = add_signal ("span-activated");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-span-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AppSpanTable, stack);
  gtk_widget_class_bind_template_child (widget_class, AppSpanTable, view);
  gtk_widget_class_bind_template_child (widget_class, AppSpanTable, search);
  gtk_widget_class_bind_template_child (widget_class, AppSpanTable, states);
  gtk_widget_class_bind_template_child (widget_class, AppSpanTable, count);
  gtk_widget_class_bind_template_callback (widget_class, app_span_table_query);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
app_span_table_init (AppSpanTable *self)
{
  self->by = LAB_VIEW_WORKERS;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = app_span_model_new ();
  self->shown = app_unveil_new (g_object_ref (G_LIST_MODEL (self->model)), GTK_WIDGET (self->view));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->shown));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  app_span_columns_add (self->view);
  add_states (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (self->search)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search the Spans"), -1);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (app_span_table_query), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
}

void
app_span_table_set_record (AppSpanTable *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_SPAN_TABLE (self));

  app_span_table_stop (self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_pointer (&self->reader, app_span_reader_unref);
  g_set_object (&self->record, record);
  self->has_wish = FALSE;
  app_span_model_set (self->model, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "wait");
  if (record == NULL)
    return;
  if (app_record_get_state (record) == APP_RECORD_SETTLED)
    on_settled (self);
  else
    g_signal_connect_object (record, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
}

void
app_span_table_set_by_task (AppSpanTable *self, gboolean by_task)
{
  LabView by = by_task ? LAB_VIEW_TASKS : LAB_VIEW_WORKERS;

  g_return_if_fail (APP_IS_SPAN_TABLE (self));

  if (self->by == by)
    return;
  self->by = by;
  self->has_wish = FALSE;
  app_span_table_query (self);
}

/* What is asked for before the table has come is done when it has. */
void
app_span_table_select (AppSpanTable *self, guint row, guint64 n)
{
  guint position;

  g_return_if_fail (APP_IS_SPAN_TABLE (self));

  self->has_wish = self->is_stale || self->cancellable != NULL;
  self->wish_row = row;
  self->wish_n = n;
  if (self->has_wish)
    return;
  position = app_span_model_find (self->model, row, n);
  if (position != G_MAXUINT)
    app_unveil_reach (self->shown, position);
  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position == G_MAXUINT ? GTK_INVALID_LIST_POSITION : position);
  self->is_selecting = FALSE;
  if (position != G_MAXUINT)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)), "list.scroll-to-item", "u",
                                position);
}

gboolean
app_span_table_is_busy (AppSpanTable *self)
{
  g_return_val_if_fail (APP_IS_SPAN_TABLE (self), FALSE);

  return self->cancellable != NULL
         || (gtk_widget_get_mapped (GTK_WIDGET (self->view)) && !app_unveil_is_whole (self->shown));
}
