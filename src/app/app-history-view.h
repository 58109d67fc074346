/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-history.h"

G_BEGIN_DECLS

#define APP_TYPE_HISTORY_VIEW (app_history_view_get_type ())

/* The list of the kept runs, to search, to open, to rename, and to select several of.
 * Signals: "open-run" and "delete-run" (AppHistoryEntry) when a person wants that; "changed" when others are found or
 * selected.
 * Property "selecting": whether a click selects a run instead of opening it. With it the selection begins anew. */
G_DECLARE_FINAL_TYPE (AppHistoryView, app_history_view, APP, HISTORY_VIEW, GtkWidget)

/* Once; until then it is empty. */
void app_history_view_set_history (AppHistoryView *self, AppHistory *history);

/* Only runs that have every one of these words are found. */
void app_history_view_set_search (AppHistoryView *self, const char *words);
guint app_history_view_get_n_found (AppHistoryView *self);

void app_history_view_set_selecting (AppHistoryView *self, gboolean selecting);

/* Of AppHistoryEntry; may be empty. Caller unrefs. */
GPtrArray *app_history_view_get_selected (AppHistoryView *self);

G_END_DECLS
