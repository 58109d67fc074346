/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-glide.h"
#include "app-look.h"
#include "app-range-details.h"
#include "app-span-details.h"
#include "app-timeline.h"
#include "lab-hit.h"
#include "lab-link.h"

G_BEGIN_DECLS

/* What is being dragged. */
typedef enum
{
  APP_DRAG_NOTHING,
  APP_DRAG_PICTURE,
  APP_DRAG_RANGE,        /* from where it began */
  APP_DRAG_WINDOW,       /* that of the overview, */
  APP_DRAG_WINDOW_START, /* one of its ends, */
  APP_DRAG_WINDOW_END,
  APP_DRAG_WINDOW_NEW, /* or a new one */
} AppDragKind;

typedef struct
{
  AppDragKind kind;
  gboolean moved;        /* far enough not to be a click */
  double x, y;           /* where it began, in the widget's pixels, */
  double last_x, last_y; /* and where it is */
  guint64 time;          /* what was there */
  AppLook look;          /* how it looked then */
} AppDrag;

struct _AppTimeline
{
  AppChart parent_instance;

  AppRecord *record; /* NULL: none */
  AppReplay *replay; /* NULL: none */
  LabTimelineView view;
  AppLooks *looks;
  gint64 asked_at;      /* when what is being done was asked for, in µs; 0: just now */
  gboolean is_whole;    /* all of the run is seen, however long it gets */
  gboolean follow;      /* keeps up with its end */
  guint live_tick;      /* while it goes on; 0: none */
  guint glide_tick;     /* while it glides */
  guint n_lanes;        /* that the height was asked for */
  guint64 cursor;       /* of the playhead or of others; G_MAXUINT64: none */
  guint64 pointer_time; /* below the pointer; G_MAXUINT64: that is elsewhere */
  double pointer_x, pointer_y;
  AppGlide glide;
  AppDrag drag;
  AppLook pinch;             /* how it looked when two fingers came */
  gint32 toggled_pid;        /* the process that was folded or unfolded last; 0: none */
  guint64 anchor;            /* of a range that the keyboard makes: the end that stays */
  GPtrArray *items;          /* of AppSpanItem, in the order of time: children */
  guint items_source;        /* that brings them up to date; 0: they are */
  GtkAdjustment *adjustment; /* of the lanes */
  GtkWidget *scrollbar;
  GtkWidget *span_bubble; /* popovers and what is in them, made when they are first needed */
  GtkWidget *span_details;
  GtkWidget *range_bubble;
  GtkWidget *range_details;
  GtkEventController *outside; /* of the window, while there is a bubble; NULL: none */
};

/* app-timeline.c */
LabTimeline *app_timeline_get_timeline (AppTimeline *self); /* NULL: there is nothing yet */
gboolean app_timeline_is_live (AppTimeline *self);
void app_timeline_point_at (AppTimeline *self, guint64 time); /* emits "cursor-moved" */
void app_timeline_activate_span (AppTimeline *self, guint row, guint64 n);
void app_timeline_grab_self (AppTimeline *self); /* the keyboard is at the timeline, not at a span of it */

/* app-timeline-lanes.c: which lanes there are, and the room for them. */
LabTimelineView app_timeline_get_sized_view (AppTimeline *self); /* as the widget shows it */
void app_timeline_lanes_changed (AppTimeline *self);
void app_timeline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline);
void app_timeline_add_scrollbar (AppTimeline *self);
void app_timeline_allocate_scrollbar (AppTimeline *self, int width);

/* app-timeline-move.c */
AppReach app_timeline_get_reach (AppTimeline *self);
AppLook app_timeline_get_look (AppTimeline *self);
void app_timeline_set_look (AppTimeline *self, const AppLook *look);               /* which is no step of undo */
gboolean app_timeline_go_to (AppTimeline *self, const AppLook *look, AppMove how); /* FALSE: it is there */
double app_timeline_get_ns_per_pixel (AppTimeline *self);
gboolean app_timeline_scroll_lanes (AppTimeline *self, double by); /* in units; FALSE: there is no more */
void app_timeline_keep_up (AppTimeline *self);
void app_timeline_reveal (AppTimeline *self, guint row, guint64 n);
void app_timeline_start_glide (AppTimeline *self);
void app_timeline_stop_glide (AppTimeline *self);

/* app-timeline-draft.c: a picture of its own. */
AppDraft *app_timeline_make_draft (AppChart *chart, double width, double height, double column);

/* app-timeline-cursor.c */
void app_timeline_append_cursor (AppTimeline *self, GtkSnapshot *snapshot);
void app_timeline_update_replay (AppTimeline *self); /* another run, or another end of it */

/* app-timeline-live.c */
void app_timeline_watch_record (AppTimeline *self);
void app_timeline_forget_record (AppTimeline *self);
void app_timeline_start_ticking (AppTimeline *self); /* while the run goes on and is seen */
void app_timeline_stop_ticking (AppTimeline *self);

/* app-timeline-keys.c, -pointer.c, -scroll.c, -tooltip.c: what it listens to. */
void app_timeline_add_keys (AppTimeline *self);
void app_timeline_add_pointer (AppTimeline *self);
void app_timeline_add_scroll (AppTimeline *self);
void app_timeline_add_tooltip (AppTimeline *self);
LabHit app_timeline_hit (AppTimeline *self, double x, double y);
LabRect app_timeline_get_plot (AppTimeline *self); /* where the time axis is, in the widget's pixels */

/* app-timeline-focus.c: the focused span, and the children that those see who do not see the picture. */
gboolean app_timeline_put_focus (AppTimeline *self, guint row, guint64 n, gboolean grab);
void app_timeline_clear_focus (AppTimeline *self);
gboolean app_timeline_enter (AppTimeline *self); /* focuses a span where none is; FALSE: there is none */
void app_timeline_queue_items (AppTimeline *self);
void app_timeline_update_items (AppTimeline *self);
void app_timeline_clear_items (AppTimeline *self);
void app_timeline_allocate_items (AppTimeline *self);
gboolean app_timeline_grab_item (AppTimeline *self); /* FALSE: no span is focused */
gboolean app_timeline_is_inside (AppTimeline *self); /* the keyboard is at a span */
gboolean app_timeline_focus (GtkWidget *widget, GtkDirectionType direction);

/* app-timeline-walk.c: from the focused span to others. */
void app_timeline_step (AppTimeline *self, gboolean back);
gboolean app_timeline_change_lane (AppTimeline *self, int by); /* FALSE: there is none */
void app_timeline_go_to_end (AppTimeline *self, gboolean last);
void app_timeline_follow_link (AppTimeline *self, LabLinkDirection direction);
void app_timeline_extend_range (AppTimeline *self, gboolean back);

/* app-timeline-bubbles.c */
void app_timeline_show_span_bubble (AppTimeline *self, gboolean grab);
void app_timeline_show_range_bubble (AppTimeline *self, gboolean grab);
gboolean app_timeline_hide_bubbles (AppTimeline *self); /* FALSE: none was there */
void app_timeline_drop_bubbles (AppTimeline *self);     /* the timeline is no longer seen */
void app_timeline_allocate_bubbles (AppTimeline *self);
void app_timeline_renew_span_bubble (AppTimeline *self); /* where it is shown */

G_END_DECLS
