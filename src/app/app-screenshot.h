/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-screenshot-options.h"
#include "app-window.h"

G_BEGIN_DECLS

/* Opens a window, shows in it what it is told, waits until that is still, writes the picture, and ends the
 * application. */
typedef struct _AppScreenshot AppScreenshot;

/* Takes the options over. */
AppScreenshot *app_screenshot_new (AppScreenshotOptions *options);
void app_screenshot_free (AppScreenshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppScreenshot, app_screenshot_free)

/* What it exits with where it was called in a wrong way, as interleave-cli does. */
#define APP_SCREENSHOT_USAGE 2

/* Before it is started: more files to show. FALSE where they cannot be; that has been said on stderr. */
gboolean app_screenshot_add_files (AppScreenshot *self, GFile **files, int n_files);

/* Once, when the application is activated. */
void app_screenshot_start (AppScreenshot *self, GtkApplication *application);

/* For the shell; what went wrong has been said on stderr. */
int app_screenshot_get_status (const AppScreenshot *self);

G_END_DECLS
