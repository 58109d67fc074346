/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-record.h"
#include "lab-names.h"
#include "lab-run.h"

G_BEGIN_DECLS

struct _AppRecord
{
  GObject parent_instance;

  AppRecordState state;
  GError *error;
  char *title;
  GDateTime *time;
  GFile *file; /* NULL: none */

  LabExperiment *experiment; /* NULL where a trace does not say */
  LabRun *run;               /* of a run; NULL for a file */
  LabTrace *trace;           /* of a file; owned */
  LabNames *names;
  LabTimeline *timeline;
  LabResult *result;
  GMutex growing;   /* held by who changes the timeline's contents, and by who reads them on another thread */
  guint64 n_events; /* that the timeline has taken in */
  guint reader;     /* a source while it runs; 0: none */
  gboolean is_read; /* since that source came last: by who shows it, in each frame */
};

/* app-record.c */
char *app_record_describe (const LabExperiment *experiment); /* "Sleeping · Threads"; caller frees */
void app_record_grow (AppRecord *self);                      /* says so */
void app_record_take_in_last (AppRecord *self);              /* what app_record_update() left */
void app_record_settle (AppRecord *self);                    /* it is, and says so */
void app_record_make_timeline (AppRecord *self);             /* with the names, of the trace */

/* Whatever a first picture makes of a trace, in both ways to look at it: of a run that begins it grows with it, of a
 * file it is made where nobody waits. */
void app_record_prepare (AppRecord *self);

G_END_DECLS
