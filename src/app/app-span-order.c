/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-span-order.h"
#include "lab-names.h"

/* How many spans are looked at between two looks at the cancellable. */
#define CHECK_EVERY 65536

struct _AppSpanReader
{
  gatomicrefcount ref_count;
  GMutex mutex; /* of all below */
  LabTrace *trace;
  LabExperiment *experiment;             /* NULL: not known */
  LabNames *names;                       /* made when first needed */
  LabIndex *indexes[LAB_VIEW_TASKS + 1]; /* made when first needed */
};

void
app_span_order_free (AppSpanOrder *self)
{
  g_free (self->spans);
  g_free (self->firsts);
  g_free (self);
}

void
app_span_order_locate (const AppSpanOrder *self, guint position, guint *row, guint64 *n)
{
  guint64 number = self->spans[position];
  guint low = 0, high = self->n_rows;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->firsts[middle] <= number)
        low = middle;
      else
        high = middle;
    }
  *row = low;
  *n = number - self->firsts[low];
}

guint
app_span_order_find (const AppSpanOrder *self, guint row, guint64 n)
{
  guint64 number;

  if (row >= self->n_rows)
    return G_MAXUINT;
  number = self->firsts[row] + n;
  for (guint i = 0; i < self->n_spans; i++)
    if (self->spans[i] == number)
      return i;
  return G_MAXUINT;
}

AppSpanReader *
app_span_reader_new (LabTrace *trace, const LabExperiment *experiment)
{
  AppSpanReader *self = g_new0 (AppSpanReader, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->trace = lab_trace_new_reader (trace);
  self->experiment = experiment != NULL ? lab_experiment_copy (experiment) : NULL;
  return self;
}

AppSpanReader *
app_span_reader_ref (AppSpanReader *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
app_span_reader_unref (AppSpanReader *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->indexes); i++)
    g_clear_pointer (&self->indexes[i], lab_index_free);
  g_clear_pointer (&self->names, lab_names_free);
  g_clear_pointer (&self->experiment, lab_experiment_free);
  lab_trace_free (self->trace);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static LabIndex *
get_index_locked (AppSpanReader *self, LabView by)
{
  if (self->indexes[by] == NULL)
    {
      lab_trace_update (self->trace, NULL);
      self->indexes[by] = lab_index_new (self->trace, by);
      lab_index_update (self->indexes[by]);
    }
  return self->indexes[by];
}

/* Which lanes, tasks and states have the text in their names: looked up once, not for each span. */
typedef struct
{
  gboolean any;
  GByteArray *lanes, *tasks;
  guint8 states[LAB_N_STATES];
} Matches;

static gboolean
has_text (const char *name, const char *folded)
{
  g_autofree char *key = g_utf8_casefold (name, -1);

  return strstr (key, folded) != NULL;
}

/* Of several processes' lanes one may be asked for by its whole pid, alone or as the table shows it. */
static gboolean
has_lane_text (const LabLane *lane, const char *folded)
{
  g_autofree char *pid = g_strdup_printf ("%d", lane->pid);
  g_autofree char *name = g_strdup_printf ("%s %s", lane->name, pid);

  return has_text (lane->name, folded) || (strstr (folded, pid) != NULL && has_text (name, folded));
}

static void
match_tasks_locked (AppSpanReader *self, Matches *matches, const char *folded)
{
  LabTaskNamer namer;

  if (self->names == NULL)
    self->names = lab_names_new (self->experiment);
  namer = lab_names_get_namer (self->names);
  for (guint32 task = 0; task < matches->tasks->len; task++)
    {
      g_autofree char *name = namer.get_name (namer.data, task);
      g_autofree char *plain = name == NULL ? g_strdup_printf (_ ("task %u"), task + 1) : NULL;

      matches->tasks->data[task] = has_text (name != NULL ? name : plain, folded);
    }
}

static void
matches_init_locked (Matches *matches, AppSpanReader *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);

  g_strstrip (folded);
  matches->any = *folded == '\0';
  matches->lanes = g_byte_array_new ();
  matches->tasks = g_byte_array_new ();
  if (matches->any)
    return;
  g_byte_array_set_size (matches->lanes, lab_trace_get_n_lanes (self->trace));
  g_byte_array_set_size (matches->tasks, lab_trace_get_n_tasks (self->trace));
  for (guint lane = 0; lane < matches->lanes->len; lane++)
    matches->lanes->data[lane] = has_lane_text (lab_trace_get_lane (self->trace, lane), folded);
  match_tasks_locked (self, matches, folded);
  for (LabState state = 0; state < LAB_N_STATES; state++)
    matches->states[state] = has_text (lab_state_get_name (state), folded);
}

