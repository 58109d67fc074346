/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-form.h"
#include "app-page.h"

G_BEGIN_DECLS

#define APP_TYPE_RACE_PAGE (app_race_page_get_type ())

/* One workload under several models, one after the other, on one time axis. */
G_DECLARE_FINAL_TYPE (AppRacePage, app_race_page, APP, RACE_PAGE, GtkWidget)

/* Into the form, which is shown: it says what is wrong with the file. */
void app_race_page_open_workload (AppRacePage *self, GFile *file);

G_END_DECLS
