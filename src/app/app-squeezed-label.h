/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_SQUEEZED_LABEL (app_squeezed_label_get_type ())

/* What stands on a button of the header bar: an icon and a word, or, where there is no room for both, the icon. The
 * button itself is to have the word as its name. */
G_DECLARE_FINAL_TYPE (AppSqueezedLabel, app_squeezed_label, APP, SQUEEZED_LABEL, AdwBin)

GtkWidget *app_squeezed_label_new (void);
void app_squeezed_label_set (AppSqueezedLabel *self, const char *icon_name, const char *text);

G_END_DECLS
