/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "app-chart-item.h"
#include "app-latency-chart.h"

#define ZOOM_STEP 1.25
#define PAN_STEP 0.5 /* decades */
#define DRAG_MIN 8   /* pixels, from where on it is no click */

struct _AppLatencyChart
{
  AppChart parent_instance;

  GPtrArray *editions;
  GPtrArray *sheets;
  LabAnalogy *analogy;
  double rate;
  double from, to; /* log10 ns */
  double limit;    /* of `to`: all that there is to be seen */
  GPtrArray *rungs;
  GPtrArray *items;          /* AppChartItem, one for each rung; they are children */
  guint hovered, selected;   /* LAB_LATENCY_NO_RUNG: none */
  double x, y;               /* of the pointer, in the chart's units */
  double held_from, held_to; /* when a gesture began */
};

G_DEFINE_FINAL_TYPE (AppLatencyChart, app_latency_chart, APP_TYPE_CHART)

static guint selected_signal;

static const double axis_from = -1; /* log10 of LAB_LATENCY_FROM and LAB_LATENCY_TO */
static const double axis_to = 9;

static gboolean
has_columns (AppLatencyChart *self)
{
  return self->analogy != NULL && self->editions->len + self->sheets->len > 0;
}

static LabLatencyView
make_view (AppLatencyChart *self, double width)
{
  LabLatencyView view;

  lab_latency_init_view (&view, self->editions, self->sheets, self->analogy);
  view.rate = self->rate;
  view.width = width;
  view.subtitle = self->analogy->rule;
  view.selected = self->hovered != LAB_LATENCY_NO_RUNG ? self->hovered : self->selected;
  if (!app_latency_chart_shows_all (self))
    {
      view.from = pow (10, self->from);
      view.to = pow (10, self->to);
    }
  return view;
}

static LabLatencyView
make_own_view (AppLatencyChart *self)
{
  return make_view (self, gtk_widget_get_width (GTK_WIDGET (self)) / app_chart_get_zoom (APP_CHART (self)));
}

static void
app_latency_chart_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  AppLatencyChart *self = APP_LATENCY_CHART (chart);
  LabLatencyView view;

  if (!has_columns (self))
    return;
  view = make_view (self, width);
  lab_latency_layout (&view, font, scene);
}

static double
app_latency_chart_get_height (AppChart *chart, double width, LabFont *font)
{
  AppLatencyChart *self = APP_LATENCY_CHART (chart);
  LabLatencyView view;

  if (!has_columns (self))
    return 0;
  view = make_view (self, width);
  return lab_latency_get_full_height (&view, font);
}

/* The items where the rungs are. */
static void
app_latency_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppLatencyChart *self = APP_LATENCY_CHART (widget);
  double zoom = app_chart_get_zoom (APP_CHART (self)), y, rung_height;
  LabLatencyView view;

  if (self->items->len == 0)
    return;
  view = make_view (self, width / zoom);
  lab_latency_get_rung_place (&view, app_chart_get_font (APP_CHART (self)), 0, &y, &rung_height);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i);
      int minimum;

      gtk_widget_measure (item, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (item,
                                &(GtkAllocation){ 0, (int) floor ((y + i * rung_height) * zoom), width,
                                                  MAX ((int) floor (rung_height * zoom), minimum) },
                                -1);
    }
}

static guint
find_item (AppLatencyChart *self, GtkWidget *item)
{
  guint n;

  return item != NULL && g_ptr_array_find (self->items, item, &n) ? n : LAB_LATENCY_NO_RUNG;
}

/* Tab comes in and goes out; up and down walk through the rungs. */
static gboolean
app_latency_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AppLatencyChart *self = APP_LATENCY_CHART (widget);
  guint n = find_item (self, gtk_widget_get_focus_child (widget));

  if (n == LAB_LATENCY_NO_RUNG)
    n = self->selected < self->items->len ? self->selected : 0;
  else if (direction == GTK_DIR_UP && n > 0)
    n--;
  else if (direction == GTK_DIR_DOWN)
    n++;
  else
    return FALSE;
  return n < self->items->len && gtk_widget_grab_focus (g_ptr_array_index (self->items, n));
}

