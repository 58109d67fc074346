/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "index-fixture.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

#define MS G_GUINT64_CONSTANT (1000000)

/* A lane with a name and the pid of another process than ours. */
void chart_add_lane (Fixture *self, LabLaneKind kind, const char *name, gint32 pid);

/* Four workers and their main lane: waits of every kind, bars with and without room for labels, a stretch of spans
 * shorter than a pixel, a failure, and a task that is cancelled. */
Fixture *chart_fixture_story (void);

/* Three workers that compute in turns of 10 ms, each holding the GIL, thrice. */
Fixture *chart_fixture_gil (void);

/* `n` spans of random states and lengths on each of `n_lanes` lanes, some of no length. */
Fixture *chart_fixture_random (guint32 seed, guint n_lanes, guint n, guint64 longest);

LabTimeline *chart_make_timeline (Fixture *self);

/* Lays it out with a font whose letters are the same everywhere. Caller frees. */
LabScene *chart_layout (LabTimeline *timeline, const LabTimelineView *view);

G_END_DECLS
