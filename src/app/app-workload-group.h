/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-workload.h"

G_BEGIN_DECLS

#define APP_TYPE_WORKLOAD_GROUP (app_workload_group_get_type ())

/* The part of a form that asks for a workload, one of the catalogue or out of a file, and for its values.
 * Signals: "chosen" (LabWorkload *) when a person has chosen or opened one: it is its owner who shows it; "changed"
 * when a value is another one. */
G_DECLARE_FINAL_TYPE (AppWorkloadGroup, app_workload_group, APP, WORKLOAD_GROUP, GtkBox)

/* Shows it with its defaults. Where the list has the same one, it is that which is shown. */
void app_workload_group_set (AppWorkloadGroup *self, LabWorkload *workload);
LabWorkload *app_workload_group_get (AppWorkloadGroup *self); /* NULL: none yet; borrowed */

/* Of AppParamRow: its values. Borrowed; others when another workload is set. */
GPtrArray *app_workload_group_get_rows (AppWorkloadGroup *self);

/* As if a person had chosen it; what is wrong with the file is said below the list. */
void app_workload_group_open (AppWorkloadGroup *self, GFile *file);

G_END_DECLS
