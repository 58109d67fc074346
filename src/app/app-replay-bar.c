/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-replay-bar.h"
#include "lab-quantity.h"

struct _AppReplayBar
{
  GtkWidget parent_instance;

  GtkWidget *play;
  GtkWidget *slider;
  GtkAdjustment *place; /* 0 to 1 */
  GtkLabel *time;
  GtkDropDown *speed;

  AppReplay *replay; /* NULL: none */
  guint tick;        /* while it plays; 0: none */
  gboolean updating; /* what changes is not the user's doing */
};

G_DEFINE_FINAL_TYPE (AppReplayBar, app_replay_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_REPLAY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const double speeds[] = { 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
                                 0.05,   0.1,    0.2,    0.5,   1,     2,     5,    10 };

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  app_replay_advance (APP_REPLAY_BAR (widget)->replay, gdk_frame_clock_get_frame_time (clock));
  return G_SOURCE_CONTINUE;
}

static void
update_tick (AppReplayBar *self)
{
  gboolean playing = self->replay != NULL && app_replay_is_playing (self->replay);

  if (playing && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  else if (!playing && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

static void
update_play (AppReplayBar *self)
{
  gboolean playing = self->replay != NULL && app_replay_is_playing (self->replay);
  const char *label = playing ? _ ("Pause") : _ ("Replay");

  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_playing_changed (AppReplayBar *self)
{
  update_tick (self);
  update_play (self);
}

static void
on_time_changed (AppReplayBar *self)
{
  guint64 start = 0, end = 0, time = G_MAXUINT64;
  g_autofree char *text = NULL;

  if (self->replay != NULL)
    {
      app_replay_get_range (self->replay, &start, &end);
      time = app_replay_get_time (self->replay);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), time != G_MAXUINT64);
  if (time == G_MAXUINT64)
    time = start;
  text = lab_format_duration (time - start);
  gtk_label_set_text (self->time, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  self->updating = TRUE;
  gtk_adjustment_set_value (self->place, (double) (time - start) / (double) MAX (end - start, 1));
  self->updating = FALSE;
}

/* The label has room for the longest time, so that nothing moves while it plays. */
static void
reserve_room (AppReplayBar *self)
{
  gtk_label_set_width_chars (self->time, 7);
}

static guint
find_speed (double speed)
{
  guint nearest = 0;

  for (guint i = 1; i < G_N_ELEMENTS (speeds); i++)
    if (fabs (log (speeds[i] / speed)) < fabs (log (speeds[nearest] / speed)))
      nearest = i;
  return nearest;
}

static void
on_speed_changed (AppReplayBar *self)
{
  if (self->replay == NULL)
    return;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->speed, find_speed (app_replay_get_speed (self->replay)));
  self->updating = FALSE;
}

static void
on_play_clicked (AppReplayBar *self)
{
  if (self->replay == NULL)
    return;
  if (app_replay_is_playing (self->replay))
    app_replay_pause (self->replay);
  else
    app_replay_play (self->replay);
}

static void
on_place_moved (AppReplayBar *self)
{
  guint64 start, end;

  if (self->updating || self->replay == NULL)
    return;
  app_replay_get_range (self->replay, &start, &end);
  app_replay_seek (self->replay, start + (guint64) (gtk_adjustment_get_value (self->place) * (double) (end - start)));
}

static void
on_speed_chosen (AppReplayBar *self)
{
  guint i = gtk_drop_down_get_selected (self->speed);

  if (!self->updating && self->replay != NULL && i < G_N_ELEMENTS (speeds))
    app_replay_set_speed (self->replay, speeds[i]);
}

static void
app_replay_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_REPLAY)
    g_value_set_object (value, APP_REPLAY_BAR (object)->replay);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_replay_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_REPLAY)
    app_replay_bar_set_replay (APP_REPLAY_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_replay_bar_dispose (GObject *object)
{
  GtkWidget *child;

  app_replay_bar_set_replay (APP_REPLAY_BAR (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_replay_bar_parent_class)->dispose (object);
}

static void
app_replay_bar_class_init (AppReplayBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_replay_bar_get_property;
  object_class->set_property = app_replay_bar_set_property;
  object_class->dispose = app_replay_bar_dispose;
  props[PROP_REPLAY] = g_param_spec_object ("replay", NULL, NULL, APP_TYPE_REPLAY,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-replay-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AppReplayBar, play);
  gtk_widget_class_bind_template_child (widget_class, AppReplayBar, slider);
  gtk_widget_class_bind_template_child (widget_class, AppReplayBar, place);
  gtk_widget_class_bind_template_child (widget_class, AppReplayBar, time);
  gtk_widget_class_bind_template_child (widget_class, AppReplayBar, speed);
}

static void
fill_speeds (AppReplayBar *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autofree char *text = g_strdup_printf ("%g×", speeds[i]);

      gtk_string_list_append (list, text);
    }
  app_drop_down_set_name (self->speed, _ ("Speed of the replay"));
  gtk_drop_down_set_model (self->speed, G_LIST_MODEL (list));
}

static void
app_replay_bar_init (AppReplayBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_speeds (self);
  reserve_room (self);
  /* Time goes from left to right in the lanes, in every language. */
  gtk_widget_set_direction (self->slider, GTK_TEXT_DIR_LTR);
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (on_play_clicked), self);
  g_signal_connect_swapped (self->place, "value-changed", G_CALLBACK (on_place_moved), self);
  g_signal_connect_swapped (self->speed, "notify::selected", G_CALLBACK (on_speed_chosen), self);
  on_playing_changed (self);
  on_time_changed (self);
}

GtkWidget *
app_replay_bar_new (AppReplay *replay)
{
  return g_object_new (APP_TYPE_REPLAY_BAR, "replay", replay, NULL);
}

void
app_replay_bar_set_replay (AppReplayBar *self, AppReplay *replay)
{
  g_return_if_fail (APP_IS_REPLAY_BAR (self));

  if (self->replay == replay)
    return;
  if (self->replay != NULL)
    g_signal_handlers_disconnect_by_data (self->replay, self);
  g_set_object (&self->replay, replay);
  update_tick (self);
  if (replay == NULL)
    return;
  g_signal_connect_swapped (replay, "notify::playing", G_CALLBACK (on_playing_changed), self);
  g_signal_connect_swapped (replay, "notify::time", G_CALLBACK (on_time_changed), self);
  g_signal_connect_swapped (replay, "notify::speed", G_CALLBACK (on_speed_changed), self);
  on_playing_changed (self);
  on_time_changed (self);
  on_speed_changed (self);
}

AppReplay *
app_replay_bar_get_replay (AppReplayBar *self)
{
  g_return_val_if_fail (APP_IS_REPLAY_BAR (self), NULL);

  return self->replay;
}
