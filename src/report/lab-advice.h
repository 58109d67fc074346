/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-standings.h"

G_BEGIN_DECLS

/* Which model to use for work like this, in a sentence or two: from how the models of a race did, not from what the
 * workload says of itself. NULL where the runs do not tell. Caller frees. */
char *lab_standings_advise (GPtrArray *entries);

G_END_DECLS
