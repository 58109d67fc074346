/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "engine-timers.h"
#include "lab-alarm.h"
#include "lab-clock.h"
#include "lab-error.h"
#include "lab-machine.h"
#include "process-protocol.h"
#include "server-certificate.h"
#include "server-page.h"
#include "server.h"

/* The kernel cuts it to what it allows. */
#define BACKLOG 65535

typedef struct
{
  LabServerSettings settings;
  SoupServer *soup;
  GMainLoop *loop;
  LabTimers *timers; /* of Request: when each is answered */
  GSource *timer;
  GQueue requests; /* of Request: all */
  GQueue waiting;  /* of Request: more than are served at once */
  guint64 n_served;
} Server;

/* Lives until it is answered or, given up by who asked, until its time has come; and as long as its message. */
typedef struct
{
  Server *server;
  SoupServerMessage *message;
  GList link; /* in the server's list of all */
  LabPage page;
  gboolean served; /* counts among those that are */
  gboolean ended;
  gboolean timed; /* the timers have it */
} Request;

static void
server_arm (Server *self)
{
  guint64 deadline;

  if (lab_timers_peek (self->timers, &deadline))
    g_source_set_ready_time (self->timer, (gint64) ((deadline + LAB_NS_PER_US - 1) / LAB_NS_PER_US));
  else
    g_source_set_ready_time (self->timer, -1);
}

static void
request_free (Request *self)
{
  g_queue_unlink (&self->server->requests, &self->link);
  if (!self->ended)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_free (self);
}

static void
request_drop (Request *self)
{
  if (!self->timed && self->ended)
    request_free (self);
}

static void
request_serve (Request *self)
{
  Server *server = self->server;

  self->served = TRUE;
  server->n_served++;
  if (self->page.kind == LAB_PAGE_SILENT)
    return;
  self->timed = TRUE;
  lab_timers_add (server->timers, lab_clock_now () + self->page.latency, self);
  server_arm (server);
}

static gboolean
has_room (const Server *self)
{
  return self->settings.at_once == 0 || self->n_served < (guint64) self->settings.at_once;
}

/* The message has been sent, or who asked for it is gone. */
static void
on_finished (SoupServerMessage *message, gpointer data)
{
  Request *self = data;
  Server *server = self->server;

  g_signal_handlers_disconnect_by_data (message, self);
  self->ended = TRUE;
  if (self->served)
    server->n_served--;
  else
    g_queue_remove (&server->waiting, self);
  while (has_room (server) && !g_queue_is_empty (&server->waiting))
    request_serve (g_queue_pop_head (&server->waiting));
  request_drop (self);
}

static gboolean
on_due (gpointer data)
{
  Server *self = data;
  guint64 now = lab_clock_now ();
  guint64 deadline;

  while (lab_timers_peek (self->timers, &deadline) && deadline <= now)
    {
      Request *request = lab_timers_pop (self->timers);

      request->timed = FALSE;
      if (request->ended)
        request_drop (request);
      else
        lab_page_answer (&request->page, request->message);
    }
  server_arm (self);
  return G_SOURCE_CONTINUE;
}

static void
on_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Server *self = data;
  Request *request = g_new0 (Request, 1);

  *request = (Request){ .server = self, .message = message, .page = lab_server_get_page (&self->settings, path) };
  request->link.data = request;
  g_queue_push_tail_link (&self->requests, &request->link);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), request);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_finished), request);
  soup_server_message_pause (message);
  if (has_room (self))
    request_serve (request);
  else
    g_queue_push_tail (&self->waiting, request);
}

static void
server_init (Server *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->timers = lab_timers_new ();
  self->timer = lab_alarm_new (NULL, "pages", on_due, self);
  /* The one way to ask for it. */
  if (self->settings.https == LAB_HTTPS_HTTP2)
    g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  self->soup = soup_server_new ("server-header", "Interleave", NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
}

static void
server_clear (Server *self)
{
  g_queue_clear (&self->waiting);
  while (!g_queue_is_empty (&self->requests))
    request_free (g_queue_peek_head (&self->requests));
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  lab_alarm_free (self->timer);
  lab_timers_free (self->timers);
  g_main_loop_unref (self->loop);
}

/* A socket of our own, because of the backlog: where a thousand connect at once and ten may wait, the others are thrown
 * away and try again a second later. */
static GSocket *
open_socket (GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);

  if (socket == NULL || !g_socket_bind (socket, address, FALSE, error))
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_listen (socket, error) ? g_steal_pointer (&socket) : NULL;
}

static gboolean
server_listen (Server *self, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GSocket) socket = open_socket (error);

  if (socket == NULL)
    return FALSE;
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  return soup_server_listen_socket (self->soup, socket, certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, error);
}

/* "http://127.0.0.1:4321\n" and the certificate. */
static char *
server_describe (Server *self, GTlsCertificate *certificate)
{
  GSList *uris = soup_server_get_uris (self->soup);
  int port = g_uri_get_port (uris->data);
  g_autofree char *pem = NULL;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  if (certificate != NULL && self->settings.https != LAB_HTTPS_UNTRUSTED)
    g_object_get (certificate, "certificate-pem", &pem, NULL);
  return g_strdup_printf ("%s://127.0.0.1:%d\n%s", certificate != NULL ? "https" : "http", port,
                          pem != NULL ? pem : "");
}

static gboolean
on_input (int fd, GIOCondition condition, gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
read_settings (int input, LabServerSettings *settings, GError **error)
{
  g_auto (LabFrame) frame = { 0 };

  if (lab_frame_read (input, &frame) && frame.header.type == LAB_FRAME_SERVER
      && frame.header.length == sizeof (*settings))
    {
      memcpy (settings, frame.bytes, sizeof (*settings));
      return TRUE;
    }
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the embedded server was spoken to in an unknown way"));
  return FALSE;
}

static gboolean
serve (Server *self, GTlsCertificate *certificate, int input, int output, GError **error)
{
  g_autofree char *description = NULL;
  LabFrameHeader header = { .type = LAB_FRAME_SERVER };

  if (!server_listen (self, certificate, error))
    return FALSE;
  description = server_describe (self, certificate);
  header.length = (guint32) strlen (description);
  g_unix_fd_add (input, G_IO_IN | G_IO_HUP, on_input, self->loop);
  if (lab_frame_write (output, &header, description))
    g_main_loop_run (self->loop);
  return TRUE;
}

gboolean
lab_server_run (int input, int output, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  Server self = { 0 };
  gboolean ok;

  if (!read_settings (input, &self.settings, error))
    return FALSE;
  if (self.settings.https != LAB_HTTPS_NO && (certificate = lab_certificate_make (error)) == NULL)
    return FALSE;
  lab_machine_allow_files ();
  server_init (&self);
  ok = serve (&self, certificate, input, output, error);
  server_clear (&self);
  return ok;
}
