/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app-export.h"

G_BEGIN_DECLS

#define APP_TYPE_EXPORT_DIALOG (app_export_dialog_get_type ())

/* Asks how the picture of a chart is to be.
 * Signal "export" with a pointer to the AppExportForm, when the person has decided; it closes itself. */
G_DECLARE_FINAL_TYPE (AppExportDialog, app_export_dialog, APP, EXPORT_DIALOG, AdwWindow)

AppExportDialog *app_export_dialog_new (GtkWindow *parent, AppChart *chart);

AppExportForm app_export_dialog_get_form (AppExportDialog *self);

G_END_DECLS
