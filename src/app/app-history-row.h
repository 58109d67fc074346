/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-history-entry.h"

G_BEGIN_DECLS

#define APP_TYPE_HISTORY_ROW (app_history_row_get_type ())

/* A kept run in the list of the History page. Its menu renames it in place, and says "open-run" and "delete-run" with
 * the entry.
 * Property "selecting": whether it shows a mark for being selected, instead of its menu; a click then says
 * "toggle-run". */
G_DECLARE_FINAL_TYPE (AppHistoryRow, app_history_row, APP, HISTORY_ROW, GtkWidget)

GtkWidget *app_history_row_new (void);

void app_history_row_set_entry (AppHistoryRow *self, AppHistoryEntry *entry); /* NULL: none */
AppHistoryEntry *app_history_row_get_entry (AppHistoryRow *self);

void app_history_row_set_selecting (AppHistoryRow *self, gboolean selecting);
void app_history_row_set_selected (AppHistoryRow *self, gboolean selected);

void app_history_row_show_menu (AppHistoryRow *self);
void app_history_row_rename (AppHistoryRow *self);

G_END_DECLS
