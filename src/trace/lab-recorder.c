/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lab-recorder.h"

/* A lane that goes on recording takes up to this many pages at once: backing 64 pages by one call takes three
 * quarters of the time of 64 page faults (1.2 and 1.6 us a page; more pages at once gain nothing). A lane's first
 * chunk is a single page, because a run may have 10,000 lanes. */
#define RUN_LENGTH_MAX 64

#define RECORD_SIZE(length) (sizeof (LabTextRecord) + (((gsize) (length) + 7) & ~(gsize) 7))
#define PIECE_MAX (LAB_CHUNK_ROOM - sizeof (LabTextRecord))

static LabRecorder *
recorder_alloc (LabSegment *segment)
{
  LabRecorder *self = g_new0 (LabRecorder, 1);

  self->segment = lab_segment_ref (segment);
  self->origin = lab_segment_get_header (segment)->origin;
  self->run_length = 1;
  return self;
}

LabRecorder *
lab_recorder_new (LabSegment *segment, LabLaneKind kind, const char *name)
{
  LabRecorder *self = recorder_alloc (segment);
  const char *end;

  self->lane.lane = __atomic_fetch_add (&lab_segment_get_header (segment)->n_lanes, 1, __ATOMIC_RELAXED);
  self->lane.lane_kind = kind;
  self->lane.pid = getpid ();
  self->lane.tid = (gint32) syscall (SYS_gettid);
  g_strlcpy (self->lane.name, name, sizeof (self->lane.name));
  if (!g_utf8_validate (self->lane.name, -1, &end))
    self->lane.name[end - self->lane.name] = '\0';
  return self;
}

LabRecorder *
lab_recorder_adopt (LabSegment *segment, const LabChunkHeader *lane)
{
  LabRecorder *self = recorder_alloc (segment);

  self->lane = *lane;
  self->lane.used = 0; /* it may be a chunk in use */
  return self;
}

void
lab_recorder_free (LabRecorder *self)
{
  lab_segment_unref (self->segment);
  g_free (self);
}

static gboolean
recorder_claim (LabRecorder *self, guint n, gboolean last_words)
{
  self->reserve = lab_segment_claim (self->segment, n, last_words);
  self->reserve_left = self->reserve == NULL ? 0 : n;
  return self->reserve != NULL;
}

/* Near the cap a lane takes single pages, and so does what may use the pages kept back: they are few. */
static gboolean
recorder_refill (LabRecorder *self, gboolean last_words)
{
  if (recorder_claim (self, self->run_length, FALSE))
    {
      self->run_length = MIN (self->run_length * 2, RUN_LENGTH_MAX);
      return TRUE;
    }
  self->run_length = 1;
  return recorder_claim (self, 1, last_words);
}

static LabChunkHeader *
recorder_take_page (LabRecorder *self, LabChunkKind kind, gboolean last_words)
{
  LabChunkHeader *chunk;

  if (self->reserve_left == 0 && !recorder_refill (self, last_words))
    return NULL;
  chunk = (LabChunkHeader *) self->reserve;
  self->reserve += LAB_PAGE_SIZE;
  self->reserve_left--;

  /* All but `used`, which is 0 on a fresh page, and the kind, at which readers look to see whether there is a chunk. */
  memcpy (&chunk->lane, &self->lane.lane, sizeof (*chunk) - offsetof (LabChunkHeader, lane));
  __atomic_store_n (&chunk->kind, kind, __ATOMIC_RELEASE);
  return chunk;
}

LabEvent *
lab_recorder_next_chunk (LabRecorder *self)
{
  LabChunkHeader *chunk = recorder_take_page (self, LAB_CHUNK_EVENTS, FALSE);

  if (chunk == NULL)
    {
      __atomic_fetch_add (&lab_segment_get_header (self->segment)->dropped, 1, __ATOMIC_RELAXED);
      return NULL;
    }
  self->chunk = chunk;
  self->next = (LabEvent *) (chunk + 1);
  self->end = self->next + LAB_CHUNK_EVENTS_MAX;
  return self->next;
}

static gboolean
recorder_add_piece (LabRecorder *self, const LabTextRecord *record, const char *text)
{
  LabTextRecord *place;
  guint32 used;

  if (self->texts == NULL || self->texts->used + RECORD_SIZE (record->length) > LAB_CHUNK_ROOM)
    {
      LabChunkHeader *chunk = recorder_take_page (self, LAB_CHUNK_TEXTS,
                                                  (record->kind & ~LAB_TEXT_CONTINUES) == LAB_TEXT_META);

      if (chunk == NULL)
        return FALSE;
      self->texts = chunk;
    }
  used = self->texts->used;
  place = (LabTextRecord *) ((guint8 *) (self->texts + 1) + used);
  *place = *record;
  memcpy (place + 1, text, record->length);
  __atomic_store_n (&self->texts->used, used + (guint32) RECORD_SIZE (record->length), __ATOMIC_RELEASE);
  return TRUE;
}

void
lab_recorder_add_text (LabRecorder *self, LabTextKind kind, guint32 task, const char *text, gsize length)
{
  LabTextRecord record = { .time = lab_clock_now () - self->origin, .task = task };

  do
    {
      gsize piece = MIN (length, PIECE_MAX);

      record.kind = (guint16) (kind | (piece < length ? LAB_TEXT_CONTINUES : 0));
      record.length = (guint16) piece;
      if (!recorder_add_piece (self, &record, text))
        {
          __atomic_fetch_add (&lab_segment_get_header (self->segment)->dropped_texts, 1, __ATOMIC_RELAXED);
          return;
        }
      text += piece;
      length -= piece;
    }
  while (length > 0);
}

void
lab_recorder_add_meta (LabRecorder *self, const char *key, const char *value)
{
  g_autofree char *text = g_strconcat (key, "\n", value, NULL);

  lab_recorder_add_text (self, LAB_TEXT_META, LAB_NO_TASK, text, strlen (text));
}
