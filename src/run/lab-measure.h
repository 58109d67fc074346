/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-sheet.h"

G_BEGIN_DECLS

#define LAB_TYPE_MEASURE (lab_measure_get_type ())

/* A measurement of this machine's latencies: starts interleave-runner --probe and collects what it reports. Belongs to
 * the thread and main context that started it; the runner dies with that thread.
 * Signals: "reading" with the id of the row, whenever one is finished; "ended" once, when the runner is gone; it also
 * comes from dispose, where a measurement that goes on is cancelled. */
G_DECLARE_FINAL_TYPE (LabMeasure, lab_measure, LAB, MEASURE, GObject)

typedef enum
{
  LAB_MEASURE_RUNNING,
  LAB_MEASURE_DONE,
  LAB_MEASURE_CANCELLED,
  LAB_MEASURE_FAILED,
} LabMeasureState;

typedef struct
{
  gboolean careful;
  const char *const *rows; /* NULL: all but the remote one */
  const char *folder;      /* for the scratch file; NULL: the user's cache */
  const char *remote;      /* HOST or HOST:PORT; NULL: none */
} LabMeasureOptions;

LabMeasure *lab_measure_new (void);

/* LAB_ERROR_FAILED where the runner cannot be started, LAB_ERROR_USAGE where there is no such row or it cannot be
 * measured anywhere. Once only. */
gboolean lab_measure_start (LabMeasure *self, const LabMeasureOptions *options, GError **error);

/* Asks the runner to stop; kills it when it has not within two seconds. Harmless when it ended already. */
void lab_measure_cancel (LabMeasure *self);

LabMeasureState lab_measure_get_state (LabMeasure *self);
const char *lab_measure_get_why (LabMeasure *self); /* it failed; else NULL */

/* What is known so far. Belongs to self. */
const LabSheet *lab_measure_get_sheet (LabMeasure *self);

/* Hands it over when it has ended, once. Caller frees. */
LabSheet *lab_measure_take_sheet (LabMeasure *self);

G_END_DECLS
