/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-latency-page-private.h"

#define ZOOM_STEP 1.5
#define RIGHT_TO_LEFT_MARK "\342\200\217"

/* Each line begins where the language's lines do, whatever it begins with: a file's name, or a number. */
static char *
align_lines (GtkWidget *widget, const char *text)
{
  g_autoptr (GString) aligned = g_string_new (text);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      g_string_prepend (aligned, RIGHT_TO_LEFT_MARK);
      g_string_replace (aligned, "\n", "\n" RIGHT_TO_LEFT_MARK, 0);
    }
  return g_string_free (g_steal_pointer (&aligned), FALSE);
}

static void
on_selected (AppLatencyPage *self)
{
  g_autofree char *text = app_latency_chart_describe_selected (self->chart);
  const char *row = app_latency_chart_get_selected_row (self->chart);
  char *end = text != NULL ? strchr (text, '\n') : NULL;
  g_autofree char *lines = NULL;
  gboolean known = row != NULL && app_latency_columns_find_row (self->columns, row) != NULL;

  gtk_revealer_set_reveal_child (self->details_revealer, text != NULL);
  if (text == NULL)
    return;
  if (end != NULL)
    *end = '\0';
  gtk_label_set_text (self->details_title, text);
  lines = align_lines (GTK_WIDGET (self), end != NULL ? end + 1 : "");
  gtk_label_set_text (self->details, lines);
  gtk_widget_set_sensitive (self->as_second, known);
  gtk_widget_set_sensitive (self->as_metre, known);
}

static void
on_close_details (AppLatencyPage *self)
{
  app_latency_chart_select (self->chart, LAB_LATENCY_NO_RUNG);
}

static void
on_zoom (GtkWidget *button, AppLatencyPage *self)
{
  if (button == self->zoom_all)
    app_latency_chart_show_all (self->chart);
  else
    app_latency_chart_zoom (self->chart, button == self->zoom_in ? 1 / ZOOM_STEP : ZOOM_STEP, 0);
}

void
app_latency_page_connect_chart (AppLatencyPage *self)
{
  g_signal_connect_object (self->chart, "selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->close_details, "clicked", G_CALLBACK (on_close_details), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->zoom_in, "clicked", G_CALLBACK (on_zoom), self, 0);
  g_signal_connect_object (self->zoom_out, "clicked", G_CALLBACK (on_zoom), self, 0);
  g_signal_connect_object (self->zoom_all, "clicked", G_CALLBACK (on_zoom), self, 0);
}

/* The focus does that only in a window that has it. The row comes into the upper third, for its details will cover the
 * lowest. */
void
app_latency_page_scroll_to_selected (AppLatencyPage *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *item = app_latency_chart_get_selected_item (self->chart);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (item, GTK_WIDGET (self->scroller), &bounds))
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + bounds.origin.y
                                       - gtk_adjustment_get_page_size (place) / 3);
}
