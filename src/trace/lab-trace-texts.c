/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-trace-private.h"

/* Longer than any text that is written, an experiment of 1 MiB included: what hostile records add up to ends here. */
#define TEXT_MAX (64u << 20)

static void
keep_meta (LabTrace *self, const LabText *text)
{
  const char *newline = strchr (text->text, '\n');

  if (newline == NULL)
    return;
  g_hash_table_replace (self->meta, g_string_chunk_insert_len (self->strings, text->text, newline - text->text),
                        (gpointer) (newline + 1));
  if (g_str_has_prefix (text->text, "outcome\n"))
    self->outcome_time = MIN (text->time, G_MAXINT64);
}

static void
keep_text (LabTrace *self, LabTraceLane *lane, const LabTextRecord *record, const char *bytes, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize) length);
  LabText *text = g_new0 (LabText, 1);

  text->time = record->time;
  text->task = record->task;
  text->lane = lane->lane.id;
  text->kind = (LabTextKind) (record->kind & ~LAB_TEXT_CONTINUES);
  text->text = g_string_chunk_insert (self->strings, valid);
  if (text->kind == LAB_TEXT_META)
    keep_meta (self, text);
  g_ptr_array_add (self->texts, text);
}

static void
end_partial (LabTrace *self, LabTraceLane *lane)
{
  keep_text (self, lane, &lane->partial_head, lane->partial->str, lane->partial->len);
  g_string_free (g_steal_pointer (&lane->partial), TRUE);
}

static gboolean
goes_on_with (const LabTraceLane *lane, const LabTextRecord *record)
{
  const LabTextRecord *head = &lane->partial_head;

  return ((record->kind ^ head->kind) & ~LAB_TEXT_CONTINUES) == 0 && record->task == head->task
         && record->time == head->time;
}

static void
take_record (LabTrace *self, LabTraceLane *lane, const LabTextRecord *record)
{
  const char *bytes = (const char *) (record + 1);

  /* Another text: the writer of that one was killed between two parts, or found no room for the next. */
  if (lane->partial != NULL && !goes_on_with (lane, record))
    end_partial (self, lane);
  if (lane->partial == NULL && !(record->kind & LAB_TEXT_CONTINUES))
    {
      keep_text (self, lane, record, bytes, record->length);
      return;
    }
  if (lane->partial == NULL)
    {
      lane->partial = g_string_new (NULL);
      lane->partial_head = *record;
    }
  if (lane->partial->len < TEXT_MAX)
    g_string_append_len (lane->partial, bytes, record->length);
  if (!(record->kind & LAB_TEXT_CONTINUES))
    end_partial (self, lane);
}

static gboolean
read_chunk (LabTrace *self, LabTraceLane *lane, LabTraceChunk *chunk, GError **error)
{
  guint32 used = __atomic_load_n (&chunk->header->used, __ATOMIC_ACQUIRE);

  if (used > LAB_CHUNK_ROOM || used < chunk->seen)
    return lab_trace_fail (self, chunk->header, error, _ ("%u bytes in use, of %u"), used, (guint) LAB_CHUNK_ROOM);
  while (chunk->seen < used)
    {
      const LabTextRecord *record = (const LabTextRecord *) (gconstpointer) ((const char *) (chunk->header + 1)
                                                                             + chunk->seen);
      guint kind;
      gsize size;

      if (used - chunk->seen < sizeof (*record))
        return lab_trace_fail (self, record, error, _ ("a text is cut off"));
      kind = record->kind & ~LAB_TEXT_CONTINUES;
      size = sizeof (*record) + (((gsize) record->length + 7) & ~(gsize) 7);
      if (size > used - chunk->seen)
        return lab_trace_fail (self, record, error, _ ("a text of %u bytes is longer than its chunk"), record->length);
      if (kind < LAB_TEXT_PRINT || kind >= LAB_N_TEXT_KINDS)
        return lab_trace_fail (self, record, error, _ ("there is no kind of text %u"), kind);
      if (record->task >= LAB_TASKS_MAX && record->task != LAB_NO_TASK)
        return lab_trace_fail (self, record, error, _ ("task %u of at most %u"), record->task, LAB_TASKS_MAX);
      take_record (self, lane, record);
      chunk->seen += (guint32) size;
    }
  return TRUE;
}

gboolean
lab_trace_read_texts (LabTrace *self, LabTraceLane *lane, GError **error)
{
  for (guint i = lane->open_texts; i < lane->texts->len; i++)
    {
      if (!read_chunk (self, lane, &g_array_index (lane->texts, LabTraceChunk, i), error))
        return FALSE;
      lane->open_texts = i;
    }
  return TRUE;
}

void
lab_trace_end_texts (LabTrace *self)
{
  for (guint n = 0; n < self->lanes->len; n++)
    {
      LabTraceLane *lane = g_ptr_array_index (self->lanes, n);

      if (lane->partial != NULL)
        end_partial (self, lane);
    }
}
