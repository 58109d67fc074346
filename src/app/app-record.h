/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-result.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD (app_record_get_type ())

/* A run that the window shows: one that goes on, one that has ended, or one out of a file. Belongs to the window's
 * thread; what takes long (expanding a program, reading a file, the figures) happens on others.
 * Signals: "grew" from app_record_update(), when the trace has more than before; "settled" once, when it has ended and
 * its figures are known, or when it could not be started (then it has an error and nothing else).
 * Property "title", which the user can change. */
G_DECLARE_FINAL_TYPE (AppRecord, app_record, APP, RECORD, GObject)

typedef enum
{
  APP_RECORD_NEW,
  APP_RECORD_STARTING,
  APP_RECORD_RUNNING,
  APP_RECORD_READING, /* it has ended, its figures are being computed */
  APP_RECORD_SETTLED,
} AppRecordState;

AppRecord *app_record_new (const LabExperiment *experiment); /* copies it */
void app_record_start (AppRecord *self);

/* Asks it to stop; what was recorded stays. Harmless when it has ended. */
void app_record_stop (AppRecord *self);

/* A saved trace. The record is settled when it comes. */
void app_record_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
AppRecord *app_record_open_finish (GAsyncResult *result, GError **error);

/* Takes in what was recorded since; cheap where nothing was. For whoever draws, once a frame. Not while it is held. */
gboolean app_record_update (AppRecord *self);

/* While it is held it does not grow, so that another thread can read the indexes of its timeline: for a moment. Called
 * there; whoever does so has a reference, which the window's thread gives back. */
void app_record_hold (AppRecord *self);
void app_record_release (AppRecord *self);

AppRecordState app_record_get_state (AppRecord *self);
gboolean app_record_is_live (AppRecord *self);        /* not settled yet, and started */
const GError *app_record_get_error (AppRecord *self); /* why it could not be started; NULL otherwise */

/* NULL until there is something: from RUNNING on. They belong to the record, and stay the same to its end. */
LabTrace *app_record_get_trace (AppRecord *self);
LabTimeline *app_record_get_timeline (AppRecord *self);

/* The memory of a run, for a reader of its own on another thread; NULL for a file, and before it is started. */
LabSegment *app_record_get_segment (AppRecord *self);

const LabResult *app_record_get_result (AppRecord *self);         /* NULL until it is settled */
const LabExperiment *app_record_get_experiment (AppRecord *self); /* NULL where a trace does not say */

/* A view of the whole run on the machine that it ran on; only with a timeline. */
void app_record_init_view (AppRecord *self, LabTimelineView *view, LabView by);

/* How many tasks have ended, and of how many. */
void app_record_get_progress (AppRecord *self, guint64 *n_ended, guint64 *n_tasks);

const char *app_record_get_title (AppRecord *self); /* "Sleeping · Threads", or what the user called it */
void app_record_set_title (AppRecord *self, const char *title);
gboolean app_record_has_own_title (AppRecord *self); /* whether it is what the user called it */
GDateTime *app_record_get_time (AppRecord *self);    /* when it was started; of a file: when that was written */
GFile *app_record_get_file (AppRecord *self);        /* where it came from, or was saved to last; NULL: nowhere */

/* Only with a trace, and not while it is RUNNING. */
void app_record_save_async (AppRecord *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer data);
gboolean app_record_save_finish (AppRecord *self, GAsyncResult *result, GError **error);

G_END_DECLS
