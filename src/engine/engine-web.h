/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"

G_BEGIN_DECLS

/* LabWebClient fetches web pages for one worker: its connections, and the main context on which they are looked after,
 * which is that of the loop or, for a worker that blocks, one of its own. One thread at a time.
 *
 * LabDownload is what a task has asked for when it does a fetch step, and what has come of it. The client's, until
 * lab_download_finish(). */

/* The worker's, made when it first fetches; on `context`, or NULL for one of its own. */
LabWebClient *lab_web_client_get (LabWorker *worker, GMainContext *context);

/* Gives up what is under way, and waits until everything has heard of it. */
void lab_web_client_free (LabWebClient *self);

typedef enum
{
  LAB_BEGIN_NOW,   /* but for those of whom there are many at once: at one of the next turns of the context */
  LAB_BEGIN_LATER, /* at the next turn of the context: who calls stands on the small stack of a fiber */
  LAB_BEGIN_AWAIT, /* in lab_web_client_await() */
} LabBegin;

/* `done` (NULL: nobody asks) is called on the context when it is known how it ended: of one that begins now perhaps
 * before this returns. */
LabDownload *lab_web_client_begin (LabWebClient *self, LabTask *task, const LabStep *step, LabBegin begin,
                                   void (*done) (LabDownload *download, gpointer data), gpointer data);

/* Begins, and turns the client's own context on the calling thread until it is done. */
void lab_web_client_await (LabWebClient *self, LabDownload *download);

/* Of one that is done: what has come is the task's. CONTINUE, FAILED or CANCELLED. Frees it. */
LabStepResult lab_download_finish (LabDownload *self, GError **error);

LabTask *lab_download_get_task (LabDownload *self);

G_END_DECLS
