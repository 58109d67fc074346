/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-param-row.h"

G_BEGIN_DECLS

/* The rows of all values of one kind, of a workload or a model, in a group of the form. A list is a GPtrArray of
 * AppParamRow, which the group owns. */

/* Adds a row for each value. When one of them has another text, `changed` is called with its owner, an object. */
void app_param_rows_add (GPtrArray *rows, AdwPreferencesGroup *group, const LabValues *values, GCallback changed,
                         gpointer owner);
void app_param_rows_remove (GPtrArray *rows, AdwPreferencesGroup *group);

/* From the values into the rows that they have, and back; the error is that of the first row that is wrong. */
void app_param_rows_set (GPtrArray *rows, const LabValues *values);
gboolean app_param_rows_apply (GPtrArray *rows, LabValues *values, GError **error);

/* The first one that is wrong; NULL: none. */
AppParamRow *app_param_rows_find_wrong (GPtrArray *rows);

G_END_DECLS
