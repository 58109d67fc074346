/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-layout.h"

G_BEGIN_DECLS

/* The shared memory of one run. Reference counted; any thread may hold a reference. Writers go through
 * LabRecorder, readers through LabTrace. */
typedef struct _LabSegment LabSegment;

#define LAB_SEGMENT_DEFAULT_CAPACITY (G_GUINT64_CONSTANT (512) << 20)

/* A new memfd that can hold `capacity` bytes. It is sparse: only what is written costs memory. */
LabSegment *lab_segment_new (guint64 capacity, GError **error);

/* Maps the segment of another process. Takes the descriptor over, also when it fails. */
LabSegment *lab_segment_new_for_fd (int fd, GError **error);

LabSegment *lab_segment_ref (LabSegment *self);
void lab_segment_unref (LabSegment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabSegment, lab_segment_unref)

int lab_segment_get_fd (LabSegment *self);
LabSegmentHeader *lab_segment_get_header (LabSegment *self);

/* The memory after the header, and how many pages it has. */
const guint8 *lab_segment_get_pages (LabSegment *self);
guint64 lab_segment_get_n_pages (LabSegment *self);

/* Backs the first `bytes` with memory and maps them in this process, before the run begins: the kernel takes about
 * 1.2 us for a page, a sixth of what it takes to fill one with events. More than this is backed while recording. */
void lab_segment_prepare (LabSegment *self, guint64 bytes);

/* Claims `n` pages in a row, backed by memory, and returns the first, or NULL where the cap is met or
 * the machine has no memory left. A few pages are kept back for what has to be said at the end: only
 * with `last_words` are they given. Lock-free. */
guint8 *lab_segment_claim (LabSegment *self, guint n, gboolean last_words);

/* Asks every process that maps the segment to stop, and wakes those that sleep in lab_segment_sleep_until().
 * Safe in a signal handler. */
void lab_segment_cancel (LabSegment *self);
gboolean lab_segment_is_cancelled (LabSegment *self);

/* Sleeps until the clock (lab_clock_now()) reads `deadline`; FALSE when cancelled meanwhile. */
gboolean lab_segment_sleep_until (LabSegment *self, guint64 deadline);

G_END_DECLS
