/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"

G_BEGIN_DECLS

/* One piece of work under every model, as the guide names it: "primes", or with values "primes numbers=2,3,5". Needs
 * nothing of GTK, and any thread may use it. */

/* Of LabExperiment, in the order of the models. The error says what is wrong with the name. Caller unrefs. */
GPtrArray *app_racers_new (const char *work, GError **error);

/* What they do: the workload's title and the values that were named. Caller frees. */
char *app_racers_describe (GPtrArray *racers);

/* A set of their fingerprints. Caller unrefs. */
GHashTable *app_racers_get_fingerprints (GPtrArray *racers);

G_END_DECLS
