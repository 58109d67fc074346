/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-span-model.h"
#include "lab-hit.h"
#include "lab-quantity.h"
#include "lab-walk.h"

/* What is not known, or is none. */
#define NONE "–"

struct _AppSpanEntry
{
  GObject parent_instance;

  AppRecord *record;
  LabView by;
  guint row;
  guint64 n;
};

G_DEFINE_FINAL_TYPE (AppSpanEntry, app_span_entry, G_TYPE_OBJECT)

struct _AppSpanModel
{
  GObject parent_instance;

  AppRecord *record;   /* NULL: none */
  AppSpanOrder *order; /* NULL: none */
};

static void app_span_model_init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppSpanModel, app_span_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, app_span_model_init_list))

static void
app_span_entry_dispose (GObject *object)
{
  g_clear_object (&APP_SPAN_ENTRY (object)->record);
  G_OBJECT_CLASS (app_span_entry_parent_class)->dispose (object);
}

static void
app_span_entry_class_init (AppSpanEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_span_entry_dispose;
}

static void
app_span_entry_init (AppSpanEntry *self)
{
}

void
app_span_entry_get_place (AppSpanEntry *self, guint *row, guint64 *n)
{
  g_return_if_fail (APP_IS_SPAN_ENTRY (self));

  *row = self->row;
  *n = self->n;
}

static char *
get_lane_name (AppRecord *record, guint lane)
{
  LabTrace *trace = app_record_get_trace (record);

  if (lane >= lab_trace_get_n_lanes (trace))
    return g_strdup (NONE);
  return lab_timeline_get_full_lane_name (app_record_get_timeline (record), lane);
}

static char *
get_task_name (AppRecord *record, guint32 task)
{
  return task == LAB_NO_TASK ? g_strdup (NONE) : lab_timeline_get_task_name (app_record_get_timeline (record), task);
}

/* From the run's start, in one unit for the whole column, so that its figures compare. */
static char *
format_start (AppRecord *record, guint64 time)
{
  guint64 start, end;

  lab_timeline_get_range (app_record_get_timeline (record), &start, &end);
  return g_strdup_printf ("%.3f ms", (double) (time - MIN (start, time)) / 1e6);
}

char *
app_span_entry_get_text (AppSpanEntry *self, AppSpanKey key)
{
  gboolean by_worker;
  LabSpan span;

  g_return_val_if_fail (APP_IS_SPAN_ENTRY (self), NULL);

  by_worker = self->by == LAB_VIEW_WORKERS;
  span = lab_timeline_get_span (app_record_get_timeline (self->record), self->by, self->row, self->n);
  switch (key)
    {
    case APP_SPAN_KEY_LANE:
      return get_lane_name (self->record, by_worker ? self->row : span.who);
    case APP_SPAN_KEY_TASK:
      return get_task_name (self->record, by_worker ? span.who : self->row);
    case APP_SPAN_KEY_STATE:
      return g_strdup (lab_state_get_name (span.state));
    case APP_SPAN_KEY_START:
      return format_start (self->record, span.start);
    case APP_SPAN_KEY_DURATION:
    case APP_N_SPAN_KEYS:
    default:
      return lab_state_is_end (span.state) ? g_strdup ("") : lab_format_duration (span.end - span.start);
    }
}

char *
app_span_entry_describe (AppSpanEntry *self)
{
  g_return_val_if_fail (APP_IS_SPAN_ENTRY (self), NULL);

  return lab_timeline_describe_span (app_record_get_timeline (self->record), self->by, self->row, self->n);
}

static GType
app_span_model_get_item_type (GListModel *model)
{
  return APP_TYPE_SPAN_ENTRY;
}

static guint
app_span_model_get_n_items (GListModel *model)
{
  AppSpanModel *self = APP_SPAN_MODEL (model);

  return self->order != NULL ? self->order->n_spans : 0;
}

static gpointer
app_span_model_get_item (GListModel *model, guint position)
{
  AppSpanModel *self = APP_SPAN_MODEL (model);
  AppSpanEntry *item;

  if (position >= app_span_model_get_n_items (model))
    return NULL;
  item = g_object_new (APP_TYPE_SPAN_ENTRY, NULL);
  item->record = g_object_ref (self->record);
  item->by = self->order->by;
  app_span_order_locate (self->order, position, &item->row, &item->n);
  return item;
}

static void
app_span_model_init_list (GListModelInterface *iface)
{
  iface->get_item_type = app_span_model_get_item_type;
  iface->get_n_items = app_span_model_get_n_items;
  iface->get_item = app_span_model_get_item;
}

static void
app_span_model_finalize (GObject *object)
{
  AppSpanModel *self = APP_SPAN_MODEL (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->order, app_span_order_free);
  G_OBJECT_CLASS (app_span_model_parent_class)->finalize (object);
}

static void
app_span_model_class_init (AppSpanModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_span_model_finalize;
}

static void
app_span_model_init (AppSpanModel *self)
{
}

AppSpanModel *
app_span_model_new (void)
{
  return g_object_new (APP_TYPE_SPAN_MODEL, NULL);
}

void
app_span_model_set (AppSpanModel *self, AppRecord *record, AppSpanOrder *order)
{
  guint n_before;

  g_return_if_fail (APP_IS_SPAN_MODEL (self) && (record == NULL) == (order == NULL));

  n_before = app_span_model_get_n_items (G_LIST_MODEL (self));
  g_clear_pointer (&self->order, app_span_order_free);
  g_set_object (&self->record, record);
  self->order = order;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, app_span_model_get_n_items (G_LIST_MODEL (self)));
}

guint
app_span_model_find (AppSpanModel *self, guint row, guint64 n)
{
  g_return_val_if_fail (APP_IS_SPAN_MODEL (self), G_MAXUINT);

  return self->order != NULL ? app_span_order_find (self->order, row, n) : G_MAXUINT;
}
