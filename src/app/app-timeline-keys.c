/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline-private.h"
#include "lab-walk.h"

#define ZOOM_STEP 1.5
#define PAN_STEP 0.2
#define PAGE 10 /* lanes */

/* The places of keys, where those of X11 and Wayland are: what is printed on them depends on the country. */
enum
{
  PLACE_W = 25,
  PLACE_A = 38,
  PLACE_S = 39,
  PLACE_D = 40,
  PLACE_BRACKET_LEFT = 34,
  PLACE_BRACKET_RIGHT = 35,
};

static gboolean
has_places (AppTimeline *self)
{
  const char *display = G_OBJECT_TYPE_NAME (gtk_widget_get_display (GTK_WIDGET (self)));

  return g_str_equal (display, "GdkX11Display") || g_str_equal (display, "GdkWaylandDisplay");
}

/* By the place of the key, or where that is not known by what is printed on it. */
static guint
find_place (AppTimeline *self, guint keyval, guint keycode)
{
  if (keyval == GDK_KEY_bracketleft)
    return PLACE_BRACKET_LEFT;
  if (keyval == GDK_KEY_bracketright)
    return PLACE_BRACKET_RIGHT;
  if (has_places (self))
    return keycode;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_w:
      return PLACE_W;
    case GDK_KEY_a:
      return PLACE_A;
    case GDK_KEY_s:
      return PLACE_S;
    case GDK_KEY_d:
      return PLACE_D;
    default:
      return 0;
    }
}

/* What one looks at closer: the focused span, else the pointer, else the middle. */
static guint64
get_aim (AppTimeline *self)
{
  guint64 n, time;
  guint row;

  if (app_timeline_get_focused_span (self, &row, &n))
    {
      LabSpan span = lab_timeline_get_span (app_timeline_get_timeline (self), self->view.by, row, n);

      time = span.start + (span.end - span.start) / 2;
      if (time >= self->view.start && time <= self->view.end)
        return time;
    }
  return self->pointer_time;
}

