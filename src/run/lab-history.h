/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"
#include "lab-verdict.h"

G_BEGIN_DECLS

/* The runs that were kept: in a folder, each a trace and a few words on it as JSON, so that a list needs no trace. All
 * of it is in the files: any thread may use it, and several programs at once. What it cannot read it leaves alone. */
typedef struct _LabHistory LabHistory;

/* What the list says of a run. A value; every text is owned by it. */
typedef struct
{
  char *id;         /* names its files; NULL until it is added */
  char *title;      /* what the user calls it; NULL: nothing */
  char *workload;   /* the title, as the workload has it */
  char *model;      /* id; may be one that this program does not know */
  char *experiment; /* its fingerprint; NULL: not known, as of runs that an older version has kept */
  gint64 time;      /* when it was started, µs since 1970 */
  guint64 makespan; /* ns */
  guint64 n_tasks;
  LabOutcomeKind outcome;
  gboolean answer_wrong;
  guint64 bytes; /* of its trace on the disk */
} LabHistoryEntry;

LabHistoryEntry *lab_history_entry_copy (const LabHistoryEntry *self);
void lab_history_entry_free (LabHistoryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabHistoryEntry, lab_history_entry_free)

/* `folder` NULL: the user's. It is made when something is kept. */
LabHistory *lab_history_new (const char *folder);
void lab_history_free (LabHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabHistory, lab_history_free)

const char *lab_history_get_folder (const LabHistory *self);

/* All entries, the latest first. Files that are not whole are left out. */
GPtrArray *lab_history_list (const LabHistory *self);

/* Keeps a trace (after lab_trace_update()) and sets the entry's id and bytes. The oldest go until all take no more than
 * `limit` bytes; a run that alone takes more is not kept. All errors are LAB_ERROR_FAILED, and nothing is left then. */
gboolean lab_history_add (const LabHistory *self, LabHistoryEntry *entry, LabTrace *trace, guint64 limit,
                          GError **error);

/* `title` NULL or "": none. */
gboolean lab_history_rename (const LabHistory *self, const char *id, const char *title, GError **error);

/* Takes it off the list. It can be restored until it is purged, or swept away. */
gboolean lab_history_delete (const LabHistory *self, const char *id, GError **error);
gboolean lab_history_restore (const LabHistory *self, const char *id, GError **error);
void lab_history_purge (const LabHistory *self, const char *id);

/* Deletes the oldest beyond the limit. */
void lab_history_prune (const LabHistory *self, guint64 limit);

/* Deletes what was left behind `seconds` ago or longer: deleted runs that nobody purged, and parts of runs whose
 * program died while it was keeping them. */
void lab_history_sweep (const LabHistory *self, gint64 seconds);

/* The trace of an entry, whether or not it is there. Caller frees. */
char *lab_history_get_path (const LabHistory *self, const char *id);

G_END_DECLS
