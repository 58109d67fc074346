/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-span-item.h"
#include "app-timeline-private.h"
#include "lab-walk.h"

#define ITEMS_MAX 200   /* of more than that only the focused one is there: nobody walks through them one by one */
#define ITEMS_DELAY 150 /* ms, after the last move */

gboolean
app_timeline_get_focused_span (AppTimeline *self, guint *row, guint64 *n)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  *row = self->view.focused_row;
  *n = self->view.focused_span;
  return app_timeline_get_timeline (self) != NULL && *n != G_MAXUINT64;
}

static GtkWidget *
find_item (AppTimeline *self, guint row, guint64 n)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      AppSpanItem *item = g_ptr_array_index (self->items, i);

      if (app_span_item_get_row (item) == row && app_span_item_get_n (item) == n)
        return GTK_WIDGET (item);
    }
  return NULL;
}

static GtkWidget *
get_focused_item (AppTimeline *self)
{
  guint64 n;
  guint row;

  return app_timeline_get_focused_span (self, &row, &n) ? find_item (self, row, n) : NULL;
}

gboolean
app_timeline_is_inside (AppTimeline *self)
{
  GtkWidget *item = get_focused_item (self);

  return item != NULL && gtk_widget_has_focus (item);
}

gboolean
app_timeline_grab_item (AppTimeline *self)
{
  GtkWidget *item = get_focused_item (self);

  return item != NULL && gtk_widget_grab_focus (item);
}

void
app_timeline_clear_items (AppTimeline *self)
{
  g_clear_handle_id (&self->items_source, g_source_remove);
  if (APP_IS_SPAN_ITEM (gtk_widget_get_focus_child (GTK_WIDGET (self))))
    app_timeline_grab_self (self);
  g_ptr_array_set_size (self->items, 0);
}

/* Whose spans are items: the focused lane's, before there is one the first's when the run is over. */
static gboolean
find_item_lane (AppTimeline *self, LabTimeline *timeline, guint *row)
{
  guint64 n;

  if (app_timeline_get_focused_span (self, row, &n))
    return TRUE;
  *row = self->view.selected_row;
  return timeline != NULL && !app_timeline_is_live (self)
         && lab_timeline_find_lane (timeline, self->view.by, *row, 0, row);
}

/* The spans of a lane that are seen. */
static GArray *
collect (AppTimeline *self, LabTimeline *timeline, guint row)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 focused = self->view.focused_span, first = 0, last = 0;

  if (!lab_timeline_find_span (timeline, self->view.by, row, self->view.start, &first)
      || !lab_timeline_find_span (timeline, self->view.by, row, self->view.end, &last))
    return numbers;
  if (focused != G_MAXUINT64 && (last - first >= ITEMS_MAX || focused < first || focused > last))
    first = last = focused;
  last = MIN (last, first + ITEMS_MAX - 1);
  for (guint64 n = first; n <= last; n++)
    {
      LabState state = lab_timeline_get_span (timeline, self->view.by, row, n).state;

      if (n == focused || (state != LAB_STATE_IDLE && !lab_state_is_end (state)))
        g_array_append_val (numbers, n);
    }
  return numbers;
}

/* By something else than our keys: a program for those who do not see. */
static void
on_item_focused (GtkWidget *item, GParamSpec *spec, AppTimeline *self)
{
  guint row = app_span_item_get_row (APP_SPAN_ITEM (item));
  guint64 n = app_span_item_get_n (APP_SPAN_ITEM (item));

  if (gtk_widget_has_focus (item) && (self->view.focused_row != row || self->view.focused_span != n))
    app_timeline_put_focus (self, row, n, FALSE);
}

/* What stays keeps its widget, and with it the keyboard's focus. */
static GtkWidget *
renew_item (AppTimeline *self, LabTimeline *timeline, guint row, guint64 n)
{
  GtkWidget *item = find_item (self, row, n);
  g_autofree char *sentence = lab_timeline_describe_span (timeline, self->view.by, row, n);

  if (item == NULL)
    {
      item = app_span_item_new (row, n, sentence);
      g_signal_connect (item, "notify::has-focus", G_CALLBACK (on_item_focused), self);
      gtk_widget_set_parent (item, GTK_WIDGET (self));
    }
  else
    app_span_item_set_sentence (APP_SPAN_ITEM (item), sentence);
  return item;
}

static void
replace_items (AppTimeline *self, LabTimeline *timeline, guint row, const GArray *numbers)
{
  GPtrArray *before = self->items;
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  gboolean had_focus = APP_IS_SPAN_ITEM (gtk_widget_get_focus_child (GTK_WIDGET (self)));

  for (guint i = 0; i < numbers->len; i++)
    {
      GtkWidget *item = renew_item (self, timeline, row, g_array_index (numbers, guint64, i));

      g_ptr_array_add (items, item);
      gtk_widget_insert_before (item, GTK_WIDGET (self), self->scrollbar);
    }
  self->items = items;
  /* The keyboard goes from one to the other, and never out of the timeline. */
  if (had_focus && !app_timeline_is_inside (self) && !app_timeline_grab_item (self))
    app_timeline_grab_self (self);
  g_ptr_array_set_free_func (before, NULL);
  for (guint i = 0; i < before->len; i++)
    if (!g_ptr_array_find (items, g_ptr_array_index (before, i), NULL))
      gtk_widget_unparent (g_ptr_array_index (before, i));
  g_ptr_array_unref (before);
}