static gboolean
press_place (AppTimeline *self, guint place)
{
  switch (place)
    {
    case PLACE_W:
      app_timeline_zoom (self, 1 / ZOOM_STEP, get_aim (self));
      return TRUE;
    case PLACE_S:
      app_timeline_zoom (self, ZOOM_STEP, get_aim (self));
      return TRUE;
    case PLACE_A:
      app_timeline_pan (self, -PAN_STEP);
      return TRUE;
    case PLACE_D:
      app_timeline_pan (self, PAN_STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
enter (AppTimeline *self)
{
  guint64 from, to, n;
  guint row;

  if (app_timeline_get_selected_range (self, &from, &to))
    app_timeline_show_range_bubble (self, TRUE);
  else if (!app_timeline_enter (self) && app_timeline_get_focused_span (self, &row, &n))
    {
      app_timeline_activate_span (self, row, n);
      app_timeline_show_span_bubble (self, TRUE);
    }
}

/* One thing at a time, from the outside in; FALSE where nothing is left. */
static gboolean
escape (AppTimeline *self)
{
  guint64 from, to, n;
  guint row;

  if (app_timeline_hide_bubbles (self))
    return TRUE;
  if (app_timeline_get_selected_range (self, &from, &to) || self->view.selected_row != G_MAXUINT)
    {
      self->view.selected_row = G_MAXUINT;
      app_timeline_select_range (self, 0, 0);
      app_chart_queue_layout (APP_CHART (self));
      return TRUE;
    }
  if (!app_timeline_get_focused_span (self, &row, &n))
    return FALSE;
  app_timeline_clear_focus (self);
  return TRUE;
}

/* Those of the number block are like their namesakes, and '=' is the '+' that takes no Shift. */
static guint
simplify (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_KP_Left:
      return GDK_KEY_Left;
    case GDK_KEY_KP_Right:
      return GDK_KEY_Right;
    case GDK_KEY_KP_Up:
      return GDK_KEY_Up;
    case GDK_KEY_KP_Down:
      return GDK_KEY_Down;
    case GDK_KEY_KP_Page_Up:
      return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Page_Down:
      return GDK_KEY_Page_Down;
    case GDK_KEY_KP_Home:
      return GDK_KEY_Home;
    case GDK_KEY_KP_End:
      return GDK_KEY_End;
    case GDK_KEY_KP_0:
      return GDK_KEY_0;
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return GDK_KEY_Tab;
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return GDK_KEY_Return;
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      return GDK_KEY_plus;
    case GDK_KEY_KP_Subtract:
      return GDK_KEY_minus;
    default:
      return gdk_keyval_to_lower (keyval);
    }
}

static gboolean
press_sign (AppTimeline *self, guint key)
{
  if (key != GDK_KEY_plus && key != GDK_KEY_minus)
    return FALSE;
  app_timeline_zoom (self, key == GDK_KEY_plus ? 1 / ZOOM_STEP : ZOOM_STEP, get_aim (self));
  return TRUE;
}

static gboolean
press_control (AppTimeline *self, guint key, gboolean shift)
{
  switch (key)
    {
    case GDK_KEY_z:
      return shift ? app_timeline_redo (self) : app_timeline_undo (self);
    case GDK_KEY_y:
      return app_timeline_redo (self);
    case GDK_KEY_0:
      app_timeline_fit (self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      app_timeline_pan (self, key == GDK_KEY_Left ? -PAN_STEP : PAN_STEP);
      return TRUE;
    default:
      return press_sign (self, key);
    }
}

/* The focused lane's process; where that lane is folded away, the one that was folded last. */
static void
toggle_group (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  gint32 pid;

  if (self->view.focused_span == G_MAXUINT64
      || !lab_timeline_get_lane_group (timeline, self->view.by, self->view.focused_row, &pid))
    pid = self->toggled_pid;
  if (pid != 0)
    app_timeline_toggle_group (self, pid);
}

static gboolean
press_key (AppTimeline *self, guint key, gboolean shift)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      (shift ? app_timeline_extend_range : app_timeline_step) (self, key == GDK_KEY_Left);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      app_timeline_change_lane (self, key == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      app_timeline_change_lane (self, key == GDK_KEY_Page_Up ? -PAGE : PAGE);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_End:
      app_timeline_go_to_end (self, key == GDK_KEY_End);
      return TRUE;
    case GDK_KEY_Tab:
      return app_timeline_is_inside (self) && app_timeline_change_lane (self, shift ? -1 : 1);
    case GDK_KEY_f:
      app_timeline_fit (self);
      return TRUE;
    case GDK_KEY_g:
      toggle_group (self);
      return TRUE;
    case GDK_KEY_Return:
      enter (self);
      return TRUE;
    case GDK_KEY_Escape:
      return escape (self);
    default:
      return press_sign (self, key);
    }
}

static gboolean
is_in_bubble (AppTimeline *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && (child == self->span_bubble || child == self->range_bubble);
}

static gboolean
press (AppTimeline *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0 || keyval == GDK_KEY_ISO_Left_Tab;
  guint place;

  if (app_timeline_get_timeline (self) == NULL)
    return FALSE;
  if (is_in_bubble (self))
    return keyval == GDK_KEY_Escape && app_timeline_hide_bubbles (self);
  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    return press_control (self, simplify (keyval), shift);
  place = find_place (self, keyval, keycode);
  if (place == PLACE_BRACKET_LEFT || place == PLACE_BRACKET_RIGHT)
    {
      app_timeline_follow_link (self, place == PLACE_BRACKET_LEFT ? LAB_LINK_INCOMING : LAB_LINK_OUTGOING);
      return TRUE;
    }
  return press_key (self, simplify (keyval), shift) || press_place (self, place);
}

static gboolean
on_key_pressed (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state, AppTimeline *self)
{
  guint32 time = gtk_event_controller_get_current_event_time (controller);
  gboolean handled;

  self->asked_at = app_looks_get_time (time, g_get_monotonic_time ());
  handled = press (self, keyval, keycode, state);
  self->asked_at = 0;
  return handled;
}

void
app_timeline_add_keys (AppTimeline *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
