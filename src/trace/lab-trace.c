/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-trace-private.h"

static void
lane_free (gpointer data)
{
  LabTraceLane *lane = data;

  g_array_unref (lane->events);
  g_array_unref (lane->texts);
  if (lane->partial != NULL)
    g_string_free (lane->partial, TRUE);
  g_free (lane);
}

LabTrace *
lab_trace_alloc (const char *source)
{
  LabTrace *self = g_new0 (LabTrace, 1);

  self->source = g_strdup (source);
  self->pending = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  self->lanes_by_id = g_hash_table_new (NULL, NULL);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (LAB_PAGE_SIZE);
  self->meta = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
lab_trace_set_memory (LabTrace *self, const LabSegmentHeader *header, guint64 n_pages)
{
  self->header = header;
  self->pages = (const guint8 *) (header + 1);
  self->n_pages = n_pages;
}

LabTrace *
lab_trace_new (LabSegment *segment)
{
  LabTrace *self = lab_trace_alloc (_ ("the trace"));

  self->segment = lab_segment_ref (segment);
  lab_trace_set_memory (self, lab_segment_get_header (segment), lab_segment_get_n_pages (segment));
  return self;
}

LabTrace *
lab_trace_new_reader (LabTrace *trace)
{
  LabTrace *self;

  g_return_val_if_fail (trace != NULL, NULL);

  self = lab_trace_alloc (trace->source);
  if (trace->segment != NULL)
    self->segment = lab_segment_ref (trace->segment);
  if (trace->file != NULL)
    self->file = g_bytes_ref (trace->file);
  lab_trace_set_memory (self, trace->header, trace->n_pages);
  return self;
}

void
lab_trace_free (LabTrace *self)
{
  g_clear_pointer (&self->segment, lab_segment_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_array_unref (self->pending);
  g_hash_table_unref (self->lanes_by_id);
  g_ptr_array_unref (self->lanes);
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->meta);
  g_clear_error (&self->failure);
  g_string_chunk_free (self->strings);
  g_free (self->source);
  g_free (self);
}

gboolean
lab_trace_fail (const LabTrace *self, const void *place, GError **error, const char *format, ...)
{
  guint64 byte = (guint64) ((const guint8 *) place - self->pages);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: chunk %" PRIu64 " (byte %" PRIu64 "): %s"), self->source,
               byte / LAB_PAGE_SIZE, byte + LAB_PAGE_SIZE, message);
  return FALSE;
}

static gboolean
check_event (LabTrace *self, const LabTraceLane *lane, const LabEvent *event, GError **error)
{
  if (event->layer >= LAB_N_LAYERS)
    return lab_trace_fail (self, event, error, _ ("layer %u does not exist"), event->layer);
  if (event->layer == LAB_LAYER_OBJECT && (event->state >= LAB_N_DEEDS || event->state == LAB_DEED_NONE))
    return lab_trace_fail (self, event, error, _ ("deed %u does not exist"), event->state);
  if (event->layer != LAB_LAYER_OBJECT && (event->state >= LAB_N_STATES || event->state == LAB_STATE_IDLE))
    return lab_trace_fail (self, event, error, _ ("state %u does not exist"), event->state);
  if (event->time < lane->last_time)
    return lab_trace_fail (self, event, error, _ ("time goes backwards"));
  if (event->time > G_MAXINT64)
    return lab_trace_fail (self, event, error, _ ("time lies too far ahead"));
  if (event->task >= LAB_TASKS_MAX)
    return lab_trace_fail (self, event, error, _ ("task %u of at most %u"), event->task, LAB_TASKS_MAX);
  return TRUE;
}

static gboolean
check_chunk_events (LabTrace *self, LabTraceLane *lane, LabTraceChunk *chunk, GError **error)
{
  guint32 used = __atomic_load_n (&chunk->header->used, __ATOMIC_ACQUIRE);

  if (used > LAB_CHUNK_ROOM || used % sizeof (LabEvent) != 0 || used < chunk->seen)
    return lab_trace_fail (self, chunk->header, error, _ ("%u bytes in use, of %u"), used, (guint) LAB_CHUNK_ROOM);
  for (; chunk->seen < used; chunk->seen += sizeof (LabEvent))
    {
      const LabEvent *event = (const LabEvent *) (gconstpointer) ((const char *) (chunk->header + 1) + chunk->seen);

      if (!check_event (self, lane, event, error))
        return FALSE;
      lane->last_time = event->time;
      self->n_tasks = MAX (self->n_tasks, event->task + 1);
      self->n_events++;
      self->n_ends += event->layer == LAB_LAYER_TASK && lab_state_is_end ((LabState) event->state);
    }
  return TRUE;
}

/* After the chunks were found: a chunk that has a successor by then is complete. */
static gboolean
check_lane_events (LabTrace *self, LabTraceLane *lane, GError **error)
{
  for (guint i = lane->open_events; i < lane->events->len; i++)
    {
      if (!check_chunk_events (self, lane, &g_array_index (lane->events, LabTraceChunk, i), error))
        return FALSE;
      lane->open_events = i;
    }
  self->last_time = MAX (self->last_time, lane->last_time);
  return TRUE;
}

