/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-hazard-sweep.h"

G_BEGIN_DECLS

/* Who holds each event loop and for how long in one go, as the events go by in the order of time. */
typedef struct _LabLoopTurns LabLoopTurns;

/* Fills `worst`, which has to outlive it, in. */
LabLoopTurns *lab_loop_turns_new (LabTrace *trace, LabBlockedLoop *worst);
void lab_loop_turns_free (LabLoopTurns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLoopTurns, lab_loop_turns_free)

/* The task runs on the lane, which need not be a loop's. */
void lab_loop_turns_run (LabLoopTurns *self, guint lane, guint32 task, guint64 now);

/* The task, which ran on the lane last, is in another state. */
void lab_loop_turns_leave (LabLoopTurns *self, guint lane, guint32 task, LabState state, guint64 now);

/* The task was ready since then and waited for its turn on the lane until now. */
void lab_loop_turns_judge_wait (LabLoopTurns *self, guint lane, guint32 task, guint64 since, guint64 now);

G_END_DECLS
