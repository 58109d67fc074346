/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-preset.h"

G_BEGIN_DECLS

#define APP_TYPE_CATALOGUE (app_catalogue_get_type ())

/* The workloads and presets that there are: read once, on a thread, for all windows. Signal "loaded", once. */
G_DECLARE_FINAL_TYPE (AppCatalogue, app_catalogue, APP, CATALOGUE, GObject)

/* The one there is, borrowed; begins to read when it is first asked for. */
AppCatalogue *app_catalogue_get (void);

gboolean app_catalogue_is_loaded (AppCatalogue *self);

/* Of LabWorkload, of LabPreset, and of char: what is wrong with files that were left out. Empty until they are loaded;
 * they and what is in them stay to the end of the program. */
GPtrArray *app_catalogue_get_workloads (AppCatalogue *self);
GPtrArray *app_catalogue_get_presets (AppCatalogue *self);
GPtrArray *app_catalogue_get_problems (AppCatalogue *self);

LabWorkload *app_catalogue_find_workload (AppCatalogue *self, const char *id);   /* NULL: there is none */
const LabPreset *app_catalogue_find_preset (AppCatalogue *self, const char *id); /* NULL: there is none */

/* The preset that is just this experiment, whatever this person has set for all of them; NULL: there is none. */
const LabPreset *app_catalogue_recognise (AppCatalogue *self, const LabExperiment *experiment);

/* How a workload is shown: the name of an icon. */
const char *app_workload_get_icon_name (LabWorkload *workload);

G_END_DECLS