static gboolean
read_lane (LabTrace *self, guint n, GError **error)
{
  LabTraceLane *lane = g_ptr_array_index (self->lanes, n);

  return check_lane_events (self, lane, error) && lab_trace_read_texts (self, lane, error);
}

/* The oldest lane last, and with the chunks that it has by then: it submits the tasks, so that none is seen to run
 * before it was seen to be queued. */
static gboolean
read_news (LabTrace *self, GError **error)
{
  if (!lab_trace_find_chunks (self, error))
    return FALSE;
  for (guint n = self->lanes->len; n-- > 1;)
    if (!read_lane (self, n, error))
      return FALSE;
  if (self->lanes->len == 0)
    return TRUE;
  return lab_trace_find_chunks (self, error) && read_lane (self, 0, error);
}

gboolean
lab_trace_update (LabTrace *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->failure == NULL && read_news (self, &self->failure))
    {
      /* Tasks that have no end when the outcome is recorded, because their runner died, lasted until then. */
      if (self->n_ends < self->n_tasks)
        self->last_time = MAX (self->last_time, self->outcome_time);
      return TRUE;
    }
  if (error != NULL)
    *error = g_error_copy (self->failure);
  return FALSE;
}

const LabSegmentHeader *
lab_trace_get_header (LabTrace *self)
{
  return self->header;
}

guint64
lab_trace_get_n_events (LabTrace *self)
{
  return self->n_events;
}

guint64
lab_trace_get_n_ends (LabTrace *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_ends;
}

guint64
lab_trace_get_dropped (LabTrace *self)
{
  return __atomic_load_n (&self->header->dropped, __ATOMIC_RELAXED);
}

guint64
lab_trace_get_dropped_texts (LabTrace *self)
{
  return __atomic_load_n (&self->header->dropped_texts, __ATOMIC_RELAXED);
}

guint64
lab_trace_get_last_time (LabTrace *self)
{
  return self->last_time;
}

guint32
lab_trace_get_n_tasks (LabTrace *self)
{
  return self->n_tasks;
}

guint
lab_trace_get_n_lanes (LabTrace *self)
{
  return self->lanes->len;
}

const LabLane *
lab_trace_get_lane (LabTrace *self, guint n)
{
  g_return_val_if_fail (n < self->lanes->len, NULL);

  return &((LabTraceLane *) g_ptr_array_index (self->lanes, n))->lane;
}

const LabEvent *
lab_trace_next_events (LabTrace *self, guint n, LabCursor *cursor, guint *n_events)
{
  LabTraceLane *lane;

  g_return_val_if_fail (n < self->lanes->len, NULL);

  lane = g_ptr_array_index (self->lanes, n);
  while (cursor->chunk < lane->events->len)
    {
      LabTraceChunk *chunk = &g_array_index (lane->events, LabTraceChunk, cursor->chunk);

      if (cursor->offset < chunk->seen)
        {
          const char *events = (const char *) (chunk->header + 1) + cursor->offset;

          *n_events = (chunk->seen - cursor->offset) / sizeof (LabEvent);
          cursor->offset = chunk->seen;
          return (const LabEvent *) (gconstpointer) events;
        }
      if (cursor->chunk >= lane->open_events)
        return NULL;
      *cursor = (LabCursor){ cursor->chunk + 1, 0 };
    }
  return NULL;
}

static const LabEvent *
get_events (const LabTraceChunk *chunk)
{
  return (const LabEvent *) (gconstpointer) (chunk->header + 1);
}

/* The first of n events that is not before `time`. */
static guint
find_event (const LabEvent *events, guint n, guint64 time)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (events[middle].time < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
lab_trace_seek (LabTrace *self, guint n, guint64 time, LabCursor *cursor)
{
  LabTraceLane *lane;
  guint low = 0, high;

  g_return_if_fail (n < self->lanes->len);

  lane = g_ptr_array_index (self->lanes, n);
  high = lane->events->len;
  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;
      const LabTraceChunk *chunk = &g_array_index (lane->events, LabTraceChunk, middle);

      if (chunk->seen > 0 && get_events (chunk)->time < time)
        low = middle;
      else
        high = middle;
    }
  *cursor = (LabCursor){ .chunk = low };
  if (low < lane->events->len)
    {
      const LabTraceChunk *chunk = &g_array_index (lane->events, LabTraceChunk, low);

      cursor->offset = find_event (get_events (chunk), chunk->seen / sizeof (LabEvent), time)
                       * (guint32) sizeof (LabEvent);
    }
}

const LabEvent *
lab_trace_next_event (LabTrace *self, guint n, LabCursor *cursor)
{
  guint n_events;
  const LabEvent *event = lab_trace_next_events (self, n, cursor, &n_events);

  if (event != NULL)
    cursor->offset -= (n_events - 1) * (guint32) sizeof (LabEvent);
  return event;
}

guint
lab_trace_get_n_texts (LabTrace *self)
{
  return self->texts->len;
}

const LabText *
lab_trace_get_text (LabTrace *self, guint n)
{
  g_return_val_if_fail (n < self->texts->len, NULL);

  return g_ptr_array_index (self->texts, n);
}

const char *
lab_trace_get_meta (LabTrace *self, const char *key)
{
  return g_hash_table_lookup (self->meta, key);
}
