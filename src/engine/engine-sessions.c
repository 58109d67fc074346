/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-web-private.h"

/* Pages are counted as they travel, so nothing is unpacked; they go to who is asked, so there is no proxy; and they are
 * given up by our timer. */
static SoupSession *
make_soup (LabWebClient *client)
{
  SoupSession *soup = soup_session_new_with_options ("max-conns", LAB_SESSION_REQUESTS, "max-conns-per-host",
                                                     LAB_SESSION_REQUESTS, "proxy-resolver", NULL, "timeout", 0,
                                                     "user-agent", "Interleave", NULL);

  soup_session_remove_feature_by_type (soup, SOUP_TYPE_CONTENT_DECODER);
  /* On this machine only the embedded server's certificate counts; those that the system trusts took 250 KiB for each
   * connection. Without any, each one is for us to accept. */
  if (!client->engine->experiment->network)
    soup_session_set_tls_database (soup, NULL);
  return soup;
}

static LabWebSession *
session_new (LabWebClient *client)
{
  LabWebSession *self = g_new0 (LabWebSession, 1);

  if (client->sessions->len == 0 && client->engine->certificate != NULL)
    client->certificate = g_tls_certificate_new_from_pem (client->engine->certificate, -1, NULL);
  self->soup = make_soup (client);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
lab_web_session_free (gpointer session)
{
  LabWebSession *self = session;

  g_ptr_array_unref (self->connections);
  soup_session_abort (self->soup);
  g_object_unref (self->soup);
  g_free (self);
}

static LabWebSession *
get_session (LabWebClient *self, guint n)
{
  return g_ptr_array_index (self->sessions, n);
}

guint
lab_web_client_take_session (LabWebClient *self)
{
  while (self->first_free < self->sessions->len && get_session (self, self->first_free)->n_open == LAB_SESSION_REQUESTS)
    self->first_free++;
  if (self->first_free == self->sessions->len)
    g_ptr_array_add (self->sessions, session_new (self));
  get_session (self, self->first_free)->n_open++;
  return self->first_free;
}

SoupSession *
lab_web_client_get_session (LabWebClient *self, guint n)
{
  return get_session (self, n)->soup;
}

void
lab_web_client_give_back_session (LabWebClient *self, guint n)
{
  get_session (self, n)->n_open--;
  self->first_free = MIN (self->first_free, n);
}

void
lab_web_client_note_connection (LabWebClient *self, guint n, GTlsConnection *connection)
{
  if (g_strcmp0 (g_tls_connection_get_negotiated_protocol (connection), "h2") == 0)
    g_ptr_array_add (get_session (self, n)->connections, g_object_ref (connection));
}

static void
break_connection (gpointer connection, gpointer data)
{
  g_autoptr (GIOStream) base = NULL;

  g_object_get (connection, "base-io-stream", &base, NULL);
  if (G_IS_SOCKET_CONNECTION (base))
    g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (base)), TRUE, TRUE, NULL);
}

void
lab_web_client_break_connections (LabWebClient *self)
{
  for (guint n = 0; n < self->sessions->len; n++)
    g_ptr_array_foreach (get_session (self, n)->connections, break_connection, NULL);
}
