/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-log-model.h"
#include "lab-clock.h"

struct _AppLogLine
{
  GObject parent_instance;

  AppRecord *record; /* whose text it is */
  const LabText *text;
  gint32 pid;
};

G_DEFINE_FINAL_TYPE (AppLogLine, app_log_line, G_TYPE_OBJECT)

struct _AppLogModel
{
  GObject parent_instance;

  AppRecord *record; /* NULL: none */
  guint n_seen;      /* texts of the trace */
  GPtrArray *lines;  /* of LabText, the trace's, in the order of time */
};

static void app_log_model_init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppLogModel, app_log_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, app_log_model_init_list))

static void
app_log_line_dispose (GObject *object)
{
  g_clear_object (&APP_LOG_LINE (object)->record);
  G_OBJECT_CLASS (app_log_line_parent_class)->dispose (object);
}

static void
app_log_line_class_init (AppLogLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_log_line_dispose;
}

static void
app_log_line_init (AppLogLine *self)
{
}

guint64
app_log_line_get_time (AppLogLine *self)
{
  g_return_val_if_fail (APP_IS_LOG_LINE (self), 0);

  return self->text->time;
}

guint64
app_log_line_get_elapsed (AppLogLine *self)
{
  guint64 start, end;

  g_return_val_if_fail (APP_IS_LOG_LINE (self), 0);

  lab_timeline_get_range (app_record_get_timeline (self->record), &start, &end);
  return self->text->time - MIN (start, self->text->time);
}

gint32
app_log_line_get_pid (AppLogLine *self)
{
  g_return_val_if_fail (APP_IS_LOG_LINE (self), 0);

  return self->pid;
}

const char *
app_log_line_get_text (AppLogLine *self)
{
  g_return_val_if_fail (APP_IS_LOG_LINE (self), NULL);

  return self->text->text;
}

char *
app_log_line_to_text (AppLogLine *self)
{
  guint64 elapsed;

  g_return_val_if_fail (APP_IS_LOG_LINE (self), NULL);

  elapsed = app_log_line_get_elapsed (self);
  return g_strdup_printf ("%4" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT "  %7d  %s", elapsed / LAB_NS_PER_S,
                          elapsed % LAB_NS_PER_S / LAB_NS_PER_US, self->pid, self->text->text);
}

/* Nearly always the lanes' numbers have no gaps: then this finds it at once. */
static gint32
find_pid (LabTrace *trace, guint32 id)
{
  guint n_lanes = lab_trace_get_n_lanes (trace);

  for (guint i = 0; i < n_lanes; i++)
    {
      const LabLane *lane = lab_trace_get_lane (trace, (guint) (((guint64) id + i) % n_lanes));

      if (lane->id == id)
        return lane->pid;
    }
  return 0;
}

static GType
app_log_model_get_item_type (GListModel *model)
{
  return APP_TYPE_LOG_LINE;
}

static guint
app_log_model_get_n_items (GListModel *model)
{
  return APP_LOG_MODEL (model)->lines->len;
}

static gpointer
app_log_model_get_item (GListModel *model, guint position)
{
  AppLogModel *self = APP_LOG_MODEL (model);
  AppLogLine *line;

  if (position >= self->lines->len)
    return NULL;
  line = g_object_new (APP_TYPE_LOG_LINE, NULL);
  line->record = g_object_ref (self->record);
  line->text = g_ptr_array_index (self->lines, position);
  line->pid = find_pid (app_record_get_trace (self->record), line->text->lane);
  return line;
}

static void
app_log_model_init_list (GListModelInterface *iface)
{
  iface->get_item_type = app_log_model_get_item_type;
  iface->get_n_items = app_log_model_get_n_items;
  iface->get_item = app_log_model_get_item;
}

static void
app_log_model_finalize (GObject *object)
{
  AppLogModel *self = APP_LOG_MODEL (object);

  g_ptr_array_unref (self->lines);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (app_log_model_parent_class)->finalize (object);
}

static void
app_log_model_class_init (AppLogModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_log_model_finalize;
}

static void
app_log_model_init (AppLogModel *self)
{
  self->lines = g_ptr_array_new ();
}

AppLogModel *
app_log_model_new (void)
{
  return g_object_new (APP_TYPE_LOG_MODEL, NULL);
}

void
app_log_model_set_record (AppLogModel *self, AppRecord *record)
{
  guint n_removed;

  g_return_if_fail (APP_IS_LOG_MODEL (self));

  n_removed = self->lines->len;
  g_set_object (&self->record, record);
  self->n_seen = 0;
  g_ptr_array_set_size (self->lines, 0);
  if (n_removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, 0);
  app_log_model_update (self);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const LabText *first = *(const LabText *const *) a;
  const LabText *second = *(const LabText *const *) b;

  return first->time < second->time ? -1 : first->time > second->time;
}

/* What is new, in the order of time. */
static GPtrArray *
take_news (AppLogModel *self)
{
  LabTrace *trace = self->record != NULL ? app_record_get_trace (self->record) : NULL;
  guint n = trace != NULL ? lab_trace_get_n_texts (trace) : 0;
  GPtrArray *news = g_ptr_array_new ();

  for (; self->n_seen < n; self->n_seen++)
    {
      const LabText *text = lab_trace_get_text (trace, self->n_seen);

      if (text->kind == LAB_TEXT_PRINT)
        g_ptr_array_add (news, (gpointer) text);
    }
  g_ptr_array_sort (news, compare_times);
  return news;
}

static guint
count_until (const GPtrArray *lines, guint64 time)
{
  guint low = 0, high = lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((const LabText *) g_ptr_array_index (lines, middle))->time <= time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A lane is read up to its end, so another one may still bring what was printed before: the last lines are sorted
 * anew. */
void
app_log_model_update (AppLogModel *self)
{
  g_autoptr (GPtrArray) news = NULL;
  guint kept, n_removed;

  g_return_if_fail (APP_IS_LOG_MODEL (self));

  news = take_news (self);
  if (news->len == 0)
    return;
  kept = count_until (self->lines, ((const LabText *) g_ptr_array_index (news, 0))->time);
  n_removed = self->lines->len - kept;
  for (guint i = kept; i < self->lines->len; i++)
    g_ptr_array_add (news, g_ptr_array_index (self->lines, i));
  if (n_removed > 0)
    g_ptr_array_sort (news, compare_times);
  g_ptr_array_set_size (self->lines, (int) kept);
  g_ptr_array_extend (self->lines, news, NULL, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), kept, n_removed, news->len);
}

guint
app_log_model_find (AppLogModel *self, guint64 time)
{
  guint n;

  g_return_val_if_fail (APP_IS_LOG_MODEL (self), G_MAXUINT);

  n = count_until (self->lines, time);
  return n > 0 ? n - 1 : G_MAXUINT;
}
