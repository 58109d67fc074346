/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-page.h"

G_BEGIN_DECLS

#define APP_TYPE_EXPLORE_PAGE (app_explore_page_get_type ())

/* Pick a workload and a model, run it, and look at what happened. */
G_DECLARE_FINAL_TYPE (AppExplorePage, app_explore_page, APP, EXPLORE_PAGE, GtkWidget)

G_END_DECLS
