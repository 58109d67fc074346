/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-page.h"

G_BEGIN_DECLS

#define APP_TYPE_HISTORY_PAGE (app_history_page_get_type ())

/* The runs of this session and those that were kept. */
G_DECLARE_FINAL_TYPE (AppHistoryPage, app_history_page, APP, HISTORY_PAGE, GtkWidget)

G_END_DECLS
