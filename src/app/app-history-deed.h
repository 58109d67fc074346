/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-history.h"

G_BEGIN_DECLS

/* For AppHistory: something that is done to the files of the kept runs, on another thread, and what came of it. */
typedef struct _AppHistoryDeed AppHistoryDeed;

/* Where it was done, on the window's thread. */
typedef void (*AppHistoryAfter) (AppHistory *history, AppHistoryDeed *deed);

struct _AppHistoryDeed
{
  gboolean (*act) (const LabHistory *files, AppHistoryDeed *deed, GError **error);
  AppHistoryAfter after; /* NULL: nothing */
  const char *complaint; /* what to say before the reason; NULL: it cannot fail */

  GStrv ids;
  char *title;
  GPtrArray *list;           /* what was read; of LabHistoryEntry */
  LabHistoryEntry *words;    /* of what is kept */
  LabExperiment *experiment; /* of what is kept */
  LabSegment *segment;
  guint64 limit;
  AppRecord *record; /* what is kept */
  GWeakRef asker;    /* GtkWidget: who is told when it fails */
};

AppHistoryDeed *app_history_deed_new_make_folder (void);                     /* so that it can be watched */
AppHistoryDeed *app_history_deed_new_load (void);                            /* sets the list */
AppHistoryDeed *app_history_deed_new_add (AppRecord *record, guint64 limit); /* of a settled run */
AppHistoryDeed *app_history_deed_new_rename (const char *id, const char *title);
AppHistoryDeed *app_history_deed_new_delete (const char *const *ids);
AppHistoryDeed *app_history_deed_new_restore (const char *const *ids); /* sets the list */
AppHistoryDeed *app_history_deed_new_purge (const char *const *ids);
void app_history_deed_free (gpointer deed);

/* On any thread, one at a time. */
gboolean app_history_deed_do (AppHistoryDeed *self, const LabHistory *files, GError **error);

G_END_DECLS
