/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-experiment.h"

G_BEGIN_DECLS

#define APP_TYPE_COMMAND_VIEW (app_command_view_get_type ())

/* The line that repeats an experiment in a terminal, to copy. */
G_DECLARE_FINAL_TYPE (AppCommandView, app_command_view, APP, COMMAND_VIEW, GtkWidget)

void app_command_view_set_experiment (AppCommandView *self, const LabExperiment *experiment); /* NULL: not known */

G_END_DECLS
