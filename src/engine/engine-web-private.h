/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "engine-web.h"

G_BEGIN_DECLS

/* Between engine-web.c, which knows of steps and tasks, and engine-exchange.c, which knows of HTTP. */

typedef struct _LabExchange LabExchange;

struct _LabWebClient
{
  LabEngine *engine;
  LabRecorder *recorder; /* the worker's */
  GMainContext *context;
  SoupSession *session;
  GTlsCertificate *certificate; /* of the embedded server, where it is to be trusted */
  GQueue downloads;             /* of LabDownload: all */
  GQueue waiting;               /* of LabDownload: those not begun yet */
  GSequence *deadlines;         /* of LabDownload, the next one first */
  GSource *timer;
  GSource *cancelled; /* of a context of our own: a loop notices by itself */
  guint n_exchanges;
  guint8 *buffer; /* what is received is thrown away */
};

/* Bytes that are read at once. */
#define LAB_RECEIVE_SIZE (64 * 1024)

struct _LabDownload
{
  LabWebClient *client;
  const LabStep *step;
  LabTask *task;
  guint n_came;
  guint n_failed;
  LabExchange **exchanges; /* by address; NULL once it has ended */
  GList all;               /* its link in the client's lists */
  GList waiting;
  gboolean begun;
  GSequenceIter *deadline;
  guint status;
  guint64 bytes;
  gboolean ended;
  gboolean cancelled;
  GError *error; /* the first */
  void (*done) (LabDownload *download, gpointer data);
  gpointer data;
};

/* Asks address number `n` of the step; the download hears of its end through one of the next two, perhaps before this
 * returns. */
void lab_exchange_begin (LabDownload *download, guint n);

/* It will not be heard of again. */
void lab_exchange_give_up (LabExchange *self);

/* For engine-exchange.c. The second takes the error over. */
void lab_download_received (LabDownload *self, guint n, guint status, guint64 bytes);
void lab_download_failed (LabDownload *self, guint n, guint status, GError *error);

G_END_DECLS
