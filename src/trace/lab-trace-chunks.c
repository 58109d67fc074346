/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-trace-private.h"

static const LabChunkHeader *
get_page (LabTrace *self, guint64 page)
{
  return (const LabChunkHeader *) (gconstpointer) (self->pages + page * LAB_PAGE_SIZE);
}

static LabTraceLane *
lane_new (LabTrace *self, const LabChunkHeader *chunk)
{
  LabTraceLane *lane = g_new0 (LabTraceLane, 1);

  lane->lane.id = chunk->lane;
  lane->lane.kind = (LabLaneKind) chunk->lane_kind;
  lane->lane.pid = chunk->pid;
  lane->lane.tid = chunk->tid;
  lane->lane.name = g_string_chunk_insert_len (self->strings, chunk->name,
                                               (gssize) strnlen (chunk->name, sizeof (chunk->name)));
  lane->events = g_array_new (FALSE, FALSE, sizeof (LabTraceChunk));
  lane->texts = g_array_new (FALSE, FALSE, sizeof (LabTraceChunk));
  return lane;
}

static gboolean
check_chunk (LabTrace *self, const LabChunkHeader *chunk, GError **error)
{
  guint32 n_lanes = __atomic_load_n (&self->header->n_lanes, __ATOMIC_RELAXED);

  if (chunk->kind != LAB_CHUNK_EVENTS && chunk->kind != LAB_CHUNK_TEXTS)
    return lab_trace_fail (self, chunk, error, _ ("there is no kind of chunk %u"), chunk->kind);
  if (chunk->lane >= n_lanes)
    return lab_trace_fail (self, chunk, error, _ ("lane %u of only %u lanes"), chunk->lane, n_lanes);
  if (chunk->lane_kind >= LAB_N_LANE_KINDS)
    return lab_trace_fail (self, chunk, error, _ ("there is no kind of lane %u"), chunk->lane_kind);
  if (!g_utf8_validate (chunk->name, (gssize) strnlen (chunk->name, sizeof (chunk->name)), NULL))
    return lab_trace_fail (self, chunk, error, _ ("the lane's name is not UTF-8"));
  return TRUE;
}

static gboolean
add_chunk (LabTrace *self, const LabChunkHeader *chunk, GError **error)
{
  LabTraceChunk added = { chunk, 0 };
  LabTraceLane *lane;

  if (!check_chunk (self, chunk, error))
    return FALSE;
  lane = g_hash_table_lookup (self->lanes_by_id, GUINT_TO_POINTER (chunk->lane));
  if (lane == NULL)
    {
      lane = lane_new (self, chunk);
      g_ptr_array_add (self->lanes, lane);
      g_hash_table_insert (self->lanes_by_id, GUINT_TO_POINTER (chunk->lane), lane);
    }
  else if (lane->lane.kind != (LabLaneKind) chunk->lane_kind || lane->lane.pid != chunk->pid)
    return lab_trace_fail (self, chunk, error, _ ("lane %u is described in two ways"), chunk->lane);
  g_array_append_val (chunk->kind == LAB_CHUNK_EVENTS ? lane->events : lane->texts, added);
  return TRUE;
}

/* Splits the candidates, which are in descending order, into chunks in use and those still unused. A lane fills its
 * pages in ascending order: so whoever looks in descending order and finds a page in use finds all of the lane's
 * pages before it in use too, however fast they are being filled. */
static void
split_candidates (LabTrace *self, const GArray *candidates, GArray *used)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      guint64 page = g_array_index (candidates, guint64, i);
      gboolean in_use = __atomic_load_n (&get_page (self, page)->kind, __ATOMIC_ACQUIRE) != LAB_CHUNK_UNUSED;

      g_array_append_val (in_use ? used : self->pending, page);
    }
}

static void
reverse (GArray *pages)
{
  guint64 *page = (guint64 *) (gpointer) pages->data;

  for (guint i = 0; i < pages->len / 2; i++)
    {
      guint64 other = page[i];

      page[i] = page[pages->len - 1 - i];
      page[pages->len - 1 - i] = other;
    }
}

gboolean
lab_trace_find_chunks (LabTrace *self, GError **error)
{
  guint64 end = MIN (__atomic_load_n (&self->header->claimed, __ATOMIC_RELAXED), self->n_pages);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint64 page = end; page-- > self->n_scanned;)
    g_array_append_val (candidates, page);
  for (guint i = self->pending->len; i-- > 0;)
    g_array_append_val (candidates, g_array_index (self->pending, guint64, i));
  self->n_scanned = MAX (self->n_scanned, end);

  g_array_set_size (self->pending, 0);
  split_candidates (self, candidates, used);
  reverse (self->pending);
  for (guint i = used->len; i-- > 0;)
    if (!add_chunk (self, get_page (self, g_array_index (used, guint64, i)), error))
      return FALSE;
  return TRUE;
}
