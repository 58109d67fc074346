/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-suite.h"

G_BEGIN_DECLS

/* What a sandbox does: calls that are refused, and what the probes say of it. */

/* Executes the rest of a test in a process of its own, for what is refused there cannot be allowed again. TRUE in that
 * process; FALSE in the test's, where the other one has passed. */
gboolean refused_calls_begin (void);

/* From here on these calls fail with that errno, also in all children. FALSE where the kernel has no filters: then the
 * test has nothing to say. */
gboolean refused_calls_add (const guint *calls, guint n, int error);

/* Runs these probes, or those of them that have the rows. Caller unrefs the LabReadings. */
GPtrArray *refused_calls_measure (const LabProbe *const *probes, const char *const *rows);

/* That each is "not available here", says why, and has no number. */
void refused_calls_assert_unavailable (const LabReading *reading, const char *why);

G_END_DECLS
