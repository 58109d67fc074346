/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-experiment.h"
#include "lab-index.h"

G_BEGIN_DECLS

/* Sorts and filters the spans of a trace on any thread. Nothing of the spans is copied: the answer is where each one
 * is. */

typedef enum
{
  APP_SPAN_KEY_LANE,
  APP_SPAN_KEY_TASK,
  APP_SPAN_KEY_STATE,
  APP_SPAN_KEY_START,
  APP_SPAN_KEY_DURATION,
  APP_N_SPAN_KEYS,
} AppSpanKey;

#define APP_SPAN_ANY_STATE LAB_N_STATES

/* What is to be shown, and in which order. A value; the text is borrowed. */
typedef struct
{
  LabView by;
  AppSpanKey key;
  gboolean descending;
  guint state;      /* APP_SPAN_ANY_STATE: all but what a lane without a task is in */
  const char *text; /* a part of the lane's, the task's or the state's name; NULL or "": any */
} AppSpanQuery;

/* The n-th span that is shown has the number spans[n] when all are counted, row for row; the first one of a row has
 * firsts[row]. */
typedef struct
{
  LabView by;
  guint n_spans;
  guint32 *spans;
  guint n_rows;
  guint64 *firsts; /* n_rows + 1 */
} AppSpanOrder;

void app_span_order_free (AppSpanOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppSpanOrder, app_span_order_free)

void app_span_order_locate (const AppSpanOrder *self, guint position, guint *row, guint64 *n);
guint app_span_order_find (const AppSpanOrder *self, guint row, guint64 n); /* G_MAXUINT: it is not shown */

/* A reader of the trace of its own, for other threads; the trace is not touched after that. Reference counted. */
typedef struct _AppSpanReader AppSpanReader;

AppSpanReader *app_span_reader_new (LabTrace *trace, const LabExperiment *experiment); /* copies it; may be NULL */
AppSpanReader *app_span_reader_ref (AppSpanReader *self);
void app_span_reader_unref (AppSpanReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppSpanReader, app_span_reader_unref)

/* On a thread; one at a time reads, the others wait. NULL when cancelled. Caller frees. */
AppSpanOrder *app_span_reader_order (AppSpanReader *self, const AppSpanQuery *query, GCancellable *cancellable);

G_END_DECLS
