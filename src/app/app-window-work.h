/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-window.h"

G_BEGIN_DECLS

/* Reading and writing for a window, which may be closed before it is done: who does it holds a reference. */

/* The program does not end between the two, even where the window is closed. */
void app_window_work_begin (AppWindow *self);
void app_window_work_end (AppWindow *self);

/* What came of it: a sentence, or why it failed. In a window that was closed meanwhile there is nobody to be told. */
void app_window_tell_done (AppWindow *self, const char *sentence);
void app_window_tell (AppWindow *self, const char *heading, const char *reason);

G_END_DECLS
