/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-log-model.h"
#include "app-log-view.h"
#include "app-unveil.h"
#include "app-window.h"
#include "lab-clock.h"

/* What is copied at once: more is seldom meant, and holds the window up. */
#define COPY_MAX 10000

/* A text is not narrower. Without this it is tried in lines of one letter, and that for each row. */
#define TEXT_CHARS_MIN 8

/* So near to the end counts as there. */
#define END_REACH 8

struct _AppLogView
{
  GtkWidget parent_instance;

  AppLogModel *model;
  AppUnveil *shown; /* of it, by and by; belongs to the selection */
  GtkSingleSelection *selection;
  gboolean at_end; /* new lines are scrolled to */
  guint64 time;    /* what was printed last then is selected; G_MAXUINT64: nothing */
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *scrolled;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (AppLogView, app_log_view, GTK_TYPE_WIDGET)

static void
add_cell (GtkWidget *row, int column, const char *name, const char *style, int width_chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), width_chars > 0 ? 1 : 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars > 0 ? width_chars : TEXT_CHARS_MIN);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (GTK_GRID (row), label, column, 0, 1, 1);
  g_object_set_data (G_OBJECT (row), name, label);
  if (width_chars > 0)
    return;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
}

/* In a grid, because a box has those that wrap try widths. */
static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (row), 12);
  add_cell (row, 0, "time", "dim-label", 10);
  add_cell (row, 1, "pid", "dim-label", 7);
  add_cell (row, 2, "text", "monospace", -1);
  gtk_list_item_set_child (item, row);
}

static void
set_cell (GtkWidget *row, const char *name, const char *text)
{
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), name), text);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  AppLogLine *line = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  guint64 time = app_log_line_get_elapsed (line);
  g_autofree char *seconds = g_strdup_printf ("%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, time / LAB_NS_PER_S,
                                              time % LAB_NS_PER_S / LAB_NS_PER_US);
  g_autofree char *pid = g_strdup_printf ("%d", app_log_line_get_pid (line));
  g_autofree char *name = g_strdup_printf (_ ("%s s, process %s: %s"), seconds, pid, app_log_line_get_text (line));

  set_cell (row, "time", seconds);
  set_cell (row, "pid", pid);
  set_cell (row, "text", app_log_line_get_text (line));
  app_list_item_set_name (item, name);
}

static GtkAdjustment *
get_adjustment (AppLogView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

static double
get_end (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* Where the person has scrolled back, they stay. */
static void
on_scrolled (GtkAdjustment *adjustment, AppLogView *self)
{
  self->at_end = gtk_adjustment_get_value (adjustment) >= get_end (adjustment) - END_REACH;
}

static void
on_grown (GtkAdjustment *adjustment, AppLogView *self)
{
  if (self->at_end)
    gtk_adjustment_set_value (adjustment, get_end (adjustment));
}

static void
on_items_changed (AppLogView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "lines" : "nothing");
  gtk_widget_set_sensitive (self->copy_button, any);
}

static void
on_copy (AppLogView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = n > COPY_MAX ? n - COPY_MAX : 0; i < n; i++)
    {
      g_autoptr (AppLogLine) line = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      g_autofree char *written = app_log_line_to_text (line);

      g_string_append_printf (text, "%s\n", written);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  app_window_say_from (GTK_WIDGET (self),
                       n > COPY_MAX ? _ ("The last 10,000 lines have been copied") : _ ("The log has been copied"));
}

static gboolean
on_copy_line (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AppLogView *self = APP_LOG_VIEW (widget);
  AppLogLine *line = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *text = line != NULL ? app_log_line_to_text (line) : NULL;

  if (text == NULL)
    return FALSE;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  return TRUE;
}

static void
app_log_view_select (AppLogView *self)
{
  guint position = self->time == G_MAXUINT64 ? GTK_INVALID_LIST_POSITION : app_log_model_find (self->model, self->time);

  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    app_unveil_reach (self->shown, position);
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
app_log_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_log_view_parent_class)->map (widget);
  app_log_view_select (APP_LOG_VIEW (widget));
}

static void
app_log_view_dispose (GObject *object)
{
  AppLogView *self = APP_LOG_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_log_view_parent_class)->dispose (object);
}

static void
app_log_view_class_init (AppLogViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_log_view_dispose;
  widget_class->map = app_log_view_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-log-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppLogView, stack);
  gtk_widget_class_bind_template_child (widget_class, AppLogView, list);
  gtk_widget_class_bind_template_child (widget_class, AppLogView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, AppLogView, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, on_copy_line, NULL);
}

static void
app_log_view_init (AppLogView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->at_end = TRUE;
  self->time = G_MAXUINT64;
  self->model = app_log_model_new ();
  self->shown = app_unveil_new (g_object_ref (G_LIST_MODEL (self->model)), GTK_WIDGET (self->list));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->shown));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (on_scrolled), self, 0);
  g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (on_grown), self, 0);
  on_items_changed (self);
}

void
app_log_view_set_record (AppLogView *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_LOG_VIEW (self));

  self->at_end = record != NULL && app_record_is_live (record);
  self->time = G_MAXUINT64;
  app_log_model_set_record (self->model, record);
}

void
app_log_view_update (AppLogView *self)
{
  g_return_if_fail (APP_IS_LOG_VIEW (self));

  app_log_model_update (self->model);
}

void
app_log_view_set_time (AppLogView *self, guint64 time)
{
  g_return_if_fail (APP_IS_LOG_VIEW (self));

  self->time = time;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    app_log_view_select (self);
}