static void
matches_clear (Matches *self)
{
  g_byte_array_unref (self->lanes);
  g_byte_array_unref (self->tasks);
}

static gboolean
is_set (const GByteArray *flags, guint32 n)
{
  return n < flags->len && flags->data[n] != 0;
}

static gboolean
is_shown (const Matches *matches, const AppSpanQuery *query, guint row, const LabSpan *span)
{
  guint lane = query->by == LAB_VIEW_WORKERS ? row : span->who;
  guint32 task = query->by == LAB_VIEW_WORKERS ? span->who : row;

  if (query->state == APP_SPAN_ANY_STATE ? span->state == LAB_STATE_IDLE : span->state != query->state)
    return FALSE;
  return matches->any || matches->states[span->state] || is_set (matches->lanes, lane) || is_set (matches->tasks, task);
}

typedef struct
{
  guint64 key;
  guint32 number;
} Entry;

static guint64
get_key (const AppSpanQuery *query, guint row, const LabSpan *span)
{
  gboolean by_worker = query->by == LAB_VIEW_WORKERS;

  switch (query->key)
    {
    case APP_SPAN_KEY_LANE:
      return by_worker ? row : span->who;
    case APP_SPAN_KEY_TASK:
      return by_worker ? span->who : row;
    case APP_SPAN_KEY_STATE:
      return span->state;
    case APP_SPAN_KEY_DURATION:
      return span->end - span->start;
    case APP_SPAN_KEY_START:
    case APP_N_SPAN_KEYS:
    default:
      return span->start;
    }
}

/* FALSE when cancelled. */
static gboolean
collect_locked (AppSpanReader *self, const AppSpanQuery *query, AppSpanOrder *order, GArray *entries,
                GCancellable *cancellable)
{
  LabIndex *index = get_index_locked (self, query->by);
  Matches matches;
  guint64 number = 0;
  gboolean cancelled = FALSE;

  matches_init_locked (&matches, self, query->text);
  order->n_rows = lab_index_get_n_rows (index);
  order->firsts = g_new (guint64, order->n_rows + 1u);
  for (guint row = 0; row < order->n_rows && !cancelled; row++)
    {
      guint64 n_spans = lab_index_get_row_n_spans (index, row);

      order->firsts[row] = number;
      for (guint64 n = 0; n < n_spans && !cancelled; n++, number++)
        {
          LabSpan span = lab_index_get_span (index, row, n);
          Entry entry = { .key = get_key (query, row, &span), .number = (guint32) number };

          if (is_shown (&matches, query, row, &span))
            g_array_append_val (entries, entry);
          if (number % CHECK_EVERY == 0)
            cancelled = g_cancellable_is_cancelled (cancellable);
        }
    }
  order->firsts[order->n_rows] = number;
  matches_clear (&matches);
  return !cancelled;
}

/* The same keys stand as their spans do, in both directions. */
static int
compare_up (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

static int
compare_down (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->key != second->key)
    return first->key > second->key ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

AppSpanOrder *
app_span_reader_order (AppSpanReader *self, const AppSpanQuery *query, GCancellable *cancellable)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (AppSpanOrder) order = g_new0 (AppSpanOrder, 1);
  gboolean complete;

  g_mutex_lock (&self->mutex);
  order->by = query->by;
  complete = collect_locked (self, query, order, entries, cancellable);
  g_mutex_unlock (&self->mutex);
  if (!complete)
    return NULL;
  g_array_sort (entries, query->descending ? compare_down : compare_up);
  order->n_spans = entries->len;
  order->spans = g_new (guint32, MAX (entries->len, 1u));
  for (guint i = 0; i < entries->len; i++)
    order->spans[i] = g_array_index (entries, Entry, i).number;
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&order);
}
