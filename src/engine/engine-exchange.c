/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine-hosts.h"
#include "engine-web-private.h"
#include "lab-address.h"
#include "lab-alarm.h"
#include "lab-error.h"
#include "lab-quantity.h"
#include "lab-server.h"

#define REDIRECTS_MAX 10

/* A request and its answer, and those that it leads to. It lives until libsoup has called back for the last time, which
 * may be after its download has given it up. */
struct _LabExchange
{
  LabWebClient *client;  /* NULL: it is gone */
  GList link;            /* in the client's list */
  LabDownload *download; /* NULL: nobody is interested any more */
  guint n;
  guint session;
  char *host;     /* a real one: it is our turn there, or we wait for that; or NULL */
  GSource *alarm; /* while we wait for our turn */
  SoupMessage *message;
  GInputStream *body;
  GCancellable *cancellable;
  guint n_redirects;
  guint64 bytes;
};

static void exchange_send (LabExchange *self, GUri *uri);
static void exchange_read (LabExchange *self);

/* At other people's machines. */
static LabHosts *
get_hosts (LabExchange *self)
{
  const LabExperiment *experiment = self->client->engine->experiment;
  gboolean in_one = (experiment->model->traits & (LAB_TRAIT_SHARED | LAB_TRAIT_INTERPRETERS)) != 0;
  gint64 n_processes = in_one ? 1 : lab_values_get_number (experiment->options, "workers");

  return lab_hosts_get_default ((guint) n_processes);
}

static void
exchange_leave_host (LabExchange *self)
{
  if (self->alarm != NULL)
    lab_hosts_forget (get_hosts (self), self->host, self->alarm);
  else if (self->host != NULL)
    lab_hosts_leave (get_hosts (self), self->host);
  g_clear_pointer (&self->alarm, lab_alarm_free);
  g_clear_pointer (&self->host, g_free);
}

/* What the client has to do with it; what libsoup has stays. */
void
lab_exchange_disown (LabExchange *self)
{
  exchange_leave_host (self);
  lab_web_client_give_back_session (self->client, self->session);
  g_queue_unlink (&self->client->exchanges, &self->link);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->body);
  g_clear_object (&self->message);
  self->client = NULL;
}

static void
exchange_free (LabExchange *self)
{
  if (self->client != NULL)
    lab_exchange_disown (self);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
exchange_fail (LabExchange *self, guint status, GError *error)
{
  LabDownload *download = g_steal_pointer (&self->download);
  guint n = self->n;

  /* What is left of the answer is not waited for. */
  g_cancellable_cancel (self->cancellable);
  exchange_free (self);
  lab_download_failed (download, n, status, error);
}

static void
exchange_succeed (LabExchange *self, guint status)
{
  LabDownload *download = g_steal_pointer (&self->download);
  guint64 bytes = self->bytes;
  guint n = self->n;

  exchange_free (self);
  lab_download_received (download, n, status, bytes);
}

void
lab_exchange_give_up (LabExchange *self)
{
  gboolean is_under_way = self->alarm == NULL;

  self->download = NULL;
  g_cancellable_cancel (self->cancellable);
  if (!is_under_way)
    exchange_free (self);
}

static void
exchange_record (LabExchange *self, LabIoKind kind)
{
  LabDownload *download = self->download;

  if (download != NULL && download->step->fetch->addresses->len == 1)
    lab_recorder_add (self->client->recorder, download->task->index, LAB_STATE_IO, (guint16) kind);
}

static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer data)
{
  LabExchange *self = data;

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    exchange_record (self, LAB_IO_TLS);
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    lab_web_client_note_connection (self->client, self->session, G_TLS_CONNECTION (connection));
}

static void
on_wrote_headers (SoupMessage *message, gpointer data)
{
  exchange_record (data, LAB_IO_FIRST_BYTE);
}

static void
on_got_headers (SoupMessage *message, gpointer data)
{
  exchange_record (data, LAB_IO_RECEIVE);
}

/* The embedded server's certificate was made for this run and nobody else vouches for it: it has to be that very one.
 */
