/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-hazard.h"
#include "lab-objects.h"
#include "lab-recorder.h"

G_BEGIN_DECLS

/* A trace made by hand. Every task has a lane and a clock of its own; those of a loop share lane and clock. */

#define FIXTURE_TASKS 20

#define US G_GUINT64_CONSTANT (1000)
#define MS G_GUINT64_CONSTANT (1000000)

typedef struct
{
  LabSegment *segment;
  LabTrace *trace;
  LabRecorder *main;
  LabRecorder *lanes[FIXTURE_TASKS]; /* by task, made when first used */
  LabRecorder *loop;                 /* made when first used */
  LabRecorder *ready;
  guint64 clocks[FIXTURE_TASKS]; /* by task, ns */
  guint64 loop_clock;
  GRand *noise; /* NULL: as planned */
} Fixture;

void fixture_init (Fixture *self, GRand *noise);
void fixture_clear (Fixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* The task is in the state for so long; of an object where the state has one. */
void fixture_be (Fixture *self, guint32 task, LabState state, guint64 duration);
void fixture_wait_for (Fixture *self, guint32 task, LabState state, guint16 object, guint64 duration);
void fixture_end (Fixture *self, guint32 task, LabState end);

/* At the task's time. */
void fixture_do (Fixture *self, guint32 task, LabDeed deed, guint16 object);

/* Its time goes on to that of another task. */
void fixture_follow (Fixture *self, guint32 task, guint32 other);

/* The same on the loop's lane; a task becomes ready on another lane, at a time that lies before the loop's. */
void fixture_loop_be (Fixture *self, guint32 task, LabState state, guint64 duration);
void fixture_loop_end (Fixture *self, guint32 task);
void fixture_loop_ready (Fixture *self, guint32 task, guint64 time);

/* "objects" of these kinds, "G" a GIL and "L" a lock; and any record. */
void fixture_name_objects (Fixture *self, const char *kinds);
void fixture_record (Fixture *self, const char *key, const char *json);

/* The ids of what is found, with blanks between; caller frees. The sentences in *sentences where that is not NULL. */
char *fixture_find (Fixture *self, const LabExperiment *experiment, LabOutcomeKind outcome, char **sentences);

G_END_DECLS
