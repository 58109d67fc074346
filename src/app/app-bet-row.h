/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry for a bet on how long something takes. One that is none holds nobody up: it is marked, and not counted. */

/* To be called when its text has changed. */
void app_bet_row_check (GtkEditable *row);

/* In ns; 0: no bet. */
guint64 app_bet_row_get (GtkEditable *row);

G_END_DECLS