static void
on_item_focus (GtkWidget *item, GParamSpec *spec, AppLatencyChart *self)
{
  if (gtk_widget_has_focus (item))
    app_latency_chart_select (self, find_item (self, item));
}

static void
resize_items (AppLatencyChart *self, guint n)
{
  while (self->items->len > n)
    {
      gtk_widget_unparent (g_ptr_array_index (self->items, self->items->len - 1));
      g_ptr_array_set_size (self->items, (int) self->items->len - 1);
    }
  while (self->items->len < n)
    {
      GtkWidget *item = app_chart_item_new ();

      gtk_widget_set_parent (item, GTK_WIDGET (self));
      g_signal_connect (item, "notify::has-focus", G_CALLBACK (on_item_focus), self);
      g_ptr_array_add (self->items, item);
    }
}

static const char *
get_column_title (AppLatencyChart *self, guint column)
{
  if (column < self->editions->len)
    return lab_edition_get_title (g_ptr_array_index (self->editions, column));
  return ((const LabSheet *) g_ptr_array_index (self->sheets, column - self->editions->len))->label;
}

/* "Main memory reference. The source notes: 100 ns. This machine: 174 ns." */
static char *
make_name (AppLatencyChart *self, const LabRung *rung)
{
  GString *name = g_string_new (rung->title);

  for (guint column = 0; column < rung->n_editions + rung->n_sheets; column++)
    {
      g_autofree char *value = lab_rung_describe (rung, column);

      if (value != NULL)
        g_string_append_printf (name, ". %s: %s", get_column_title (self, column), value);
    }
  return g_string_free (name, FALSE);
}

static void
name_items (AppLatencyChart *self)
{
  resize_items (self, self->rungs->len);
  for (guint i = 0; i < self->rungs->len; i++)
    {
      g_autofree char *text = make_name (self, g_ptr_array_index (self->rungs, i));

      app_chart_item_set_text (g_ptr_array_index (self->items, i), text);
    }
}

static double
find_limit (AppLatencyChart *self)
{
  double low, high, limit = axis_to;

  for (guint i = 0; i < self->rungs->len; i++)
    {
      const LabRung *rung = g_ptr_array_index (self->rungs, i);

      for (guint column = 0; column < rung->n_editions + rung->n_sheets; column++)
        if (lab_rung_get_range (rung, column, &low, &high))
          limit = MAX (limit, ceil (log10 (high)));
    }
  return limit;
}

/* What is shown is other rows, or says other things of them. */
static void
app_latency_chart_renew (AppLatencyChart *self)
{
  g_autofree char *kept = g_strdup (app_latency_chart_get_selected_row (self));
  gboolean shows_all = app_latency_chart_shows_all (self);

  g_clear_pointer (&self->rungs, g_ptr_array_unref);
  self->rungs = has_columns (self) ? lab_rungs_collect (self->editions, self->sheets, NULL) : g_ptr_array_new ();
  self->hovered = LAB_LATENCY_NO_RUNG;
  self->limit = find_limit (self);
  if (shows_all)
    app_latency_chart_show_all (self);
  name_items (self);
  if (kept == NULL || !app_latency_chart_select_row (self, kept))
    app_latency_chart_select (self, LAB_LATENCY_NO_RUNG);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  app_chart_queue_layout (APP_CHART (self));
}

static void
set_range (AppLatencyChart *self, double from, double span)
{
  span = CLAMP (span, 1, self->limit - axis_from);
  self->from = CLAMP (from, axis_from, self->limit - span);
  self->to = self->from + span;
  app_chart_queue_layout (APP_CHART (self));
}

static LabLatencyHit
hit (AppLatencyChart *self)
{
  LabLatencyView view;

  if (!has_columns (self))
    return (LabLatencyHit){ LAB_LATENCY_NO_RUNG, G_MAXUINT, 0 };
  view = make_own_view (self);
  return lab_latency_hit (&view, app_chart_get_font (APP_CHART (self)), self->x, self->y);
}

