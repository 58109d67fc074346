/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-latency-page-private.h"
#include "app-list-item.h"
#include "lab-analogy.h"

/* In the order of the list; the row that somebody has chosen stands behind them. */
static const struct
{
  const char *name, *title;
  double rate; /* 0: it does not matter */
} analogies[] = {
  { "seconds", N_ ("an instruction took 1 second"), LAB_RATE_COMPARED },
  { "metres", N_ ("an instruction went 1 metre"), LAB_RATE_COMPARED },
  { "instructions", N_ ("it were counted in instructions"), LAB_RATE_COUNTED },
  { "light", N_ ("it went with the speed of light"), 0 },
};

static const char *
get_analogy_name (AppLatencyPage *self)
{
  guint n = gtk_drop_down_get_selected (self->analogy);

  return n < G_N_ELEMENTS (analogies) ? analogies[n].name : self->analogy_row;
}

static double
get_usual_rate (AppLatencyPage *self)
{
  guint n = gtk_drop_down_get_selected (self->analogy);

  return n < G_N_ELEMENTS (analogies) ? analogies[n].rate : 0;
}

/* An analogy by a row needs an edition that knows it; for the others any will do. */
static const LabEdition *
find_edition (AppLatencyPage *self, const char *name)
{
  const char *equals = strchr (name, '=');
  g_autofree char *row = equals != NULL ? g_strndup (name, (gsize) (equals - name)) : NULL;

  return app_latency_columns_find_row (self->columns, row != NULL ? row : "memory");
}

static void
update_analogy (AppLatencyPage *self)
{
  const char *name = get_analogy_name (self);
  g_autoptr (LabEdition) any = lab_edition_new_scott (LAB_SCOTT_YEAR_KNOWN);
  const LabEdition *edition = find_edition (self, name);
  double usual = get_usual_rate (self), rate = usual > 0 ? gtk_spin_button_get_value (self->rate) : 0;
  LabAnalogy *analogy = lab_analogy_new (name, rate, edition != NULL ? edition : any, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->rate), usual > 0);
  gtk_widget_set_sensitive (self->rate_label, usual > 0);
  if (analogy != NULL)
    app_latency_chart_set_analogy (self->chart, analogy, usual > 0 && rate != usual ? rate : LAB_RATE_COUNTED);
}

static void
on_rate_changed (AppLatencyPage *self)
{
  if (!self->updating)
    update_analogy (self);
}

static void
on_analogy_chosen (AppLatencyPage *self)
{
  if (self->updating)
    return;
  self->updating = TRUE;
  if (get_usual_rate (self) > 0)
    gtk_spin_button_set_value (self->rate, get_usual_rate (self));
  self->updating = FALSE;
  update_analogy (self);
}

static void
fill_analogies (AppLatencyPage *self, const char *last)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (analogies); i++)
    gtk_string_list_append (list, _ (analogies[i].title));
  if (last != NULL)
    gtk_string_list_append (list, last);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->analogy, G_LIST_MODEL (list));
  self->updating = FALSE;
}

/* "main-memory" becomes a second or a metre. */
static void
make_row_unit (AppLatencyPage *self, gboolean second)
{
  const char *row = app_latency_chart_get_selected_row (self->chart);
  const LabEdition *edition = row != NULL ? app_latency_columns_find_row (self->columns, row) : NULL;
  g_autofree char *title = NULL;

  if (edition == NULL)
    return;
  g_free (self->analogy_row);
  self->analogy_row = g_strconcat (row, second ? "=1s" : "=1m", NULL);
  title = g_strdup_printf (second ? _ ("“%s” took 1 second") : _ ("“%s” went 1 metre"),
                           lab_edition_find (edition, row)->title);
  fill_analogies (self, title);
  gtk_drop_down_set_selected (self->analogy, G_N_ELEMENTS (analogies));
  update_analogy (self);
}

static void
on_as_second (AppLatencyPage *self)
{
  make_row_unit (self, TRUE);
}

static void
on_as_metre (AppLatencyPage *self)
{
  make_row_unit (self, FALSE);
}

void
app_latency_page_connect_analogy (AppLatencyPage *self)
{
  fill_analogies (self, NULL);
  app_drop_down_set_name (self->analogy, _ ("Analogy"));
  g_signal_connect_object (self->analogy, "notify::selected", G_CALLBACK (on_analogy_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rate, "value-changed", G_CALLBACK (on_rate_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->as_second, "clicked", G_CALLBACK (on_as_second), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->as_metre, "clicked", G_CALLBACK (on_as_metre), self, G_CONNECT_SWAPPED);
  update_analogy (self);
}
