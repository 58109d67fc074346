/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-form.h"
#include "app-page.h"

G_BEGIN_DECLS

#define APP_TYPE_EXPLORE_PAGE (app_explore_page_get_type ())

/* Pick a workload and a model, run it, and look at what happened. */
G_DECLARE_FINAL_TYPE (AppExplorePage, app_explore_page, APP, EXPLORE_PAGE, GtkWidget)

/* Shows a run from elsewhere, and fills the form with what made it. One that goes on here goes on. */
void app_explore_page_show_record (AppExplorePage *self, AppRecord *record);

/* Fills the form with a preset and runs it. FALSE with a sentence where there is none of that name, or a run goes on.
 */
gboolean app_explore_page_run_preset (AppExplorePage *self, const char *id, GError **error);

/* Into the form, which is shown: it says what is wrong with the file. */
void app_explore_page_open_workload (AppExplorePage *self, GFile *file);

AppForm *app_explore_page_get_form (AppExplorePage *self);

G_END_DECLS
