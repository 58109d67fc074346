/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What travels between the runner and its worker processes or interpreters. */
typedef enum
{
  LAB_FRAME_EXPERIMENT = 1, /* to the worker, first: the calibrated rate (guint64), where the embedded server
                               is and a zero byte, then the experiment as JSON */
  LAB_FRAME_READY,          /* from the worker: its lane (LabChunkHeader) */
  LAB_FRAME_TASK,           /* to the worker: a task, its arguments as bytes */
  LAB_FRAME_ENDED,          /* from the worker: how it ended, without more to say */
  LAB_FRAME_TEXT,           /* from the worker: how it ended; the result, or why it failed, as bytes */
  LAB_FRAME_SERVER,         /* to the embedded server: LabServerSettings; from it: where it is, see engine-server.h */
} LabFrameType;

typedef struct
{
  guint32 type; /* LabFrameType */
  guint32 task;
  guint32 state; /* LabState, with ENDED and TEXT */
  guint32 length;
} LabFrameHeader;
G_STATIC_ASSERT (sizeof (LabFrameHeader) == 16);

#define LAB_FRAME_LENGTH_MAX (64u << 20)

typedef struct
{
  LabFrameHeader header;
  char *bytes; /* owned; zero-terminated behind `length` */
} LabFrame;

void lab_frame_clear (LabFrame *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LabFrame, lab_frame_clear)

/* Fills *self, which has to be empty, with a copy of `header->length` bytes. */
void lab_frame_set (LabFrame *self, const LabFrameHeader *header, const void *bytes);

/* FALSE when the other side is gone. */
gboolean lab_frame_write (int fd, const LabFrameHeader *header, const void *bytes);

/* Reads one whole frame into *self, which has to be empty. FALSE at the end of the stream and for what is no frame. */
gboolean lab_frame_read (int fd, LabFrame *self);

G_END_DECLS
