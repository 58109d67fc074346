/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "index-fixture.h"

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->segment = lab_segment_new (16 << 20, NULL);
  g_assert_nonnull (self->segment);
  self->trace = lab_trace_new (self->segment);
  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_recorder_free);
  return self;
}

void
fixture_free (Fixture *self)
{
  g_ptr_array_unref (self->lanes);
  lab_trace_free (self->trace);
  lab_segment_unref (self->segment);
  g_free (self);
}

void
fixture_add_lane (Fixture *self, LabLaneKind kind)
{
  g_ptr_array_add (self->lanes, lab_recorder_new (self->segment, kind, "lane"));
}

void
fixture_write (Fixture *self, guint lane, LabEvent event)
{
  LabRecorder *recorder = g_ptr_array_index (self->lanes, lane);

  if (recorder->next == recorder->end)
    g_assert_nonnull (lab_recorder_next_chunk (recorder));
  *recorder->next++ = event;
  recorder->chunk->used += sizeof (LabEvent);
}

void
fixture_add (Fixture *self, guint lane, guint64 time, guint32 task, LabState state)
{
  fixture_write (self, lane,
                 (LabEvent){ .time = time, .task = task, .layer = LAB_LAYER_TASK, .state = (guint8) state });
}

LabIndex *
fixture_make_index (Fixture *self, LabView view)
{
  LabIndex *index = lab_index_new (self->trace, view);
  g_autoptr (GError) error = NULL;

  lab_trace_update (self->trace, &error);
  g_assert_no_error (error);
  lab_index_update (index);
  return index;
}

void
fixture_update (Fixture *self, LabIndex *index)
{
  g_assert_true (lab_trace_update (self->trace, NULL));
  lab_index_update (index);
}

void
fixture_assert_shares (const Shares shares, const Shares expected)
{
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    g_assert_cmpuint (shares[state], ==, expected[state]);
}
