/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-record.h"
#include "lab-history.h"

G_BEGIN_DECLS

#define APP_TYPE_HISTORY_ENTRY (app_history_entry_get_type ())

/* A kept run, as an item of AppHistory. Property "title": what it is called, or else the workload's title; it can be
 * bound to, and is changed by app_history_rename(). */
G_DECLARE_FINAL_TYPE (AppHistoryEntry, app_history_entry, APP, HISTORY_ENTRY, GObject)

AppHistoryEntry *app_history_entry_new (const LabHistoryEntry *words); /* copies them */

const char *app_history_entry_get_id (AppHistoryEntry *self);
const LabHistoryEntry *app_history_entry_get_words (AppHistoryEntry *self); /* valid until they are set */
void app_history_entry_set_words (AppHistoryEntry *self, const LabHistoryEntry *words);

const char *app_history_entry_get_title (AppHistoryEntry *self);
const char *app_history_entry_get_model (AppHistoryEntry *self);   /* the title, where the model is known */
const char *app_history_entry_get_outcome (AppHistoryEntry *self); /* "done", "wrong answer" */
gboolean app_history_entry_is_fair (AppHistoryEntry *self);        /* ran to a right end */

/* "14:05" of today, "Yesterday 14:05", "3 Nov 14:05", "3 Nov 2025". Caller frees. */
char *app_history_entry_describe_time (AppHistoryEntry *self, GDateTime *now);

/* All in a sentence, for those who hear it. Caller frees. */
char *app_history_entry_describe (AppHistoryEntry *self);

/* Whether every word of `search` is in its title, workload, model or outcome. */
gboolean app_history_entry_matches (AppHistoryEntry *self, const char *search);

/* The run itself while it is open somewhere; NULL otherwise. Caller unrefs. */
AppRecord *app_history_entry_get_record (AppHistoryEntry *self);
void app_history_entry_set_record (AppHistoryEntry *self, AppRecord *record);

G_END_DECLS
