/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app-chart-item.h"
#include "app-latency-chart-private.h"

static guint
find_item (AppLatencyChart *self, GtkWidget *item)
{
  guint n;

  return item != NULL && g_ptr_array_find (self->items, item, &n) ? n : LAB_LATENCY_NO_RUNG;
}

static void
on_item_focus (GtkWidget *item, GParamSpec *spec, AppLatencyChart *self)
{
  if (gtk_widget_has_focus (item))
    app_latency_chart_select (self, find_item (self, item));
}

static void
resize_items (AppLatencyChart *self, guint n)
{
  while (self->items->len > n)
    {
      gtk_widget_unparent (g_ptr_array_index (self->items, self->items->len - 1));
      g_ptr_array_set_size (self->items, (int) self->items->len - 1);
    }
  while (self->items->len < n)
    {
      GtkWidget *item = app_chart_item_new ();

      gtk_widget_set_parent (item, GTK_WIDGET (self));
      g_signal_connect (item, "notify::has-focus", G_CALLBACK (on_item_focus), self);
      g_ptr_array_add (self->items, item);
    }
}

static const char *
get_column_title (AppLatencyChart *self, guint column)
{
  if (column < self->editions->len)
    return lab_edition_get_title (g_ptr_array_index (self->editions, column));
  return ((const LabSheet *) g_ptr_array_index (self->sheets, column - self->editions->len))->label;
}

/* "Main memory reference. The source notes: 100 ns. This machine: 174 ns." */
static char *
make_name (AppLatencyChart *self, const LabRung *rung)
{
  GString *name = g_string_new (rung->title);

  for (guint column = 0; column < rung->n_editions + rung->n_sheets; column++)
    {
      g_autofree char *value = lab_rung_describe (rung, column);

      if (value != NULL)
        g_string_append_printf (name, ". %s: %s", get_column_title (self, column), value);
    }
  return g_string_free (name, FALSE);
}

void
app_latency_chart_name_items (AppLatencyChart *self)
{
  resize_items (self, self->rungs->len);
  for (guint i = 0; i < self->rungs->len; i++)
    {
      g_autofree char *text = make_name (self, g_ptr_array_index (self->rungs, i));

      app_chart_item_set_text (g_ptr_array_index (self->items, i), text);
    }
}

void
app_latency_chart_remove_items (AppLatencyChart *self)
{
  resize_items (self, 0);
}

/* The items where the rungs are. */
void
app_latency_chart_allocate_items (AppLatencyChart *self, int width)
{
  double zoom = app_chart_get_zoom (APP_CHART (self)), y, rung_height;
  LabLatencyView view;

  if (self->items->len == 0)
    return;
  view = app_latency_chart_make_view (self, width / zoom);
  lab_latency_get_rung_place (&view, app_chart_get_font (APP_CHART (self)), 0, &y, &rung_height);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i);
      int minimum;

      gtk_widget_measure (item, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (item,
                                &(GtkAllocation){ 0, (int) floor ((y + i * rung_height) * zoom), width,
                                                  MAX ((int) floor (rung_height * zoom), minimum) },
                                -1);
    }
}

/* Tab comes in and goes out; up and down walk through the rungs. */
gboolean
app_latency_chart_focus_item (AppLatencyChart *self, GtkDirectionType direction)
{
  guint n = find_item (self, gtk_widget_get_focus_child (GTK_WIDGET (self)));

  if (n == LAB_LATENCY_NO_RUNG)
    n = self->selected < self->items->len ? self->selected : 0;
  else if (direction == GTK_DIR_UP && n > 0)
    n--;
  else if (direction == GTK_DIR_DOWN)
    n++;
  else
    return FALSE;
  return n < self->items->len && gtk_widget_grab_focus (g_ptr_array_index (self->items, n));
}

void
app_latency_chart_walk_to (AppLatencyChart *self, guint n)
{
  if (n < self->items->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->items, n));
}
