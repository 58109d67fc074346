/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-measure.h"

G_BEGIN_DECLS

/* Measures to the end, or until a signal comes, and shows on a terminal how far it is. `*signal_number` is that signal
 * or 0. NULL with an error where it could not be started or failed. */
LabMeasure *cli_measure (const LabMeasureOptions *options, int *signal_number, GError **error);

G_END_DECLS
