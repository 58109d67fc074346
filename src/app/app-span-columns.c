/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-span-columns.h"
#include "app-span-model.h"

static const struct
{
  const char *title;
  gboolean right;
  gboolean expand;
} columns[APP_N_SPAN_KEYS] = {
  [APP_SPAN_KEY_LANE] = { N_ ("Lane"), FALSE, TRUE },         [APP_SPAN_KEY_TASK] = { N_ ("Task"), FALSE, TRUE },
  [APP_SPAN_KEY_STATE] = { N_ ("State"), FALSE, TRUE },       [APP_SPAN_KEY_START] = { N_ ("Start"), TRUE, FALSE },
  [APP_SPAN_KEY_DURATION] = { N_ ("Duration"), TRUE, FALSE },
};

/* What cannot be told how much room it has is measured, each cell of each row, also of the many that are not seen. */
static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  const gboolean right = columns[GPOINTER_TO_UINT (data)].right;

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), right ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), right ? 11 : 8);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), right ? 14 : 18);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

/* The row is called by the whole sentence; its first cell does that. */
static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  AppSpanEntry *span = gtk_list_item_get_item (item);
  AppSpanKey key = (AppSpanKey) GPOINTER_TO_UINT (data);
  g_autofree char *text = app_span_entry_get_text (span, key);
  g_autofree char *sentence = key == APP_SPAN_KEY_LANE ? app_span_entry_describe (span) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
  if (sentence != NULL)
    app_list_item_set_name (item, sentence);
}

/* What a comparison is to find out; the view's data "asked" while there is one. */
typedef struct
{
  AppSpanKey key;
  gboolean is_known;
} Asked;

/* Whom a sorter speaks for. */
typedef struct
{
  GtkColumnView *view;
  AppSpanKey key;
} Column;

/* A column view tells only by comparing which column it is sorted by: the one that is asked first. */
static int
note_key (gconstpointer a, gconstpointer b, gpointer data)
{
  const Column *column = data;
  Asked *asked = g_object_get_data (G_OBJECT (column->view), "asked");

  if (asked != NULL && !asked->is_known)
    *asked = (Asked){ column->key, TRUE };
  return -1;
}

AppSpanKey
app_span_columns_get_key (GtkColumnView *view, gboolean *descending)
{
  g_autoptr (AppSpanEntry) one = g_object_new (APP_TYPE_SPAN_ENTRY, NULL);
  g_autoptr (AppSpanEntry) other = g_object_new (APP_TYPE_SPAN_ENTRY, NULL);
  Asked asked = { APP_SPAN_KEY_START, FALSE };
  GtkOrdering ordering;

  g_object_set_data (G_OBJECT (view), "asked", &asked);
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), one, other);
  g_object_set_data (G_OBJECT (view), "asked", NULL);
  *descending = ordering == GTK_ORDERING_LARGER;
  return asked.key;
}

static void
add_column (GtkColumnView *view, AppSpanKey key)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ (columns[key].title), factory);
  Column *sorted = g_new (Column, 1);
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (note_key, sorted, g_free);

  *sorted = (Column){ view, key };
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (key));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (key));
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (column, columns[key].expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
  if (key == APP_SPAN_KEY_START)
    gtk_column_view_sort_by_column (view, column, GTK_SORT_ASCENDING);
}

/* As a click does it: the other way round where it is sorted by that column already. */
static gboolean
on_title_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, GtkColumnView *view)
{
  GtkWidget *title = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  AppSpanKey column = (AppSpanKey) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (title), "key"));
  g_autoptr (GtkColumnViewColumn) found = g_list_model_get_item (gtk_column_view_get_columns (view), column);
  gboolean descending;
  gboolean again = app_span_columns_get_key (view, &descending) == column;

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  gtk_column_view_sort_by_column (view, found, again && !descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  return GDK_EVENT_STOP;
}

/* In GTK 4.8 a column's title can only be clicked, and the row of them can be focused to no use. */
static void
make_titles_accessible (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  AppSpanKey key = 0;

  gtk_widget_set_focusable (header, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_last_child (GTK_WIDGET (view))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Spans"), -1);
  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL && key < APP_N_SPAN_KEYS;
       title = gtk_widget_get_next_sibling (title), key++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      gtk_widget_set_focusable (title, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (columns[key].title),
                                      -1);
      g_object_set_data (G_OBJECT (title), "key", GUINT_TO_POINTER (key));
      g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_title_key), view, 0);
      gtk_widget_add_controller (title, keys);
    }
}

void
app_span_columns_add (GtkColumnView *view)
{
  for (AppSpanKey key = 0; key < APP_N_SPAN_KEYS; key++)
    add_column (view, key);
  make_titles_accessible (view);
}