static gboolean
on_accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data)
{
  LabExchange *self = data;

  return self->client->certificate != NULL && g_tls_certificate_is_same (certificate, self->client->certificate);
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* The whole page is there, or all that says where it is. */
static void
exchange_conclude (LabExchange *self)
{
  guint status = soup_message_get_status (self->message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  if (status < 300 || status == 304)
    {
      exchange_succeed (self, status);
      return;
    }
  if (!is_redirect (status) || location == NULL)
    g_set_error (&error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the server answered %u %s"), status,
                 soup_status_get_phrase (status));
  else if (++self->n_redirects > REDIRECTS_MAX)
    g_set_error (&error, LAB_ERROR, LAB_ERROR_FAILED, _ ("more than %d redirects"), REDIRECTS_MAX);
  else
    uri = g_uri_parse_relative (soup_message_get_uri (self->message), location, SOUP_HTTP_URI_FLAGS, &error);
  if (uri == NULL)
    exchange_fail (self, status, g_steal_pointer (&error));
  else
    exchange_send (self, uri);
}

static GError *
make_size_error (LabExchange *self)
{
  g_autofree char *limit = lab_format_size ((guint64) self->download->step->fetch->limit);

  return g_error_new (LAB_ERROR, LAB_ERROR_FAILED, _ ("the page is larger than %s"), limit);
}

/* It was given up meanwhile, or has failed; takes the error over. */
static gboolean
exchange_is_over (LabExchange *self, GError *error)
{
  if (self->download != NULL && error == NULL)
    return FALSE;
  if (self->download != NULL)
    {
      exchange_fail (self, 0, error);
      return TRUE;
    }
  g_clear_error (&error);
  exchange_free (self);
  return TRUE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  LabExchange *self = data;
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  self->bytes += (guint64) MAX (n, 0);
  if (exchange_is_over (self, error))
    return;
  if (n == 0)
    exchange_conclude (self);
  else if (self->bytes > (guint64) self->download->step->fetch->limit)
    exchange_fail (self, 0, make_size_error (self));
  else
    exchange_read (self);
}

static void
exchange_read (LabExchange *self)
{
  g_input_stream_read_async (self->body, self->client->buffer, LAB_RECEIVE_SIZE, G_PRIORITY_DEFAULT, self->cancellable,
                             on_read, self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  LabExchange *self = data;
  g_autoptr (GInputStream) body = NULL;
  GError *error = NULL;

  body = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange_is_over (self, error))
    return;
  self->body = g_steal_pointer (&body);
  self->bytes = 0;
  exchange_read (self);
}

/* Also of what a page leads to: only where the experiment may is anything but this machine contacted. Of a real address
 * the host is noted. */
static gboolean
check_permission (LabExchange *self, const char *address, GError **error)
{
  g_autofree char *host = NULL;
  LabAddressKind kind = lab_address_classify (address, &host);

  if (kind == LAB_ADDRESS_MALFORMED)
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("%s is no address of a web page"), address);
  else if (kind == LAB_ADDRESS_REAL && !self->client->engine->experiment->network)
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("%s must not be contacted without --allow-network"), host);
  else
    {
      self->host = kind == LAB_ADDRESS_REAL ? g_steal_pointer (&host) : NULL;
      return TRUE;
    }
  return FALSE;
}

static void
exchange_connect_signals (LabExchange *self)
{
  g_signal_connect (self->message, "network-event", G_CALLBACK (on_network_event), self);
  g_signal_connect (self->message, "wrote-headers", G_CALLBACK (on_wrote_headers), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (on_got_headers), self);
  g_signal_connect (self->message, "accept-certificate", G_CALLBACK (on_accept_certificate), self);
}

static void
exchange_begin (LabExchange *self)
{
  soup_session_send_async (lab_web_client_get_session (self->client, self->session), self->message, G_PRIORITY_DEFAULT,
                           self->cancellable, on_sent, self);
}

static gboolean
on_alarm (gpointer data)
{
  LabExchange *self = data;

  if (!lab_hosts_enter (get_hosts (self), self->host, self->alarm))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->alarm, lab_alarm_free);
  exchange_begin (self);
  return G_SOURCE_REMOVE;
}

static void
exchange_await_turn (LabExchange *self)
{
  self->alarm = lab_alarm_new (self->client->context, "Interleave host", on_alarm, self);
  g_source_set_ready_time (self->alarm, 0);
}

static void
exchange_make_message (LabExchange *self, GUri *uri)
{
  if (self->message != NULL)
    {
      exchange_record (self, LAB_IO_CONNECT);
      g_signal_handlers_disconnect_by_data (self->message, self);
      g_clear_object (&self->body);
      g_clear_object (&self->message);
    }
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  if (!self->download->step->fetch->keep_alive)
    {
      soup_message_add_flags (self->message, SOUP_MESSAGE_NEW_CONNECTION);
      soup_message_headers_replace (soup_message_get_request_headers (self->message), "Connection", "close");
    }
  exchange_connect_signals (self);
}

static void
exchange_send (LabExchange *self, GUri *uri)
{
  g_autofree char *address = g_uri_to_string (uri);
  GError *error = NULL;

  exchange_leave_host (self);
  if (!check_permission (self, address, &error))
    {
      exchange_fail (self, 0, error);
      return;
    }
  exchange_make_message (self, uri);
  if (self->host != NULL)
    exchange_await_turn (self);
  else
    exchange_begin (self);
}

static GUri *
parse_address (LabExchange *self, const char *address, GError **error)
{
  const char *server = self->client->engine->server;
  g_autofree char *absolute = NULL;

  if (lab_address_classify (address, NULL) == LAB_ADDRESS_SERVER && server != NULL)
    absolute = g_strconcat (server, address + strlen (LAB_SERVER_SCHEME), NULL);
  return g_uri_parse (absolute != NULL ? absolute : address, SOUP_HTTP_URI_FLAGS, error);
}

void
lab_exchange_begin (LabDownload *download, guint n)
{
  LabWebClient *client = download->client;
  LabExchange *self = g_new0 (LabExchange, 1);
  g_autofree char *address = lab_program_get_address (client->engine->program, download->step, n,
                                                      download->task->index);
  GError *error = NULL;
  g_autoptr (GUri) uri = NULL;

  *self = (LabExchange){ .client = client, .download = download, .n = n, .cancellable = g_cancellable_new () };
  self->session = lab_web_client_take_session (client);
  self->link.data = self;
  g_queue_push_tail_link (&client->exchanges, &self->link);
  download->exchanges[n] = self;
  uri = parse_address (self, address, &error);
  if (uri == NULL)
    exchange_fail (self, 0, error);
  else
    exchange_send (self, uri);
}
