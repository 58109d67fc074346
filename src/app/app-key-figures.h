/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-result.h"

G_BEGIN_DECLS

#define APP_TYPE_KEY_FIGURES (app_key_figures_get_type ())

/* Five numbers of a run, each on a card of its own: how long, how much at once, on how many processors, what was waited
 * for most, and what it cost. */
G_DECLARE_FINAL_TYPE (AppKeyFigures, app_key_figures, APP, KEY_FIGURES, GtkWidget)

/* NULL: not known yet. */
void app_key_figures_set_result (AppKeyFigures *self, const LabResult *result);

G_END_DECLS
