/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-clock.h"
#include "lab-segment.h"

G_BEGIN_DECLS

/* Writes one lane. Only its owner, one thread at a time, calls it; it takes no lock, allocates nothing
 * and never waits. What finds no room is counted in the segment's header. */
typedef struct _LabRecorder LabRecorder;

struct _LabRecorder
{
  LabEvent *next; /* where the next event goes */
  LabEvent *end;  /* behind the last event of the chunk */
  LabChunkHeader *chunk;
  guint64 origin;
  LabSegment *segment;
  LabChunkHeader *texts;
  guint8 *reserve; /* pages claimed in a row and not used yet */
  guint reserve_left;
  guint run_length;    /* pages to claim next time: a busy lane takes more at once */
  LabChunkHeader lane; /* what every chunk of this lane says */
};

/* A new lane. The name is cut to what a chunk header holds. */
LabRecorder *lab_recorder_new (LabSegment *segment, LabLaneKind kind, const char *name);

/* Goes on with the lane of a writer that is gone (a process that died). */
LabRecorder *lab_recorder_adopt (LabSegment *segment, const LabChunkHeader *lane);

void lab_recorder_free (LabRecorder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabRecorder, lab_recorder_free)

/* Makes room for an event; NULL when it was dropped and counted. */
LabEvent *lab_recorder_next_chunk (LabRecorder *self);

/* Of any layer. `time` is one that lab_clock_now() has read or will read; no earlier than the lane's last. */
static inline void
lab_recorder_add_event (LabRecorder *self, guint64 time, guint32 task, LabLayer layer, guint8 state, guint16 detail)
{
  LabEvent *event = self->next;

  if (G_UNLIKELY (event == self->end))
    {
      event = lab_recorder_next_chunk (self);
      if (event == NULL)
        return;
    }
  event->time = time - self->origin;
  event->task = task;
  event->layer = (guint8) layer;
  event->state = state;
  event->detail = detail;
  self->next = event + 1;
  /* Published with release: a reader that sees the new count sees the event. */
  __atomic_store_n (&self->chunk->used, (guint32) ((guint8 *) self->next - (guint8 *) (self->chunk + 1)),
                    __ATOMIC_RELEASE);
}

static inline void
lab_recorder_add_at (LabRecorder *self, guint64 time, guint32 task, LabState state, guint16 detail)
{
  lab_recorder_add_event (self, time, task, LAB_LAYER_TASK, (guint8) state, detail);
}

static inline void
lab_recorder_add (LabRecorder *self, guint32 task, LabState state, guint16 detail)
{
  lab_recorder_add_at (self, lab_clock_now (), task, state, detail);
}

static inline void
lab_recorder_add_deed_at (LabRecorder *self, guint64 time, guint32 task, LabDeed deed, guint16 object)
{
  lab_recorder_add_event (self, time, task, LAB_LAYER_OBJECT, (guint8) deed, object);
}

/* Any length; a text longer than a chunk is stored in parts. */
void lab_recorder_add_text (LabRecorder *self, LabTextKind kind, guint32 task, const char *text, gsize length);

/* A LAB_TEXT_META: one of "experiment", "host", "objects", "outcome". */
void lab_recorder_add_meta (LabRecorder *self, const char *key, const char *value);

G_END_DECLS
