/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "lab-alarm.h"
#include "lab-clock.h"
#include "server-page.h"

/* All pages are made of the same piece. */
#define PIECE_SIZE (64 * 1024)

static GBytes *
get_piece (guint64 size)
{
  static char text[PIECE_SIZE];

  if (text[0] == '\0')
    memset (text, 'x', sizeof (text));
  return g_bytes_new_static (text, (gsize) MIN (size, PIECE_SIZE));
}

static void
append_pieces (SoupMessageBody *body, guint64 size)
{
  while (size > 0)
    {
      g_autoptr (GBytes) piece = get_piece (size);

      soup_message_body_append_bytes (body, piece);
      size -= g_bytes_get_size (piece);
    }
}

static void
append_piece (SoupServerMessage *message, guint64 size)
{
  g_autoptr (GBytes) piece = get_piece (size);

  soup_message_body_append_bytes (soup_server_message_get_response_body (message), piece);
}

static void
begin_chunks (SoupServerMessage *message)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  /* What was sent is forgotten, or an endless page would fill the memory. */
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
}

static void
on_endless_wrote_chunk (SoupServerMessage *message, gpointer data)
{
  append_piece (message, PIECE_SIZE);
  soup_server_message_unpause (message);
}

static void
answer_endlessly (SoupServerMessage *message)
{
  begin_chunks (message);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_endless_wrote_chunk), NULL);
  append_piece (message, PIECE_SIZE);
}

/* A page that comes in pieces, slowly. */
typedef struct
{
  SoupServerMessage *message;
  guint64 pause; /* ns between two pieces */
  guint64 left;  /* bytes */
  guint n_left;  /* pieces */
  GSource *timer;
} Slow;

static void
slow_free (gpointer data, GClosure *closure)
{
  Slow *self = data;

  lab_alarm_free (self->timer);
  g_free (self);
}

/* The last piece takes what division has left over. */
static void
slow_send (Slow *self)
{
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  guint64 size = self->left / self->n_left;

  append_pieces (body, size);
  self->left -= size;
  self->n_left--;
  if (self->n_left == 0)
    soup_message_body_complete (body);
}

static gboolean
on_slow_timer (gpointer data)
{
  Slow *self = data;

  g_source_set_ready_time (self->timer, -1);
  slow_send (self);
  soup_server_message_unpause (self->message);
  return G_SOURCE_CONTINUE;
}

static void
on_slow_wrote_chunk (SoupServerMessage *message, gpointer data)
{
  Slow *self = data;

  if (self->n_left == 0)
    return;
  soup_server_message_pause (message);
  g_source_set_ready_time (self->timer, g_get_monotonic_time () + (gint64) (self->pause / LAB_NS_PER_US));
}

static void
answer_slowly (const LabPage *page, SoupServerMessage *message)
{
  Slow *self = g_new (Slow, 1);

  *self = (Slow){ message, page->latency, page->size, LAB_SLOW_PIECES, NULL };
  self->timer = lab_alarm_new (NULL, "slow page", on_slow_timer, self);
  begin_chunks (message);
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (on_slow_wrote_chunk), self, slow_free, 0);
  slow_send (self);
}

/* With this option a socket that is closed tells the other side that the connection is broken, not that it has ended.
 */
static void
break_off (GSocket *socket)
{
  struct linger now = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &now, sizeof (now));
  g_socket_close (socket, NULL);
}

/* Promises all of the page and sends half of it. */
static void
answer_half (const LabPage *page, SoupServerMessage *message)
{
  g_autoptr (GSocket) socket = g_object_ref (soup_server_message_get_socket (message));
  g_autoptr (GIOStream) connection = NULL;
  g_autofree char *start = NULL;

  if (soup_server_message_get_http_version (message) != SOUP_HTTP_2_0)
    {
      g_autoptr (GBytes) piece = get_piece (page->size / 2);
      GOutputStream *output;

      start = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GUINT64_FORMAT "\r\n\r\n", MAX (page->size, 1));
      connection = soup_server_message_steal_connection (message);
      output = g_io_stream_get_output_stream (connection);
      g_output_stream_write_all (output, start, strlen (start), NULL, NULL, NULL);
      g_output_stream_write_all (output, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece), NULL, NULL, NULL);
    }
  break_off (socket);
}

static void
answer_elsewhere (const LabPage *page, SoupServerMessage *message)
{
  g_autofree char *location = NULL;

  if (page->redirects == LAB_REDIRECT_LOOP)
    location = g_strdup ("/redirect/loop");
  else if (page->redirects == LAB_REDIRECT_AWAY)
    location = g_strdup ("http://example.org/");
  else if (page->redirects == 0)
    location = g_strdup ("/page/redirected");
  else
    location = g_strdup_printf ("/redirect/%u", page->redirects);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", location);
}

void
lab_page_answer (const LabPage *page, SoupServerMessage *message)
{
  if (page->kind == LAB_PAGE_RESET)
    {
      answer_half (page, message);
      return;
    }
  soup_server_message_set_status (message, page->status, NULL);
  if (page->kind == LAB_PAGE_REDIRECT)
    answer_elsewhere (page, message);
  if (page->kind == LAB_PAGE_ENDLESS)
    answer_endlessly (message);
  else if (page->kind == LAB_PAGE_SLOW)
    answer_slowly (page, message);
  else
    append_pieces (soup_server_message_get_response_body (message), page->size);
  soup_server_message_unpause (message);
}
