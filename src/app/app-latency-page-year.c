/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-latency-page-private.h"

void
app_latency_page_update_year (AppLatencyPage *self)
{
  int year = app_latency_columns_get_year (self->columns);

  gtk_revealer_set_reveal_child (self->year_revealer, app_latency_columns_shows_scott (self->columns));
  gtk_label_set_text (self->year_note, year > LAB_SCOTT_YEAR_KNOWN
                                         ? _ ("Extrapolated: the model had no data after 2012.")
                                         : _ ("As Colin Scott’s model has it, from data up to 2012."));
}

static void
on_year_changed (AppLatencyPage *self)
{
  app_latency_columns_set_year (self->columns, (int) gtk_adjustment_get_value (self->year_adjustment));
}

void
app_latency_page_connect_year (AppLatencyPage *self)
{
  /* Not more of them with words: in large text they would be wider than a phone. */
  static const struct
  {
    int year;
    gboolean has_words;
  } marks[] = { { 1990, TRUE },
                { 1995, FALSE },
                { 2000, TRUE },
                { 2005, FALSE },
                { LAB_SCOTT_YEAR_KNOWN, TRUE },
                { 2020, FALSE },
                { LAB_SCOTT_YEAR_MAX, TRUE } };

  gtk_adjustment_set_lower (self->year_adjustment, LAB_SCOTT_YEAR_MIN);
  gtk_adjustment_set_upper (self->year_adjustment, LAB_SCOTT_YEAR_MAX);
  gtk_adjustment_set_value (self->year_adjustment, app_latency_columns_get_year (self->columns));
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *words = marks[i].has_words ? g_strdup_printf ("%d", marks[i].year) : NULL;

      gtk_scale_add_mark (self->year, marks[i].year, GTK_POS_BOTTOM, words);
    }
  g_signal_connect_object (self->year_adjustment, "value-changed", G_CALLBACK (on_year_changed), self,
                           G_CONNECT_SWAPPED);
}
