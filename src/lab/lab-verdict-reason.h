/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-verdict.h"

G_BEGIN_DECLS

/* What kind of thing happened in a run that was done, judged by its figures alone: never by what the workload or
 * the model is called, so that a new one needs no word here. */
typedef enum
{
  LAB_REASON_NOTHING,       /* no task ran */
  LAB_REASON_SINGLE,        /* one task: nothing to overlap */
  LAB_REASON_OVERHEAD,      /* tasks shorter than the time it took to hand them out */
  LAB_REASON_TOO_FEW_LANES, /* waits overlapped, but tasks queued behind them */
  LAB_REASON_WAITS_OVERLAP,
  LAB_REASON_WAITS_IN_LINE,
  LAB_REASON_OVERSUBSCRIBED, /* more lanes computed than there are processors */
  LAB_REASON_PARALLEL,       /* lanes computed at once */
  LAB_REASON_ONE_LANE,       /* many in flight, but computing did not overlap */
  LAB_REASON_UNEVEN,         /* several lanes computed, but one task took most of the time */
  LAB_REASON_IDLE_LANES,     /* several lanes computed, and mostly not at once */
  LAB_REASON_IN_LINE,        /* one after the other */
  LAB_N_REASONS,
} LabReason;

LabReason lab_reason_find (const LabMetrics *metrics);

/* Both for the caller to free. */
char *lab_reason_get_headline (LabReason reason, const LabMetrics *metrics);
char *lab_reason_get_detail (LabReason reason, const LabMetrics *metrics);

G_END_DECLS
