/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-names.h"
#include "lab-result.h"

G_BEGIN_DECLS

/* A run that pictures are made of: its trace, and what is known of it. */
typedef struct
{
  LabTrace *trace;
  LabResult *result;
  LabNames *names;
  LabRun *run; /* whose trace it is; NULL where that was read from a file */
} LabSource;

/* Opens a saved trace; the error names the file and what is wrong with it. */
LabSource *lab_source_open (const char *path, GError **error);

/* Of a run that has ended; keeps a reference. */
LabSource *lab_source_new_for_run (LabRun *run);

void lab_source_free (LabSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabSource, lab_source_free)

/* What was run, in a line: "Sleeping · Threads". Caller frees. */
char *lab_source_describe (const LabSource *self);

/* The subtitle: the verdict's one sentence, or what the trace lacks. Caller frees. */
char *lab_source_get_verdict (const LabSource *self);

/* Borrows the source. */
LabTimeline *lab_source_make_timeline (const LabSource *self);

/* The view that shows more at first sight: by task where one lane does all of several, as a loop does. */
LabView lab_report_choose_view (LabTrace *trace);

/* The whole run, on the machine that it ran on; as lab_timeline_init_view(). The experiment may be NULL. */
void lab_report_init_view (LabTimeline *timeline, LabTimelineView *view, LabView by, const LabExperiment *experiment,
                           guint n_cpus);

G_END_DECLS
