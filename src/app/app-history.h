/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-history-entry.h"

G_BEGIN_DECLS

#define APP_TYPE_HISTORY (app_history_get_type ())

/* The kept runs: a GListModel of AppHistoryEntry, the latest first, that follows the folder, also when another program
 * writes it. Files are read and written on another thread, one deed after the other; the list shows at once what they
 * will be.
 * Signals: "loaded" once, when the folder has been read; "failed" (const char *sentence, GtkWidget *asker) where
 * something could not be done: the asker is who wanted it, to be told, or NULL where it is gone or there was none.
 * Belongs to the window's thread. */
G_DECLARE_FINAL_TYPE (AppHistory, app_history, APP, HISTORY, GObject)

/* The one of the app; borrowed. The first call begins to read the folder. */
AppHistory *app_history_get_default (void);

/* Keeps a run as soon as it is settled, or now where it is; may be called for the same run again, and for one that
 * could not start or came out of a file, which are not kept. It holds the record until then,
 * and never the asker. */
void app_history_add (AppRecord *record, GtkWidget *asker);

/* "" or NULL: no title. */
void app_history_rename (AppHistory *self, AppHistoryEntry *entry, const char *title, GtkWidget *asker);

/* They can be restored until they are purged. `entries`: of AppHistoryEntry. */
void app_history_delete (AppHistory *self, GPtrArray *entries, GtkWidget *asker);
void app_history_restore (AppHistory *self, const char *const *ids, GtkWidget *asker);
void app_history_purge (AppHistory *self, const char *const *ids);

/* The trace of an entry. Caller unrefs. */
GFile *app_history_get_file (AppHistory *self, AppHistoryEntry *entry);

/* Whether it has read the folder once, and whether it reads or writes at the moment. */
gboolean app_history_is_loaded (AppHistory *self);
gboolean app_history_is_busy (AppHistory *self);

G_END_DECLS
