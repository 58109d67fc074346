/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_HELP (app_help_get_type ())

/* A window that shows the guide. Its links go to other pages, "Show Me" activates app.preset or app.race-workload. */
G_DECLARE_FINAL_TYPE (AppHelp, app_help, APP, HELP, AdwWindow)

/* The one window there is, at a page of the guide ("index.md"). */
void app_help_show (GtkApplication *application, const char *page);

/* Whether the page is all there. */
gboolean app_help_is_loading (AppHelp *self);
const char *app_help_get_page (AppHelp *self);

G_END_DECLS
