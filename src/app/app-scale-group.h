/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_SCALE_GROUP (app_scale_group_get_type ())

/* The part of a form that says so when waits do not take as long as they say, and takes it back. It follows the
 * setting; where that is as usual it is not seen. */
G_DECLARE_FINAL_TYPE (AppScaleGroup, app_scale_group, APP, SCALE_GROUP, AdwPreferencesGroup)

G_END_DECLS
