/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-edition.h"
#include "lab-sheet.h"

G_BEGIN_DECLS

#define APP_TYPE_LATENCY_COLUMNS (app_latency_columns_get_type ())

/* What the latency page can show side by side, and what of it is shown: published editions, Colin Scott's model of any
 * year, measurements of this machine, now and earlier, and what was opened from files. Belongs to the window's thread;
 * files are read on others.
 * Signals: "listed" when there are others to choose from; "changed" when what is shown is other, or says other things;
 * "failed" with a sentence when something could not be read. */
G_DECLARE_FINAL_TYPE (AppLatencyColumns, app_latency_columns, APP, LATENCY_COLUMNS, GObject)

typedef enum
{
  APP_COLUMN_EDITION,
  APP_COLUMN_SCOTT,
  APP_COLUMN_HERE, /* this machine, as it was measured last */
  APP_COLUMN_KEPT, /* and earlier */
  APP_COLUMN_FILE,
} AppColumnKind;

/* One of them. Belongs to the columns, and changes only in "listed" and "changed". */
typedef struct
{
  AppColumnKind kind;
  char *title;
  char *subtitle; /* where it comes from; "" where there is nothing to say */
  gboolean shown;
  gboolean at_hand;    /* among those that are offered without opening the list */
  LabEdition *edition; /* NULL: it is a measurement, */
  LabSheet *sheet;     /* NULL: which has not been made, or not been read */
  char *name;          /* under which that was kept; NULL: it was not */
} AppColumn;

AppLatencyColumns *app_latency_columns_new (void);

gboolean app_latency_columns_is_loading (AppLatencyColumns *self); /* anything */
guint app_latency_columns_get_n (AppLatencyColumns *self);
const AppColumn *app_latency_columns_get (AppLatencyColumns *self, guint n);
void app_latency_columns_show (AppLatencyColumns *self, guint n, gboolean shown);

/* Of LAB_SCOTT_YEAR_MIN to LAB_SCOTT_YEAR_MAX. */
void app_latency_columns_set_year (AppLatencyColumns *self, int year);
int app_latency_columns_get_year (AppLatencyColumns *self);
gboolean app_latency_columns_shows_scott (AppLatencyColumns *self);

/* While a measurement goes on its sheet stands for this machine; borrowed, NULL: no more. To be called anew when it has
 * more readings. */
void app_latency_columns_follow (AppLatencyColumns *self, const LabSheet *sheet);

/* Takes over what was measured; what stood for this machine before stays, to compare with. `keep`: also when the
 * program has ended. */
void app_latency_columns_take (AppLatencyColumns *self, LabSheet *sheet, gboolean keep);

/* A measurement of another machine, or an edition of one's own. */
void app_latency_columns_open (AppLatencyColumns *self, GFile *file);

/* This machine's last measurement; NULL: there is none. */
const LabSheet *app_latency_columns_get_here (AppLatencyColumns *self);

/* What is shown, LabEdition and LabSheet; their elements stay until "changed" has been emitted. Caller unrefs. */
GPtrArray *app_latency_columns_make_editions (AppLatencyColumns *self);
GPtrArray *app_latency_columns_make_sheets (AppLatencyColumns *self);

/* The first edition that has the row, the shown ones first; NULL: none. */
const LabEdition *app_latency_columns_find_row (AppLatencyColumns *self, const char *row);

G_END_DECLS
