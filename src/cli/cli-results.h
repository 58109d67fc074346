/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* Prints what the tasks returned, a line each, in the order in which they were submitted. Those without a result are
 * left out. */
void cli_results_print (LabTrace *trace);

G_END_DECLS
