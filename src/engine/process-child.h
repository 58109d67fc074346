/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine.h"
#include "process-protocol.h"

G_BEGIN_DECLS

/* A worker process as its pool sees it. One thread. */
typedef struct
{
  GSubprocess *process;
  int input;  /* we write */
  int output; /* we read */
  gboolean ready;
  guint32 task;        /* LAB_NO_TASK while it has none */
  LabChunkHeader lane; /* once ready */
} LabChild;

/* Starts interleave-runner --worker on the engine's segment. */
LabChild *lab_child_start (LabEngine *engine, GError **error);

/* Closes its input, which is the order to end. */
void lab_child_close (LabChild *self);

/* Closes, waits for the process's end and frees. */
void lab_child_free (LabChild *self);

/* FALSE when it is gone. */
gboolean lab_child_give_task (LabChild *self, LabEngine *engine, guint32 task);

/* Waits for a process that is about to end by itself, and says how it did: "killed by signal 9 (Killed)".
 * Caller frees. */
char *lab_child_describe_end (LabChild *self);

guint64 lab_child_get_peak_rss (LabChild *self);

G_END_DECLS
