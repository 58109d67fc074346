/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-conditions.h"
#include "lab-probe.h"
#include "lab-reading.h"

G_BEGIN_DECLS

/* Runs probes: every repetition in a process of its own, which is pinned, gets its time and its memory and no more, and
 * takes along what it started. For a process with one thread that does nothing else. */

typedef struct
{
  const LabProbe *const *probes; /* NULL-terminated; perhaps more than this folder has */
  const char *const *rows;       /* which of their rows; NULL: all but those that must be asked for */
  guint repetitions;
  guint more;         /* repetitions at most where the first do not agree */
  double scale;       /* of every budget */
  guint64 time_limit; /* ns: of one repetition */
  guint64 memory;     /* bytes that one may take */
  const char *remote; /* HOST or HOST:PORT; NULL: none */
} LabSuite;

/* The defaults, and those of the careful mode. */
void lab_suite_init (LabSuite *self, gboolean careful);

typedef void (*LabSuiteReport) (const LabReading *reading, gpointer data);

/* Reports each row once, when it is finished. FALSE where it was cancelled. The conditions have been read; their folder
 * is where the scratch file goes, and their shares are filled in. */
gboolean lab_suite_run (const LabSuite *self, LabConditions *conditions, LabSuiteReport report, gpointer data);

/* From a signal handler, or any thread: the suite that runs, or runs next, ends soon. */
void lab_suite_cancel (void);

/* Where the scratch file is put unless a folder is given. Caller frees. */
char *lab_suite_get_default_folder (void);

G_END_DECLS
