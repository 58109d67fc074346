/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app-replay.h"

/* How long a replay lasts, in ns, unless another speed is asked for. */
#define USUAL_LENGTH 10e9

struct _AppReplay
{
  GObject parent_instance;

  guint64 start, end; /* the same: there is no run */
  guint64 time;
  double speed;
  gboolean playing;
  gint64 from; /* when it began to play, µs; 0: with the next frame */
  guint64 from_time;
};

G_DEFINE_FINAL_TYPE (AppReplay, app_replay, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TIME,
  PROP_PLAYING,
  PROP_SPEED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
app_replay_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AppReplay *self = APP_REPLAY (object);

  switch (id)
    {
    case PROP_TIME:
      g_value_set_uint64 (value, app_replay_get_time (self));
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
app_replay_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AppReplay *self = APP_REPLAY (object);

  switch (id)
    {
    case PROP_TIME:
      app_replay_seek (self, g_value_get_uint64 (value));
      break;
    case PROP_PLAYING:
      if (g_value_get_boolean (value))
        app_replay_play (self);
      else
        app_replay_pause (self);
      break;
    case PROP_SPEED:
      app_replay_set_speed (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
app_replay_class_init (AppReplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_replay_get_property;
  object_class->set_property = app_replay_set_property;
  props[PROP_TIME] = g_param_spec_uint64 ("time", NULL, NULL, 0, G_MAXUINT64, G_MAXUINT64, flags);
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  props[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, APP_REPLAY_SLOWEST, APP_REPLAY_FASTEST, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_replay_init (AppReplay *self)
{
  self->speed = 1;
}

AppReplay *
app_replay_new (void)
{
  return g_object_new (APP_TYPE_REPLAY, NULL);
}

/* 1, 2 or 5 of a power of ten, so that it can be read. */
static double
choose_speed (guint64 length)
{
  double wanted = CLAMP ((double) length / USUAL_LENGTH, APP_REPLAY_SLOWEST, 1);
  double power = pow (10, floor (log10 (wanted)));
  double digit = wanted / power;

  return CLAMP ((digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power, APP_REPLAY_SLOWEST, 1);
}

void
app_replay_set_range (AppReplay *self, guint64 start, guint64 end)
{
  g_return_if_fail (APP_IS_REPLAY (self) && start <= end);

  app_replay_pause (self);
  self->start = self->time = start;
  self->end = end;
  if (end > start)
    app_replay_set_speed (self, choose_speed (end - start));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TIME]);
}

void
app_replay_get_range (AppReplay *self, guint64 *start, guint64 *end)
{
  g_return_if_fail (APP_IS_REPLAY (self));

  *start = self->start;
  *end = self->end;
}

static void
app_replay_set_playing (AppReplay *self, gboolean playing)
{
  self->playing = playing;
  self->from = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

void
app_replay_play (AppReplay *self)
{
  g_return_if_fail (APP_IS_REPLAY (self));

  if (self->playing || self->end == self->start)
    return;
  if (self->time >= self->end)
    app_replay_seek (self, self->start);
  app_replay_set_playing (self, TRUE);
}

void
app_replay_pause (AppReplay *self)
{
  g_return_if_fail (APP_IS_REPLAY (self));

  if (self->playing)
    app_replay_set_playing (self, FALSE);
}

gboolean
app_replay_is_playing (AppReplay *self)
{
  g_return_val_if_fail (APP_IS_REPLAY (self), FALSE);

  return self->playing;
}

static void
app_replay_go (AppReplay *self, guint64 time)
{
  guint64 before = self->time;

  self->time = CLAMP (time, self->start, self->end);
  if (self->time != before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TIME]);
}

void
app_replay_seek (AppReplay *self, guint64 time)
{
  g_return_if_fail (APP_IS_REPLAY (self));

  self->from = 0;
  app_replay_go (self, time);
}

guint64
app_replay_get_time (AppReplay *self)
{
  g_return_val_if_fail (APP_IS_REPLAY (self), G_MAXUINT64);

  return self->end > self->start ? self->time : G_MAXUINT64;
}

void
app_replay_set_speed (AppReplay *self, double speed)
{
  double allowed = CLAMP (speed, APP_REPLAY_SLOWEST, APP_REPLAY_FASTEST);

  g_return_if_fail (APP_IS_REPLAY (self));

  self->from = 0;
  if (self->speed > allowed || self->speed < allowed)
    {
      self->speed = allowed;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPEED]);
    }
}

double
app_replay_get_speed (AppReplay *self)
{
  g_return_val_if_fail (APP_IS_REPLAY (self), 1);

  return self->speed;
}

/* From where it began to play, not from frame to frame: nothing is rounded twice. */
void
app_replay_advance (AppReplay *self, gint64 now)
{
  g_return_if_fail (APP_IS_REPLAY (self));

  if (!self->playing)
    return;
  if (self->from == 0)
    {
      self->from = now;
      self->from_time = self->time;
      return;
    }
  app_replay_go (self, self->from_time + (guint64) ((double) MAX (now - self->from, 0) * 1000 * self->speed));
  if (self->time >= self->end)
    app_replay_pause (self);
}
