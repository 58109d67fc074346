/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lab-param.h"

G_BEGIN_DECLS

#define APP_TYPE_PARAM_ROW (app_param_row_get_type ())

/* One parameter: what it is called, a place to type or choose it, what is wrong with what was typed, and a way back to
 * the default once it has another value.
 * Signal "changed". Property "valid". */
G_DECLARE_FINAL_TYPE (AppParamRow, app_param_row, APP, PARAM_ROW, AdwPreferencesRow)

/* The spec is borrowed and has to outlive the row. `initial` is what it starts with and goes back to; NULL: the
 * spec's default. */
GtkWidget *app_param_row_new (const LabParamSpec *spec, const char *initial);

/* A row for each of the values, which are what they go back to; of AppParamRow, not referenced yet. */
GPtrArray *app_param_row_new_list (const LabValues *values);

const char *app_param_row_get_id (AppParamRow *self);
const char *app_param_row_get_text (AppParamRow *self); /* borrowed */
void app_param_row_set_text (AppParamRow *self, const char *text);
gboolean app_param_row_is_valid (AppParamRow *self);

/* Sets the value among `values`; FALSE with the error that the row shows. */
gboolean app_param_row_apply (AppParamRow *self, LabValues *values, GError **error);

G_END_DECLS
