/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-bet-row.h"
#include "lab-quantity.h"

static gboolean
parse (GtkEditable *row, guint64 *bet)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  *bet = 0;
  return *text == '\0' || lab_parse_duration (text, bet, NULL);
}

void
app_bet_row_check (GtkEditable *row)
{
  guint64 bet;
  gboolean valid = parse (row, &bet);

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), valid ? NULL : _ ("A bet is a duration, such as 300 ms or 1.5 s."));
}

guint64
app_bet_row_get (GtkEditable *row)
{
  guint64 bet;

  return parse (row, &bet) ? bet : 0;
}
