/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app-history-entry.h"

G_BEGIN_DECLS

/* For AppHistory: what is shown of the kept runs, a GListStore of AppHistoryEntry, the latest first. An entry that
 * stays is the same object, because somebody may have selected it. */

/* Makes it show all of the list, and nothing else; of LabHistoryEntry. */
void app_history_list_show (GListStore *entries, GPtrArray *list);

/* Shows what is said of one run. The entry is borrowed. */
AppHistoryEntry *app_history_list_put (GListStore *entries, const LabHistoryEntry *words);

void app_history_list_remove (GListStore *entries, const char *id);

G_END_DECLS