static void
hover (AppLatencyChart *self, guint rung)
{
  if (self->hovered == rung)
    return;
  self->hovered = rung;
  app_chart_queue_layout (APP_CHART (self));
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, AppLatencyChart *self)
{
  self->x = x / app_chart_get_zoom (APP_CHART (self));
  self->y = y / app_chart_get_zoom (APP_CHART (self));
  hover (self, hit (self).rung);
}

static void
on_leave (GtkEventControllerMotion *controller, AppLatencyChart *self)
{
  hover (self, LAB_LATENCY_NO_RUNG);
}

static void
on_released (GtkGestureClick *gesture, int n, double x, double y, AppLatencyChart *self)
{
  guint rung = hit (self).rung;

  if (rung < self->items->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->items, rung));
  app_latency_chart_select (self, rung);
}

/* With Ctrl it zooms; the page scrolls with what is left. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, AppLatencyChart *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0)
    app_latency_chart_zoom (self, pow (ZOOM_STEP, dy), hit (self).ns);
  else if ((state & GDK_SHIFT_MASK) != 0)
    app_latency_chart_pan (self, (dx + dy) * PAN_STEP);
  else if (fabs (dx) > fabs (dy))
    app_latency_chart_pan (self, dx * PAN_STEP);
  else
    return FALSE;
  return TRUE;
}

static void
hold (AppLatencyChart *self)
{
  self->held_from = self->from;
  self->held_to = self->to;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, AppLatencyChart *self)
{
  double middle = (self->held_from + self->held_to) / 2;
  double span = (self->held_to - self->held_from) / MAX (scale, 0.01);

  set_range (self, middle - span / 2, span);
}

static void
on_drag (GtkGestureDrag *gesture, double dx, double dy, AppLatencyChart *self)
{
  double span = self->held_to - self->held_from;

  if (fabs (dx) < DRAG_MIN || app_latency_chart_shows_all (self))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  set_range (self, self->held_from - dx / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1) * span, span);
}

static void
walk_to (AppLatencyChart *self, guint n)
{
  if (n < self->items->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->items, n));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, AppLatencyChart *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      app_latency_chart_zoom (self, 1 / ZOOM_STEP, 0);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      app_latency_chart_zoom (self, ZOOM_STEP, 0);
      return TRUE;
    case GDK_KEY_f:
    case GDK_KEY_F:
    case GDK_KEY_0:
      app_latency_chart_show_all (self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      app_latency_chart_pan (self, (key == GDK_KEY_Right) != rtl ? PAN_STEP : -PAN_STEP);
      return TRUE;
    case GDK_KEY_Home:
      walk_to (self, 0);
      return TRUE;
    case GDK_KEY_End:
      walk_to (self, self->items->len - 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  AppLatencyChart *self = APP_LATENCY_CHART (widget);
  g_autofree char *text = NULL;

  if (keyboard || self->hovered >= self->rungs->len)
    return FALSE;
  text = app_latency_chart_describe (self, self->hovered);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - 4, y - 4, 8, 8 });
  return TRUE;
}

static void
app_latency_chart_dispose (GObject *object)
{
  resize_items (APP_LATENCY_CHART (object), 0);
  G_OBJECT_CLASS (app_latency_chart_parent_class)->dispose (object);
}

static void
app_latency_chart_finalize (GObject *object)
{
  AppLatencyChart *self = APP_LATENCY_CHART (object);

  g_ptr_array_unref (self->rungs);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->editions);
  g_ptr_array_unref (self->sheets);
  g_clear_pointer (&self->analogy, lab_analogy_free);
  G_OBJECT_CLASS (app_latency_chart_parent_class)->finalize (object);
}

static void
app_latency_chart_class_init (AppLatencyChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_latency_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_latency_chart_finalize;
  widget_class->size_allocate = app_latency_chart_size_allocate;
  widget_class->focus = app_latency_chart_focus;
  APP_CHART_CLASS (klass)->layout = app_latency_chart_layout;
  APP_CHART_CLASS (klass)->get_height = app_latency_chart_get_height;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  selected_signal = g_signal_new ("selected", APP_TYPE_LATENCY_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
add_controllers (AppLatencyChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new (), *drag = gtk_gesture_drag_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (hold), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (hold), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

static void
app_latency_chart_init (AppLatencyChart *self)
{
  self->editions = g_ptr_array_new ();
  self->sheets = g_ptr_array_new ();
  self->rungs = g_ptr_array_new ();
  self->items = g_ptr_array_new ();
  self->rate = LAB_RATE_COUNTED;
  self->from = axis_from;
  self->to = self->limit = axis_to;
  self->hovered = self->selected = LAB_LATENCY_NO_RUNG;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Latency scale"), -1);
  add_controllers (self);
}

void
app_latency_chart_set_columns (AppLatencyChart *self, GPtrArray *editions, GPtrArray *sheets)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self) && editions != NULL && sheets != NULL);

  g_ptr_array_ref (editions);
  g_ptr_array_unref (self->editions);
  self->editions = editions;
  g_ptr_array_ref (sheets);
  g_ptr_array_unref (self->sheets);
  self->sheets = sheets;
  app_latency_chart_renew (self);
}

void
app_latency_chart_set_analogy (AppLatencyChart *self, LabAnalogy *analogy, double rate)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self) && analogy != NULL);

  g_clear_pointer (&self->analogy, lab_analogy_free);
  self->analogy = analogy;
  self->rate = rate;
  app_latency_chart_renew (self);
}

void
app_latency_chart_zoom (AppLatencyChart *self, double factor, double ns)
{
  double span, fixed, share;

  g_return_if_fail (APP_IS_LATENCY_CHART (self) && factor > 0);

  span = self->to - self->from;
  fixed = ns > 0 ? log10 (ns) : (self->from + self->to) / 2;
  share = (fixed - self->from) / span;
  span = CLAMP (span * factor, 1, self->limit - axis_from);
  set_range (self, fixed - share * span, span);
}

void
app_latency_chart_pan (AppLatencyChart *self, double decades)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self));

  set_range (self, self->from + decades, self->to - self->from);
}

void
app_latency_chart_show_all (AppLatencyChart *self)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self));

  set_range (self, axis_from, self->limit - axis_from);
}

gboolean
app_latency_chart_shows_all (AppLatencyChart *self)
{
  return self->from <= axis_from && self->to >= self->limit;
}

double
app_latency_chart_get_span (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), 0);

  return self->to - self->from;
}

guint
app_latency_chart_get_n_rungs (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), 0);

  return self->rungs->len;
}

void
app_latency_chart_select (AppLatencyChart *self, guint rung)
{
  g_return_if_fail (APP_IS_LATENCY_CHART (self));

  if (rung >= self->rungs->len)
    rung = LAB_LATENCY_NO_RUNG;
  self->selected = rung;
  app_chart_queue_layout (APP_CHART (self));
  g_signal_emit (self, selected_signal, 0);
}

gboolean
app_latency_chart_select_row (AppLatencyChart *self, const char *row)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self) && row != NULL, FALSE);

  for (guint i = 0; i < self->rungs->len; i++)
    {
      const LabRung *rung = g_ptr_array_index (self->rungs, i);

      if (!g_str_equal (rung->id, row) && !g_str_equal (rung->title, row))
        continue;
      app_latency_chart_select (self, i);
      return TRUE;
    }
  return FALSE;
}

const char *
app_latency_chart_get_selected_row (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), NULL);

  return self->selected < self->rungs->len ? ((LabRung *) g_ptr_array_index (self->rungs, self->selected))->id : NULL;
}

GtkWidget *
app_latency_chart_get_selected_item (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), NULL);

  return self->selected < self->items->len ? g_ptr_array_index (self->items, self->selected) : NULL;
}

char *
app_latency_chart_describe (AppLatencyChart *self, guint rung)
{
  LabLatencyView view;

  g_return_val_if_fail (APP_IS_LATENCY_CHART (self) && rung < self->rungs->len, NULL);

  view = make_own_view (self);
  return lab_latency_describe_rung (&view, app_chart_get_font (APP_CHART (self)), rung);
}

char *
app_latency_chart_describe_selected (AppLatencyChart *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_CHART (self), NULL);

  return self->selected < self->rungs->len ? app_latency_chart_describe (self, self->selected) : NULL;
}
