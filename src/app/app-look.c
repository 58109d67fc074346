/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-look.h"

/* Moves of one kind with a longer pause between them are two steps. */
#define PAUSE (700 * G_TIME_SPAN_MILLISECOND)

/* So many ms after it happened an event may be heeded; what seems later comes from a display with another clock. */
#define LATE_MAX 60000

/* What lacks less than this of the whole run is meant to be it. */
#define NEARLY 0.999

struct _AppLooks
{
  GArray *past;   /* of AppLook, the latest last */
  GArray *future; /* the same */
  AppMove how;    /* of the last move, */
  gint64 time;    /* and when it was, in µs */
};

gboolean
app_look_equal (const AppLook *one, const AppLook *other)
{
  return one->start == other->start && one->end == other->end && ABS (one->scroll - other->scroll) < 0.5;
}

static guint64
get_room (const AppReach *reach)
{
  return MAX (reach->end, reach->start + 1) - reach->start;
}

/* So long, from `start` on or as near to it as possible. */
static AppLook
place (const AppLook *self, const AppReach *reach, double start, double length)
{
  guint64 room = get_room (reach);
  guint64 shortest = MIN (APP_LOOK_SHORTEST, room);
  guint64 whole = length >= (double) room * NEARLY ? room : MAX ((guint64) (length + 0.5), shortest);
  double last = (double) (room - whole);
  AppLook look = *self;

  look.start = reach->start + (guint64) CLAMP (start - (double) reach->start, 0, last);
  look.end = look.start + whole;
  return look;
}

AppLook
app_look_zoom (const AppLook *self, const AppReach *reach, guint64 around, double factor)
{
  double length = (double) (self->end - self->start);
  double room = (double) get_room (reach);
  double longer = CLAMP (length * factor, MIN ((double) APP_LOOK_SHORTEST, room), room);
  double fixed = CLAMP ((double) around, (double) self->start, (double) self->end);

  return place (self, reach, fixed - (fixed - (double) self->start) * longer / MAX (length, 1), longer);
}

AppLook
app_look_pan (const AppLook *self, const AppReach *reach, double ns)
{
  return place (self, reach, (double) self->start + ns, (double) (self->end - self->start));
}

AppLook
app_look_show (const AppLook *self, const AppReach *reach, guint64 from, guint64 to)
{
  guint64 start = MIN (from, to);

  return place (self, reach, (double) start, (double) (MAX (from, to) - start));
}

gboolean
app_look_is_whole (const AppLook *self, const AppReach *reach)
{
  return self->start <= reach->start && self->end >= reach->end;
}

AppLooks *
app_looks_new (void)
{
  AppLooks *self = g_new0 (AppLooks, 1);

  self->past = g_array_new (FALSE, FALSE, sizeof (AppLook));
  self->future = g_array_new (FALSE, FALSE, sizeof (AppLook));
  app_looks_clear (self);
  return self;
}

void
app_looks_free (AppLooks *self)
{
  g_array_unref (self->past);
  g_array_unref (self->future);
  g_free (self);
}

void
app_looks_clear (AppLooks *self)
{
  g_array_set_size (self->past, 0);
  g_array_set_size (self->future, 0);
  self->how = APP_MOVE_JUMP;
}

gint64
app_looks_get_time (guint32 event_time, gint64 now)
{
  guint32 late = (guint32) (now / G_TIME_SPAN_MILLISECOND) - event_time;

  return event_time != 0 && late < LATE_MAX ? now - late * G_TIME_SPAN_MILLISECOND : now;
}

void
app_looks_add (AppLooks *self, const AppLook *look, AppMove how, gint64 time)
{
  gboolean goes_on = how != APP_MOVE_JUMP && how == self->how && time - self->time < PAUSE;

  self->how = how;
  self->time = time;
  g_array_set_size (self->future, 0);
  if (goes_on && self->past->len > 0)
    return;
  if (self->past->len == APP_LOOKS_MAX)
    g_array_remove_index (self->past, 0);
  g_array_append_val (self->past, *look);
}

static gboolean
exchange (GArray *from, GArray *to, AppLook *look)
{
  if (from->len == 0)
    return FALSE;
  g_array_append_val (to, *look);
  *look = g_array_index (from, AppLook, from->len - 1);
  g_array_set_size (from, from->len - 1);
  return TRUE;
}

gboolean
app_looks_undo (AppLooks *self, AppLook *look)
{
  self->how = APP_MOVE_JUMP;
  return exchange (self->past, self->future, look);
}

gboolean
app_looks_redo (AppLooks *self, AppLook *look)
{
  self->how = APP_MOVE_JUMP;
  return exchange (self->future, self->past, look);
}
