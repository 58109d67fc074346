/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_EVIDENCE (app_evidence_get_type ())

/* What the kept runs say of a piece of work: for each model how long its newest run took that came to a right end, the
 * fastest first; or that there is none yet. Follows AppHistory. */
G_DECLARE_FINAL_TYPE (AppEvidence, app_evidence, APP, EVIDENCE, AdwBin)

/* A set of the fingerprints of the experiments that count; borrowed. */
GtkWidget *app_evidence_new (GHashTable *fingerprints);

G_END_DECLS
