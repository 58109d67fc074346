/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-history.h"

G_BEGIN_DECLS

/* What stands beside a kept trace:
 * {"schema": 1, "title": "…" or null, "workload": "…", "model": "threads", "time": 1764250000000000,
 *  "makespan_ns": n, "n_tasks": n, "outcome": "done", "answer_ok": true/false, "experiment": "fingerprint" or null} */
char *lab_history_entry_to_json (const LabHistoryEntry *self);

/* LAB_ERROR_INVALID, which names the source. */
LabHistoryEntry *lab_history_entry_new_from_json (const char *json, gssize length, const char *source, GError **error);

#define LAB_HISTORY_ENTRY_SIZE_MAX (64 * 1024)

G_END_DECLS
