/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-probe.h"

G_BEGIN_DECLS

/* What measures this engine itself: rows of the latency scale beside those that lab_probes_get() lists. In the files of
 * probes/. NULL-terminated. */
const LabProbe *const *lab_engine_probes_get (void);

G_END_DECLS
