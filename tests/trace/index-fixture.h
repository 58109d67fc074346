/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index.h"
#include "lab-recorder.h"

G_BEGIN_DECLS

typedef guint64 Shares[LAB_N_TIMED_STATES];

/* A trace whose times are chosen, not measured: as a recorder writes it, but for the clock. */
typedef struct
{
  LabSegment *segment;
  LabTrace *trace;
  GPtrArray *lanes; /* of LabRecorder */
} Fixture;

Fixture *fixture_new (void);
void fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

void fixture_add_lane (Fixture *self, LabLaneKind kind);

/* On a lane, counted in the order of fixture_add_lane(). */
void fixture_write (Fixture *self, guint lane, LabEvent event);
void fixture_add (Fixture *self, guint lane, guint64 time, guint32 task, LabState state);

/* A new index of what has been written, and one that takes in what was written since. */
LabIndex *fixture_make_index (Fixture *self, LabView view);
void fixture_update (Fixture *self, LabIndex *index);

void fixture_assert_shares (const Shares shares, const Shares expected);

G_END_DECLS
