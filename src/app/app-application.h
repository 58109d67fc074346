/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_APPLICATION (app_application_get_type ())

/* The one instance of the app: its windows, its actions, and what the command line asks of it. */
G_DECLARE_FINAL_TYPE (AppApplication, app_application, APP, APPLICATION, AdwApplication)

AppApplication *app_application_new (void);

/* To its end; returns the exit status. */
int app_application_run (AppApplication *self, int argc, char **argv);

G_END_DECLS
