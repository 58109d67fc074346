/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-lanes.h"

typedef struct
{
  guint first;
  guint last;
} Range;

struct _LabLanes
{
  LabTrace *trace;  /* borrowed */
  LabIndex *index;  /* borrowed */
  GArray *entries;  /* of LabLaneEntry */
  GArray *headings; /* of guint: how many headings stand before an entry; one more than entries */
  GArray *filter;   /* of Range; NULL: all */
  GHashTable *folded;
  GHashTable *places; /* row + 1 -> number of its entry + 1 */
  guint n_rows;       /* of the index, when the entries were made, */
  guint n_used;       /* and how many of them had spans */
  guint n_lanes;
  guint n_groups;
  gint32 only_pid;
  gboolean stale;
};

LabLanes *
lab_lanes_new (LabTrace *trace, LabIndex *index)
{
  LabLanes *self = g_new0 (LabLanes, 1);

  self->trace = trace;
  self->index = index;
  self->entries = g_array_new (FALSE, TRUE, sizeof (LabLaneEntry));
  self->headings = g_array_new (FALSE, TRUE, sizeof (guint));
  self->folded = g_hash_table_new (NULL, NULL);
  self->places = g_hash_table_new (NULL, NULL);
  self->stale = TRUE;
  return self;
}

void
lab_lanes_free (LabLanes *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->headings);
  g_clear_pointer (&self->filter, g_array_unref);
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->places);
  g_free (self);
}

static gboolean
is_chosen (LabLanes *self, guint number)
{
  for (guint i = 0; self->filter != NULL && i < self->filter->len; i++)
    {
      Range range = g_array_index (self->filter, Range, i);

      if (number >= range.first && number <= range.last)
        return TRUE;
    }
  return self->filter == NULL;
}

static gint32
get_pid (LabLanes *self, guint row)
{
  return lab_index_get_view (self->index) == LAB_VIEW_WORKERS ? lab_trace_get_lane (self->trace, row)->pid : 0;
}

/* The trace has its lanes as it found them; they are numbered as they were made. */
static int
compare_lanes (gconstpointer one, gconstpointer other, gpointer data)
{
  LabTrace *trace = data;
  guint32 a = lab_trace_get_lane (trace, *(const guint *) one)->id;
  guint32 b = lab_trace_get_lane (trace, *(const guint *) other)->id;

  return a < b ? -1 : a > b;
}

/* The chosen rows, those of a process together, and the processes in the order of their first rows. */
static GArray *
sort_rows (LabLanes *self, guint *n_pids, guint *largest)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0, number = 0; row < self->n_rows; row++)
    {
      gpointer pid = GINT_TO_POINTER (get_pid (self, row));
      gpointer place;

      if (lab_index_get_row_n_spans (self->index, row) == 0 || !is_chosen (self, ++number))
        continue;
      if (!g_hash_table_lookup_extended (places, pid, NULL, &place))
        {
          place = GUINT_TO_POINTER (groups->len);
          g_hash_table_insert (places, pid, place);
          g_ptr_array_add (groups, g_array_new (FALSE, FALSE, sizeof (guint)));
        }
      g_array_append_val (g_ptr_array_index (groups, GPOINTER_TO_UINT (place)), row);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      GArray *group = g_ptr_array_index (groups, i);

      if (lab_index_get_view (self->index) == LAB_VIEW_WORKERS)
        g_array_sort_with_data (group, compare_lanes, self->trace);
      *largest = MAX (*largest, group->len);
      g_array_append_vals (rows, group->data, group->len);
    }
  *n_pids = groups->len;
  return rows;
}

static void
add_heading (LabLanes *self, const GArray *rows, guint first, gint32 pid)
{
  LabLaneEntry entry = {
    .is_group = TRUE,
    .is_folded = g_hash_table_contains (self->folded, GINT_TO_POINTER (pid)),
    .row = g_array_index (rows, guint, first),
    .pid = pid,
  };

  for (guint i = first; i < rows->len && get_pid (self, g_array_index (rows, guint, i)) == pid; i++)
    entry.n_lanes++;
  g_array_append_val (self->entries, entry);
  self->n_groups++;
}

static void
add_entries (LabLanes *self, const GArray *rows, gboolean grouped)
{
  gboolean folded = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, guint, i);
      gint32 pid = get_pid (self, row);
      LabLaneEntry entry = { .row = row, .pid = pid, .number = self->n_lanes };

      if (grouped && (i == 0 || get_pid (self, g_array_index (rows, guint, i - 1)) != pid))
        {
          add_heading (self, rows, i, pid);
          folded = g_hash_table_contains (self->folded, GINT_TO_POINTER (pid));
        }
      if (folded)
        continue;
      g_array_append_val (self->entries, entry);
      g_hash_table_insert (self->places, GUINT_TO_POINTER (row + 1), GUINT_TO_POINTER (self->entries->len));
      self->n_lanes++;
    }
}

