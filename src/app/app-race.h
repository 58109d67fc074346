/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-record.h"
#include "lab-standings.h"

G_BEGIN_DECLS

#define APP_TYPE_RACE (app_race_get_type ())

/* A race: several runs one after the other, because two at once would share the machine; or several runs that have
 * ended, to compare.
 * Signals: "changed" whenever one begins or ends; "ended" once, when the last one has, and the verdicts are known. */
G_DECLARE_FINAL_TYPE (AppRace, app_race, APP, RACE, GObject)

AppRace *app_race_new (GPtrArray *experiments); /* of LabExperiment, copied; one at least */

/* `asker`: who is told when a run cannot be kept; not held, and NULL: nobody. */
void app_race_start (AppRace *self, GtkWidget *asker);

/* Records that are settled. The race is over. */
AppRace *app_race_new_for_records (GPtrArray *records);

/* Stops the one that runs; the rest is left out. Harmless when it is over. */
void app_race_stop (AppRace *self);

gboolean app_race_is_over (AppRace *self);
gboolean app_race_is_comparison (AppRace *self); /* of runs that are no race */

GPtrArray *app_race_get_entries (AppRace *self); /* of LabEntry; borrowed */
guint app_race_get_n_racers (AppRace *self);
AppRecord *app_race_get_record (AppRace *self, guint n); /* NULL: it has not begun, or cannot */
const char *app_race_get_name (AppRace *self, guint n);
int app_race_get_running (AppRace *self); /* which one; -1: none */

/* Who was fastest and why, and what to use for work like this; NULL where there is nothing to say. Caller frees. */
char *app_race_get_verdict (AppRace *self);
char *app_race_get_advice (AppRace *self);

G_END_DECLS
