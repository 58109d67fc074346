/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-experiment.h"

G_BEGIN_DECLS

/* Asks before other machines are contacted. Finds out on a thread which those would be, shows them, and asks the
 * person, unless the setting "confirm-network" says not to. Where there are none nothing is asked.
 * The answer is a copy of the experiment that may contact them, and may be run; NULL where the person said no (without
 * an error). */
void app_network_ask_async (GtkWidget *parent, const LabExperiment *experiment, GAsyncReadyCallback callback,
                            gpointer data);
LabExperiment *app_network_ask_finish (GAsyncResult *result);

G_END_DECLS
