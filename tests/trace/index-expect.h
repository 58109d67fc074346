/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "index-fixture.h"

G_BEGIN_DECLS

/* What the events say, by the plainest means: the yardstick of the index. Spans are arrays of LabSpan that the
 * caller owns. */

GArray *expect_worker (LabTrace *trace, guint lane);
GArray *expect_task (LabTrace *trace, guint32 task);

void expect_shares (GArray *spans, guint64 start, guint64 end, Shares shares);

/* Of spans that are not empty. */
guint64 expect_found (GArray *spans, guint64 time);

G_END_DECLS
