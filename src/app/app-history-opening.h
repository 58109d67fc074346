/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-history.h"

G_BEGIN_DECLS

/* Opens several kept runs at once, each from its file unless it is still at hand. Finishing gives the AppRecords in the
 * order of the entries, less those that could not be opened; what was wrong with these is added to `problems`, a
 * sentence each. Belongs to the window's thread; never fails as a whole. */
void app_history_open_async (AppHistory *history, GPtrArray *entries, GAsyncReadyCallback callback, gpointer data);
GPtrArray *app_history_open_finish (GAsyncResult *result, GPtrArray *problems);

G_END_DECLS