static void
count_headings (LabLanes *self)
{
  guint n = 0;

  g_array_set_size (self->headings, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      g_array_append_val (self->headings, n);
      n += g_array_index (self->entries, LabLaneEntry, i).is_group;
    }
  g_array_append_val (self->headings, n);
}

static guint
count_used (LabLanes *self)
{
  guint n = 0;

  for (guint row = 0; row < self->n_rows; row++)
    n += lab_index_get_row_n_spans (self->index, row) > 0;
  return n;
}

void
lab_lanes_update (LabLanes *self)
{
  guint n_rows = lab_index_get_n_rows (self->index);
  g_autoptr (GArray) rows = NULL;
  guint largest = 0;
  guint n_pids;

  /* Once every row is used nothing can be new. */
  if (!self->stale && n_rows == self->n_rows && self->n_used == n_rows)
    return;
  self->n_rows = n_rows;
  n_rows = count_used (self);
  if (!self->stale && n_rows == self->n_used)
    return;
  self->n_used = n_rows;
  self->stale = FALSE;
  self->n_lanes = self->n_groups = 0;
  g_array_set_size (self->entries, 0);
  g_hash_table_remove_all (self->places);
  rows = sort_rows (self, &n_pids, &largest);
  self->only_pid = n_pids == 1 ? get_pid (self, g_array_index (rows, guint, 0)) : 0;
  add_entries (self, rows, n_pids > 1 && largest > 1);
  count_headings (self);
}

static guint
parse_number (const char *text, const char **end)
{
  char *rest;
  guint64 number = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &rest, 10) : 0;

  *end = number > 0 ? rest : text;
  return (guint) MIN (number, G_MAXUINT);
}

static gboolean
parse_range (const char *text, Range *range)
{
  range->first = range->last = parse_number (text, &text);
  if (*text == '-')
    range->last = parse_number (text + 1, &text);
  return *text == '\0' && range->first > 0 && range->first <= range->last;
}

gboolean
lab_lanes_set_filter (LabLanes *self, const char *ranges, GError **error)
{
  g_auto (GStrv) parts = ranges != NULL ? g_strsplit (ranges, ",", -1) : NULL;
  g_autoptr (GArray) filter = parts != NULL ? g_array_new (FALSE, FALSE, sizeof (Range)) : NULL;

  for (char **part = parts; part != NULL && *part != NULL; part++)
    {
      Range range;

      if (!parse_range (*part, &range))
        {
          g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("\"%s\": expected numbers of lanes, like 1-4,9"), ranges);
          return FALSE;
        }
      g_array_append_val (filter, range);
    }
  g_clear_pointer (&self->filter, g_array_unref);
  self->filter = g_steal_pointer (&filter);
  self->stale = TRUE;
  return TRUE;
}

void
lab_lanes_set_folded (LabLanes *self, gint32 pid, gboolean folded)
{
  if (folded)
    g_hash_table_add (self->folded, GINT_TO_POINTER (pid));
  else
    g_hash_table_remove (self->folded, GINT_TO_POINTER (pid));
  self->stale = TRUE;
}

GArray *
lab_lanes_list_folded (LabLanes *self)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (gint32));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->folded);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint32 pid = GPOINTER_TO_INT (key);

      g_array_append_val (pids, pid);
    }
  return pids;
}

guint
lab_lanes_get_n_entries (LabLanes *self)
{
  return self->entries->len;
}

const LabLaneEntry *
lab_lanes_get_entry (LabLanes *self, guint n)
{
  g_return_val_if_fail (n < self->entries->len, NULL);

  return &g_array_index (self->entries, LabLaneEntry, n);
}

guint
lab_lanes_get_n_lanes (LabLanes *self)
{
  return self->n_lanes;
}

guint
lab_lanes_get_n_groups (LabLanes *self)
{
  return self->n_groups;
}

gint32
lab_lanes_get_only_pid (LabLanes *self)
{
  return self->only_pid;
}

gboolean
lab_lanes_find_row (LabLanes *self, guint row, guint *n)
{
  gpointer place = g_hash_table_lookup (self->places, GUINT_TO_POINTER (row + 1));

  if (place == NULL)
    return FALSE;
  *n = GPOINTER_TO_UINT (place) - 1;
  return TRUE;
}

double
lab_lanes_get_y (LabLanes *self, guint n, double lane, double heading)
{
  guint headings;

  if (self->headings->len == 0)
    return 0;
  headings = g_array_index (self->headings, guint, MIN (n, self->entries->len));
  return headings * heading + (MIN (n, self->entries->len) - headings) * lane;
}

guint
lab_lanes_find (LabLanes *self, double y, double lane, double heading)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lab_lanes_get_y (self, middle + 1, lane, heading) <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
