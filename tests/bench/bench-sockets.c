/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-sockets ADDRESS PAGES: so many pages at once, each through a connection of its own, by nothing but the system
 * calls that it takes, on one thread. No client can be faster: what is above this is what HTTP costs in a library. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>

#include "lab-clock.h"
#include "lab-machine.h"

#define EVENTS_AT_ONCE 64

typedef struct
{
  int fd;
  gboolean asked;
} Page;

static char buffer[64 * 1024];

static struct sockaddr_in
parse_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };

  if (uri == NULL)
    g_error ("%s is no address", text);
  address.sin_port = htons ((guint16) g_uri_get_port (uri));
  return address;
}

static void
page_watch (Page *self, int epoll, int operation, guint32 events)
{
  struct epoll_event event = { .events = events, .data.ptr = self };

  if (epoll_ctl (epoll, operation, self->fd, &event) < 0)
    g_error ("epoll: %s", g_strerror (errno));
}

static void
page_connect (Page *self, int epoll, const struct sockaddr_in *address)
{
  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (self->fd < 0
      || (connect (self->fd, (const struct sockaddr *) (const void *) address, sizeof (*address)) < 0
          && errno != EINPROGRESS))
    g_error ("connect: %s", g_strerror (errno));
  page_watch (self, epoll, EPOLL_CTL_ADD, EPOLLOUT);
}

static void
page_ask (Page *self, int epoll, guint number)
{
  char request[128];
  int length = g_snprintf (request, sizeof (request),
                           "GET /page/%u HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", number);

  if (send (self->fd, request, (gsize) length, MSG_NOSIGNAL) != length)
    g_error ("send: %s", g_strerror (errno));
  self->asked = TRUE;
  page_watch (self, epoll, EPOLL_CTL_MOD, EPOLLIN);
}

/* TRUE: all of it has come. */
static gboolean
page_receive (Page *self)
{
  gssize length;

  do
    length = recv (self->fd, buffer, sizeof (buffer), 0);
  while (length > 0);
  if (length < 0 && errno == EAGAIN)
    return FALSE;
  if (length < 0)
    g_error ("recv: %s", g_strerror (errno));
  close (self->fd);
  return TRUE;
}

static guint64
measure (const struct sockaddr_in *address, guint n_pages)
{
  g_autofree Page *pages = g_new0 (Page, n_pages);
  struct epoll_event events[EVENTS_AT_ONCE];
  int epoll = epoll_create1 (EPOLL_CLOEXEC);
  guint64 start = lab_clock_now ();
  guint n_left = n_pages;

  for (guint i = 0; i < n_pages; i++)
    page_connect (&pages[i], epoll, address);
  while (n_left > 0)
    {
      int n_events = epoll_wait (epoll, events, EVENTS_AT_ONCE, -1);

      for (int i = 0; i < n_events; i++)
        {
          Page *page = events[i].data.ptr;

          if (!page->asked)
            page_ask (page, epoll, (guint) (page - pages) + 1);
          else if (page_receive (page))
            n_left--;
        }
    }
  close (epoll);
  return lab_clock_now () - start;
}

int
main (int argc, char **argv)
{
  int n_pages = argc == 3 ? atoi (argv[2]) : 0;
  struct sockaddr_in address;

  if (n_pages < 1)
    {
      g_printerr ("usage: %s ADDRESS PAGES\n", argv[0]);
      return 2;
    }
  lab_machine_allow_files ();
  address = parse_address (argv[1]);
  g_print ("{\"makespan_ns\": %" G_GUINT64_FORMAT "}\n", measure (&address, (guint) n_pages));
  return 0;
}
