/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-preset.h"

G_BEGIN_DECLS

#define APP_TYPE_PRESET_GROUP (app_preset_group_get_type ())

/* The part of a form that offers the presets of the catalogue, and says what there is to look at in the chosen one.
 * Signal "chosen" (const char *id) when a person has chosen: it is its owner who shows that one. */
G_DECLARE_FINAL_TYPE (AppPresetGroup, app_preset_group, APP, PRESET_GROUP, GtkBox)

/* What is shown as chosen, one of the catalogue's; NULL: none. Does not emit "chosen". */
void app_preset_group_set (AppPresetGroup *self, const LabPreset *preset);
const LabPreset *app_preset_group_get (AppPresetGroup *self);

G_END_DECLS
