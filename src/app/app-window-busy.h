/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-window.h"

G_BEGIN_DECLS

/* What a window does about runs that go on: the session is not ended under one that takes long, and closing the window
 * stops them first. Belongs to the window. */
void app_window_busy_init (AppWindow *self);

/* A page of it, whose runs these may be. */
void app_window_busy_watch (AppWindow *self, AppPage *page);

/* For the window's close request. TRUE where it has to stay until its runs have been stopped: it is hidden, and closes
 * itself then. */
gboolean app_window_busy_close (AppWindow *self);

/* Whether it is hidden and only waits for that. */
gboolean app_window_busy_is_closing (AppWindow *self);

/* Whether the session is kept from ending, because of a run of this window. */
gboolean app_window_busy_is_inhibiting (AppWindow *self);

G_END_DECLS
