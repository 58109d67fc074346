/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <libsoup/soup.h>

#include "lab-runner.h"
#include "lab-server.h"
#include "process-protocol.h"
#include "test-utils.h"

/* The embedded server as a process, and somebody else's client. */
typedef struct
{
  GSubprocess *process;
  char *address;
  char *certificate;
  SoupSession *session;
} Served;

static void
served_start (Served *self, const LabServerSettings *settings)
{
  g_autofree char *parent = g_strdup_printf ("%d", getpid ());
  LabFrameHeader header = { .type = LAB_FRAME_SERVER, .length = sizeof (*settings) };
  g_auto (LabFrame) reply = { 0 };
  char *end;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                                    lab_runner_get_path (), "--server", "--parent", parent, NULL);
  g_assert_nonnull (self->process);
  g_assert_true (
    lab_frame_write (g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (self->process))),
                     &header, settings));
  g_assert_true (lab_frame_read (
    g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process))), &reply));
  end = strchr (reply.bytes, '\n');
  g_assert_nonnull (end);
  self->address = g_strndup (reply.bytes, (gsize) (end - reply.bytes));
  self->certificate = g_strdup (end + 1);
  self->session = soup_session_new ();
}

/* It ends by itself when its input does. */
static void
served_stop (Served *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
  g_object_unref (self->process);
  g_object_unref (self->session);
  g_free (self->address);
  g_free (self->certificate);
}

/* As a client that has been told the certificate. */
static gboolean
on_accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data)
{
  g_autoptr (GTlsCertificate) told = g_tls_certificate_new_from_pem (data, -1, NULL);

  return g_tls_certificate_is_same (certificate, told);
}

static SoupMessage *
ask (Served *self, const char *path, gsize *length, GError **error)
{
  g_autofree char *url = g_strconcat (self->address, path, NULL);
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, url);
  g_autoptr (GBytes) body = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), self->certificate);
  body = soup_session_send_and_read (self->session, message, NULL, error);
  *length = body == NULL ? 0 : g_bytes_get_size (body);
  return message;
}

static void
check_page (Served *self, const char *path, guint status, gsize size, const char *location)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autoptr (SoupMessage) message = ask (self, path, &length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  g_assert_cmpuint (length, ==, size);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"), ==,
                   location);
}

static void
check_pages (LabHttps https)
{
  LabServerSettings settings = { .seed = 1, .size = 150001, .https = https };
  g_autoptr (GError) error = NULL;
  Served served;
  gsize length;

  served_start (&served, &settings);
  g_assert_true (g_str_has_prefix (served.address, https == LAB_HTTPS_NO ? "http://127.0.0.1:" : "https://127.0.0.1:"));
  check_page (&served, "/page/1", 200, 150001, NULL);
  check_page (&served, "/status/503", 503, 0, NULL);
  check_page (&served, "/", 404, 0, NULL);
  check_page (&served, "/redirect/2", 302, 0, "/redirect/1");
  check_page (&served, "/redirect/1", 302, 0, "/page/redirected");
  check_page (&served, "/redirect/loop", 302, 0, "/redirect/loop");
  if (https == LAB_HTTPS_HTTP2)
    {
      check_page (&served, "/slow", 501, 0, NULL);
      check_page (&served, "/reset", 501, 0, NULL);
    }
  else
    {
      check_page (&served, "/slow", 200, 150001, NULL);
      g_object_unref (ask (&served, "/reset", &length, &error));
      g_assert_nonnull (error);
    }
  /* It is still there. */
  check_page (&served, "/page/1", 200, 150001, NULL);
  served_stop (&served);
}

static void
test_pages_over_http (void)
{
  check_pages (LAB_HTTPS_NO);
}

static void
test_pages_over_https (void)
{
  if (!test_has_tls ())
    return;
  check_pages (LAB_HTTPS_YES);
}

static void
test_pages_over_http_2 (void)
{
  if (!test_has_tls ())
    return;
  check_pages (LAB_HTTPS_HTTP2);
}

static SoupHTTPVersion
get_version (LabHttps https)
{
  LabServerSettings settings = { .seed = 1, .size = 10, .https = https };
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  Served served;
  gsize length;

  served_start (&served, &settings);
  message = ask (&served, "/page/1", &length, &error);
  g_assert_no_error (error);
  served_stop (&served);
  return soup_message_get_http_version (message);
}

static void
test_pages_come_by_the_version_that_was_asked_for (void)
{
  if (!test_has_tls ())
    return;
  g_assert_cmpint (get_version (LAB_HTTPS_NO), ==, SOUP_HTTP_1_1);
  g_assert_cmpint (get_version (LAB_HTTPS_YES), ==, SOUP_HTTP_1_1);
  g_assert_cmpint (get_version (LAB_HTTPS_HTTP2), ==, SOUP_HTTP_2_0);
}

static void
test_decisions_go_by_the_seed (void)
{
  LabServerSettings one = { .seed = 1, .failures = 50 };
  LabServerSettings other = { .seed = 2, .failures = 50 };
  guint n_differ = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page/%u", i);

      g_assert_cmpuint (lab_server_get_page (&one, path).status, ==, lab_server_get_page (&one, path).status);
      n_differ += lab_server_get_page (&one, path).status != lab_server_get_page (&other, path).status;
    }
  g_assert_cmpuint (n_differ, >, 0);
}

static void
test_latencies_keep_to_their_spread (void)
{
  LabServerSettings settings = { .seed = 1, .latency = 1000000 };
  guint64 sum = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page/%u", i);

      settings.spread = LAB_SPREAD_FIXED;
      g_assert_cmpuint (lab_server_get_page (&settings, path).latency, ==, 1000000);
      settings.spread = LAB_SPREAD_UNIFORM;
      g_assert_cmpuint (lab_server_get_page (&settings, path).latency, <=, 2000000);
      sum += lab_server_get_page (&settings, path).latency;
      settings.spread = LAB_SPREAD_LONG_TAILED;
      g_assert_cmpuint (lab_server_get_page (&settings, path).latency, >=, 500000);
      g_assert_cmpuint (lab_server_get_page (&settings, path).latency, <=, 25000000);
    }
  g_assert_cmpuint (sum / 1000, >, 900000);
  g_assert_cmpuint (sum / 1000, <, 1100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/pages-over-http", test_pages_over_http);
  g_test_add_func ("/server/pages-over-https", test_pages_over_https);
  g_test_add_func ("/server/pages-over-http-2", test_pages_over_http_2);
  g_test_add_func ("/server/http-1-and-2", test_pages_come_by_the_version_that_was_asked_for);
  g_test_add_func ("/server/decisions-go-by-the-seed", test_decisions_go_by_the_seed);
  g_test_add_func ("/server/latencies-keep-to-their-spread", test_latencies_keep_to_their_spread);
  return g_test_run ();
}