void
app_timeline_update_items (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  g_autoptr (GArray) numbers = NULL;
  guint row;

  g_clear_handle_id (&self->items_source, g_source_remove);
  if (!find_item_lane (self, timeline, &row))
    {
      app_timeline_clear_items (self);
      return;
    }
  numbers = collect (self, timeline, row);
  replace_items (self, timeline, row, numbers);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
on_items_due (gpointer data)
{
  AppTimeline *self = data;

  self->items_source = 0;
  app_timeline_update_items (self);
  return G_SOURCE_REMOVE;
}

void
app_timeline_queue_items (AppTimeline *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || app_timeline_is_live (self))
    return;
  g_clear_handle_id (&self->items_source, g_source_remove);
  self->items_source = g_timeout_add (ITEMS_DELAY, on_items_due, self);
}

/* Where a span is, cut to what is seen of the lanes, in the widget's pixels. */
static GtkAllocation
get_allocation (const LabRect *place, const LabRect *lanes, double zoom)
{
  double top = CLAMP (place->y, lanes->y, lanes->y + lanes->h);
  double bottom = CLAMP (place->y + place->h, lanes->y, lanes->y + lanes->h);

  return (GtkAllocation){
    .x = (int) (place->x * zoom),
    .y = (int) (top * zoom),
    .width = MAX ((int) (place->w * zoom), 1),
    .height = MAX ((int) ((bottom - top) * zoom), 1),
  };
}

void
app_timeline_allocate_items (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabTimelineView view = app_timeline_get_sized_view (self);
  LabFont *font = app_chart_get_font (APP_CHART (self));
  double content;
  LabRect lanes;

  if (timeline == NULL || self->items->len == 0)
    return;
  lanes = lab_timeline_get_lanes_place (timeline, &view, font, &content);
  for (guint i = 0; i < self->items->len; i++)
    {
      AppSpanItem *item = g_ptr_array_index (self->items, i);
      LabRect place = { lanes.x, lanes.y, 0, 0 };
      GtkAllocation allocation;
      int least;

      lab_timeline_get_span_place (timeline, &view, font, app_span_item_get_row (item), app_span_item_get_n (item),
                                   &place);
      allocation = get_allocation (&place, &lanes, app_chart_get_zoom (APP_CHART (self)));
      gtk_widget_measure (GTK_WIDGET (item), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (item), &allocation, -1);
    }
}

/* Shown in this view, and there. */
static gboolean
has_span (AppTimeline *self, guint row, guint64 n)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint found;

  return timeline != NULL && n < lab_timeline_get_n_spans (timeline, self->view.by, row)
         && lab_timeline_find_lane (timeline, self->view.by, row, 0, &found) && found == row;
}

gboolean
app_timeline_put_focus (AppTimeline *self, guint row, guint64 n, gboolean grab)
{
  if (!has_span (self, row, n))
    return FALSE;
  self->view.focused_row = row;
  self->view.focused_span = n;
  app_timeline_reveal (self, row, n);
  app_timeline_update_items (self);
  if (grab)
    gtk_widget_grab_focus (find_item (self, row, n));
  app_timeline_renew_span_bubble (self);
  app_timeline_point_at (self, lab_timeline_get_span (app_timeline_get_timeline (self), self->view.by, row, n).start);
  app_chart_queue_layout (APP_CHART (self));
  return TRUE;
}

void
app_timeline_clear_focus (AppTimeline *self)
{
  if (self->view.focused_span == G_MAXUINT64)
    return;
  self->view.focused_span = G_MAXUINT64;
  app_timeline_clear_items (self);
  app_timeline_queue_items (self);
  app_chart_queue_layout (APP_CHART (self));
}

/* Where the lane is idle at that time, it is what comes next there, or came last. */
static gboolean
find_deed (AppTimeline *self, LabTimeline *timeline, guint row, guint64 time, guint64 *n)
{
  LabView by = self->view.by;
  LabState state;

  if (!lab_timeline_find_span (timeline, by, row, time, n))
    return FALSE;
  state = lab_timeline_get_span (timeline, by, row, *n).state;
  if (state != LAB_STATE_IDLE && !lab_state_is_end (state))
    return TRUE;
  return lab_timeline_step_span (timeline, by, row, *n, FALSE, n)
         || lab_timeline_step_span (timeline, by, row, *n, TRUE, n);
}

/* In the first lane that is seen, what is below the pointer or in the middle. */
gboolean
app_timeline_enter (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 time = self->view.start + (self->view.end - self->view.start) / 2, n;
  guint row = self->view.selected_row;

  if (timeline == NULL || self->view.focused_span != G_MAXUINT64
      || !lab_timeline_find_lane (timeline, self->view.by, row, 0, &row))
    return FALSE;
  if (self->pointer_time != G_MAXUINT64)
    time = self->pointer_time;
  return find_deed (self, timeline, row, time, &n) && app_timeline_put_focus (self, row, n, TRUE);
}

gboolean
app_timeline_focus_span (AppTimeline *self, guint row, guint64 n)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return app_timeline_put_focus (self, row, n,
                                 gtk_widget_has_focus (GTK_WIDGET (self)) || app_timeline_is_inside (self));
}

/* The keyboard comes to the timeline, or to the span where it was; Tab from there leads out again. */
gboolean
app_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AppTimeline *self = APP_TIMELINE (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child != NULL && (child == self->span_bubble || child == self->range_bubble))
    return gtk_widget_child_focus (child, direction);
  if (child != NULL || gtk_widget_is_focus (widget) || !gtk_widget_get_can_focus (widget))
    return FALSE;
  if (self->view.focused_span != G_MAXUINT64
      && app_timeline_put_focus (self, self->view.focused_row, self->view.focused_span, TRUE))
    return TRUE;
  return gtk_widget_grab_focus (widget);
}
