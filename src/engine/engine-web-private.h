/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "engine-web.h"

G_BEGIN_DECLS

/* Between engine-web.c, which knows of steps and tasks, and engine-exchange.c, which knows of HTTP. */

typedef struct _LabExchange LabExchange;

/* A session looks at all of its requests whenever one of them gets on: 3,000 at once took half as
 * long where none had more than these. */
#define LAB_SESSION_REQUESTS 32

typedef struct
{
  SoupSession *soup;
  guint n_open;           /* requests under way */
  GPtrArray *connections; /* of GTlsConnection: those of HTTP/2 */
} LabWebSession;

struct _LabWebClient
{
  LabEngine *engine;
  LabRecorder *recorder; /* the worker's */
  GMainContext *context;
  GPtrArray *sessions;          /* of LabWebSession */
  guint first_free;             /* those before it are full */
  GTlsCertificate *certificate; /* of the embedded server, where it is to be trusted */
  GQueue downloads;             /* of LabDownload: all */
  GQueue waiting;               /* of LabDownload: those not begun yet */
  guint n_begun;                /* since the timer last went off */
  GSequence *deadlines;         /* of LabDownload, the next one first */
  GSource *timer;
  GSource *cancelled; /* of a context of our own: a loop notices by itself */
  GQueue exchanges;   /* of LabExchange: those that libsoup will call back for */
  guint8 *buffer;     /* what is received is thrown away */
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

/* It was given up and is still not over, but the client cannot wait any longer: it loses its client. */
void lab_exchange_disown (LabExchange *self);

/* For engine-exchange.c: a session with room for a request, which is given back when that is over. Those with
 * connections that can be used again come first. */
void lab_web_session_free (gpointer session);
guint lab_web_client_take_session (LabWebClient *self);
SoupSession *lab_web_client_get_session (LabWebClient *self, guint n);
void lab_web_client_give_back_session (LabWebClient *self, guint n);
void lab_web_client_note_connection (LabWebClient *self, guint n, GTlsConnection *connection);

/* Before the end: by HTTP/2, libsoup 3.2 neither calls back for a request that was cancelled before it was answered,
 * nor closes its connection. It does both when the connection breaks. */
void lab_web_client_break_connections (LabWebClient *self);

/* For engine-exchange.c. The second takes the error over. */
void lab_download_received (LabDownload *self, guint n, guint status, guint64 bytes);
void lab_download_failed (LabDownload *self, guint n, guint status, GError *error);

G_END_DECLS
