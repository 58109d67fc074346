/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-metrics.h"

G_BEGIN_DECLS

/* How many levels there are up to the last at which any time was spent. */
guint cli_levels_count (const LabConcurrency *concurrency);

/* In one line which share of the time how many were at once: "0: 12 %, 1: 30 %, 2–4: 58 %". NULL where it was
 * always the same number. Caller frees. */
char *cli_levels_describe (const LabConcurrency *concurrency);

G_END_DECLS
