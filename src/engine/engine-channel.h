/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "process-protocol.h"

G_BEGIN_DECLS

/* Frames on their way from thread to thread. They are copied as a pipe would copy them, so that who reads one shares no
 * memory with who wrote it. Any thread. */
typedef struct _LabChannel LabChannel;

/* `n_writers`: how many have to close it before it is closed. */
LabChannel *lab_channel_new (guint n_writers);
void lab_channel_free (LabChannel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabChannel, lab_channel_free)

void lab_channel_write (LabChannel *self, const LabFrameHeader *header, const void *bytes);

/* To be called once by each writer. */
void lab_channel_close (LabChannel *self);

/* Waits for a frame, and puts it into *frame, which has to be empty. FALSE when it is closed and all have been read. */
gboolean lab_channel_read (LabChannel *self, LabFrame *frame);

G_END_DECLS
