/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is seen of a timeline: which time, and how far its lanes are scrolled. A value. */
typedef struct
{
  guint64 start, end; /* ns */
  double scroll;
} AppLook;

/* The time that there is to be seen. A value. */
typedef struct
{
  guint64 start, end; /* ns */
} AppReach;

#define APP_LOOK_SHORTEST G_GUINT64_CONSTANT (100) /* ns: closer there is nothing that a clock could tell apart */

gboolean app_look_equal (const AppLook *one, const AppLook *other);

/* `factor` times as much time, with the same moment at the same place; never more than there is. */
AppLook app_look_zoom (const AppLook *self, const AppReach *reach, guint64 around, double factor);

/* `ns` later, or earlier where that is negative. */
AppLook app_look_pan (const AppLook *self, const AppReach *reach, double ns);

/* From a time to a time, whichever comes first, but within what there is. */
AppLook app_look_show (const AppLook *self, const AppReach *reach, guint64 from, guint64 to);

/* Whether all that there is is seen. */
gboolean app_look_is_whole (const AppLook *self, const AppReach *reach);

/* The looks that were left, to go back to, and those that were gone back from. */
typedef struct _AppLooks AppLooks;

typedef enum
{
  APP_MOVE_ZOOM, /* many of these in a row are one step, */
  APP_MOVE_PAN,  /* and of these; */
  APP_MOVE_JUMP, /* but each of these is one */
} AppMove;

#define APP_LOOKS_MAX 100

AppLooks *app_looks_new (void);
void app_looks_free (AppLooks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppLooks, app_looks_free)

void app_looks_clear (AppLooks *self);

/* When it was that an event of this time happened, in µs of the clock that says `now`. On a busy machine that can be
 * long before it is heeded. It is now where the event has no time (0), or that of a display with another clock. */
gint64 app_looks_get_time (guint32 event_time, gint64 now);

/* `look` is being left, at a time in µs of any clock. */
void app_looks_add (AppLooks *self, const AppLook *look, AppMove how, gint64 time);

/* Exchanges `look` for the one before it, or after it; FALSE where there is none. */
gboolean app_looks_undo (AppLooks *self, AppLook *look);
gboolean app_looks_redo (AppLooks *self, AppLook *look);

G_END_DECLS
