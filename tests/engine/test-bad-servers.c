/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine-fixture.h"

/* What no server should answer: each page is a failed task with its reason, and nothing hangs, crashes or is left. */

#define REDIRECT(to) "HTTP/1.1 302 Found\r\nLocation: " to "\r\nContent-Length: 0\r\n\r\n"

static const struct
{
  const char *answer; /* then the connection is closed */
  const char *reason; /* part of it; NULL: a page after all */
} cases[] = {
  { "", "" },
  { "\r\n\r\n", "" },
  { "this is no HTTP\r\n\r\n", "" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "" },
  { "HTTP/1.1 100 Continue\r\n\r\n", "" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999999999\r\n\r\nshort", "" },
  { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "" },
  { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nab", "" },
  { "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "answered 302" },
  { REDIRECT ("file:///etc/passwd"), "no address of a web page" },
  { REDIRECT ("http://["), "" },
  { REDIRECT ("//example.org/"), "example.org must not be contacted" },
  { REDIRECT ("?"), "more than 10 redirects" },
  { "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", "answered 401" },
  { "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", "answered 407" },
  { "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", "answered 999" },
  { "HTTP/1.0 200\r\n\r\nto its end", NULL },
  { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\nno gzip", NULL },
};

/* A thread that accepts, and one for each connection. */
typedef struct
{
  int fd;
  guint port;
  gboolean stays; /* a connection is not closed */
  GThread *thread;
} Server;

typedef struct
{
  int fd;
  gboolean stays;
} Connection;

/* The number behind "GET /". */
static guint
read_number (int fd)
{
  char request[4096];
  gsize length = 0;
  gssize got;

  do
    {
      got = recv (fd, request + length, sizeof (request) - 1 - length, 0);
      length += (gsize) MAX (got, 0);
      request[length] = '\0';
    }
  while (got > 0 && strstr (request, "\r\n\r\n") == NULL);
  return length > 5 ? (guint) g_ascii_strtoull (request + 5, NULL, 10) : 0;
}

static gpointer
connection_thread (gpointer data)
{
  g_autofree Connection *self = data;
  guint number = read_number (self->fd);
  const char *answer = number < G_N_ELEMENTS (cases) ? cases[number].answer : "";
  char byte;

  (void) !send (self->fd, answer, strlen (answer), MSG_NOSIGNAL);
  while (self->stays && recv (self->fd, &byte, 1, 0) > 0)
    ;
  close (self->fd);
  return NULL;
}

static gpointer
server_thread (gpointer data)
{
  Server *self = data;
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  int fd;

  while ((fd = accept4 (self->fd, NULL, NULL, SOCK_CLOEXEC)) >= 0)
    {
      Connection *connection = g_new (Connection, 1);

      *connection = (Connection){ fd, self->stays };
      g_ptr_array_add (threads, g_thread_new ("connection", connection_thread, connection));
    }
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  return NULL;
}

static void
server_start (Server *self, gboolean stays)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof (address);

  self->stays = stays;
  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->fd, (struct sockaddr *) (void *) &address, length), ==, 0);
  g_assert_cmpint (listen (self->fd, 1000), ==, 0);
  g_assert_cmpint (getsockname (self->fd, (struct sockaddr *) (void *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("server", server_thread, self);
}

static void
server_stop (Server *self)
{
  shutdown (self->fd, SHUT_RDWR);
  g_thread_join (self->thread);
  close (self->fd);
}

static void
run_against (Run *run, const Server *server, const char *model, const char *timeout)
{
  g_autofree char *fields = g_strdup_printf (
    "'tasks': [{'count': %u, 'steps': [{'fetch': 'http://127.0.0.1:%u/{index}', 'timeout': '%s'},"
    "{'result': '{bytes}'}]}], 'answer': {'count': 0}",
    (guint) G_N_ELEMENTS (cases), server->port, timeout);

  run_prepare_fields (run, fields, model, "");
  run_finish (run);
}

static void
test_each_fails_with_its_reason (gconstpointer data)
{
  Server server;
  Run run = { 0 };

  server_start (&server, FALSE);
  run_against (&run, &server, data, "1min");
  for (guint32 i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *reason = test_find_text (run.trace, LAB_TEXT_REASON, i);

      if ((reason == NULL) != (cases[i].reason == NULL))
        g_error ("case %u: %s", i, reason);
      if (reason != NULL && (strstr (reason, cases[i].reason) == NULL || *reason == '\0'))
        g_error ("case %u: expected %s, found %s", i, cases[i].reason, reason);
    }
  run_clear (&run);
  server_stop (&server);
}

/* Also what would be whole if somebody hung up. */
static void
test_who_waits_for_more_is_given_up_in_time (gconstpointer data)
{
  Server server;
  Run run = { 0 };

  server_start (&server, TRUE);
  run_against (&run, &server, data, "100ms");
  g_assert_cmpuint (run.ends[LAB_STATE_DONE] + run.ends[LAB_STATE_FAILED], ==, G_N_ELEMENTS (cases));
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_REASON, 0), ==, "no answer within 100 ms");
  run_clear (&run);
  server_stop (&server);
}

static void
test_nothing_is_left_behind (gconstpointer data)
{
  guint n_fds = 0;

  for (guint i = 0; i < 2; i++)
    {
      test_each_fails_with_its_reason (data);
      if (i == 0)
        n_fds = test_count_fds ();
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
  g_assert_cmpuint (test_count_children (), ==, 0);
}

/* A name that cannot be one: it is not found without asking anybody. */
#define TOO_LONG "a-name-with-more-than-the-sixty-three-letters-that-a-name-may-have-at-most.invalid"

static void
test_an_unknown_host_fails_its_task (gconstpointer data)
{
  Run run = { .segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, NULL) };

  run.trace = lab_trace_new (run.segment);
  run.experiment = test_experiment ("sites", data, "urls=http://" TOO_LONG "/;server:/page/1");
  run.experiment->network = TRUE;
  run.engine = lab_engine_new (run.experiment, run.segment, NULL);
  run_finish (&run);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 1);
  g_assert_nonnull (strstr (test_find_text (run.trace, LAB_TEXT_REASON, 0), TOO_LONG));
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FOR_EVERY_MODEL ("/bad-servers/each-fails-with-its-reason", test_each_fails_with_its_reason)
  FOR_EVERY_MODEL ("/bad-servers/who-waits-for-more-is-given-up", test_who_waits_for_more_is_given_up_in_time)
  FOR_EVERY_MODEL ("/bad-servers/nothing-is-left-behind", test_nothing_is_left_behind)
  FOR_EVERY_MODEL ("/bad-servers/an-unknown-host-fails-its-task", test_an_unknown_host_fails_its_task)
  return g_test_run ();
}
