/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-utils.h"

G_BEGIN_DECLS

/* What a trace tells of its GILs, all of them together. */
typedef struct
{
  guint n_takes;
  guint n_requests;
  guint n_forced; /* releases by tasks that wanted to go on */
  guint n_running_at_once;
} GilCounts;

/* What holds for every trace of a run under GILs: only one lane has a lock at a time; a task runs only while its lane
 * has one; nobody asks before it has waited for an interval in which the lock did not change hands; nobody is made to
 * release a lock without having been asked, nor before a quantum has gone by, and then another one gets it. The times
 * it compares are bounds that the clock guarantees, however slow the machine. */
GilCounts test_check_gils (LabTrace *trace, guint64 interval, guint64 quantum);

G_END_DECLS
