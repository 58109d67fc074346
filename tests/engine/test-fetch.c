/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine-fixture.h"
#include "lab-error.h"
#include "lab-server.h"

/* In the place of the C library's, for every test in here: whom this process connects to. The models that run in it
 * contact nothing but the loopback, and this says how often. */
static guint n_connects; /* atomic */

int
connect (int fd, const struct sockaddr *address, socklen_t length)
{
  const struct sockaddr_in *internet = (const struct sockaddr_in *) (const void *) address;

  if (address->sa_family == AF_INET)
    {
      g_assert_cmphex (ntohl (internet->sin_addr.s_addr) >> 24, ==, 127);
      __atomic_add_fetch (&n_connects, 1, __ATOMIC_SEQ_CST);
    }
  else
    g_assert_cmpint (address->sa_family, ==, AF_UNIX);
  return (int) syscall (SYS_connect, fd, address, length);
}

/* Asks the addresses of a list, one task each; named arguments go beside the fetch. */
static const char listed[] =
  "{\"id\": \"listed\", \"parameters\": [{\"id\": \"urls\", \"type\": \"text\", \"default\": \"\"},"
  "{\"id\": \"timeout\", \"type\": \"duration\", \"default\": \"1min\"},"
  "{\"id\": \"limit\", \"type\": \"size\", \"default\": \"1MiB\"}],"
  "\"server\": {\"latency\": \"1ms\", \"size\": 100000}, \"tasks\": [{\"each\": \"{urls}\", \"steps\": ["
  "{\"print\": \"here\"},"
  "{\"fetch\": \"{argument}\", \"timeout\": \"{timeout}\", \"limit\": \"{limit}\"},"
  "{\"result\": \"{status} {bytes}\"}]}], \"answer\": {\"each\": \"{status} {bytes}\"}}";

static guint
count_texts (const Run *run, LabTextKind kind, const char *part)
{
  guint count = 0;

  for (guint n = 0; n < lab_trace_get_n_texts (run->trace); n++)
    {
      const LabText *text = lab_trace_get_text (run->trace, n);

      count += text->kind == kind && strstr (text->text, part) != NULL;
    }
  return count;
}

static void
test_pages_arrive_whole (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, "web-pages", data, "pages=30,latency=1ms,size=200000,spread=uniform");
  run_finish (&run);
  g_assert_cmpstr (run.outcome->answer_why, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_RESULT, "200 200000"), ==, 30);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_FETCH, "200 200000 server:/page/"), ==, 30);
  run_clear (&run);
}

/* So many of them as the seed says, and just those. */
static void
test_failures_and_resets_are_those_of_the_seed (gconstpointer data)
{
  LabServerSettings settings = LAB_SERVER_DEFAULTS;
  guint n_failures = 0;
  guint n_resets = 0;
  Run run = { 0 };

  settings.seed = 7;
  settings.failures = 20;
  settings.resets = 10;
  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page/%u", i);
      LabPage page = lab_server_get_page (&settings, path);

      n_failures += page.status == 500;
      n_resets += page.kind == LAB_PAGE_RESET;
    }
  /* They are what they always were. */
  g_assert_cmpuint (n_failures, ==, 16);
  g_assert_cmpuint (n_resets, ==, 4);
  run_prepare (&run, "web-pages", data, "pages=100,latency=0s,failures=20,resets=10,seed=7");
  run_finish (&run);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, n_failures + n_resets);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_REASON, "answered 500"), ==, n_failures);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_REASON, "reset"), ==, n_resets);
  run_clear (&run);
}

static const struct
{
  const char *url;
  const char *reason; /* NULL: a result */
} cases[] = {
  { "server:/page/1", NULL },
  { "server:/status/404", "answered 404" },
  { "server:/status/500", "answered 500" },
  { "server:/nothing", "answered 404" },
  { "server:/redirect/10", NULL },
  { "server:/redirect/11", "more than 10 redirects" },
  { "server:/redirect/loop", "more than 10 redirects" },
  { "server:/redirect/away", "example.org must not be contacted" },
  { "server:/endless", "larger than 1 MiB" },
  { "server:/reset", "reset" },
  { "server:/slow", NULL },
  { "server:/status/204", NULL },
  { "http://127.0.0.1:1/", "refused" },
  { "nonsense", "" },
  { "http://", "no address of a web page" },
  { "http://[::1", "" },
  { "ftp://127.0.0.1/", "no address of a web page" },
  { "file:///etc/passwd", "no address of a web page" },
};

static void
check_bad_input (const char *model, const char *workload)
{
  g_autoptr (GString) values = g_string_new ("urls=");
  guint n_fetched = 0;
  Run run = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_string_append_printf (values, "%s%s", i > 0 ? ";" : "", cases[i].url);
      n_fetched += cases[i].reason == NULL;
    }
  run_prepare (&run, workload, model, values->str);
  run_finish (&run);
  for (guint32 i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *reason = test_find_text (run.trace, LAB_TEXT_REASON, i);

      if (cases[i].reason == NULL)
        g_assert_cmpstr (reason, ==, NULL);
      else
        g_assert_true (reason != NULL && strstr (reason, cases[i].reason) != NULL);
    }
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, n_fetched);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, G_N_ELEMENTS (cases) - n_fetched);
  run_clear (&run);
}

static void
test_bad_input_fails_its_task_and_the_rest_goes_on (gconstpointer data)
{
  check_bad_input (data, listed);
}

static void
test_bad_input_over_https (gconstpointer data)
{
  if (!test_has_tls ())
    return;
  g_auto (GStrv) parts = g_strsplit (listed, "\"server\": {", 2);
  g_autofree char *workload = g_strjoin ("\"server\": {\"https\": \"yes\", ", parts[0], parts[1], NULL);

  check_bad_input (data, workload);
}

static void
test_a_silent_server_is_given_up_in_time (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, listed, data, "urls=server:/silent;server:/page/1,timeout=50ms");
  run_finish (&run);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_REASON, 0), ==, "no answer within 50 ms");
  run_clear (&run);
}

static void
test_cancelling_ends_a_fetch_at_once (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, listed, data, "urls=server:/silent;server:/endless;server:/silent,timeout=1h,limit=1TiB");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 3);
  run_clear (&run);
}

static void
test_https_needs_the_certificate_of_the_run (gconstpointer data)
{
  if (!test_has_tls ())
    return;
  Run run = { 0 };

  run_prepare (&run, "web-pages", data, "pages=3,latency=1ms,https=yes");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  run_clear (&run);
  run = (Run){ 0 };
  run_prepare (&run, "web-pages", data, "pages=30,latency=1ms,size=200000,https=http2");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  run_clear (&run);
  run = (Run){ 0 };
  run_prepare (&run, "web-pages", data, "pages=3,latency=1ms,https=untrusted");
  run_finish (&run);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 3);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_REASON, "certificate"), ==, 3);
  run_clear (&run);
}

static void
check_phases (const char *model, const char *workload, const char *values, const char *expected)
{
  g_autofree char *phases = NULL;
  Run run = { 0 };

  run_prepare (&run, workload, model, values);
  run_finish (&run);
  phases = run_get_io (&run, 0);
  g_assert_cmpstr (phases, ==, expected);
  run_clear (&run);
}

static void
test_the_trace_tells_the_parts_of_a_fetch_apart (gconstpointer data)
{
  if (!test_has_tls ())
    return;
  check_phases (data, "web-pages", "pages=1,latency=1ms", "connect first-byte receive ");
  check_phases (data, "web-pages", "pages=1,latency=1ms,https=yes", "connect tls first-byte receive ");
}

static guint
count_connects (const char *keep_alive)
{
  g_autofree char *values = g_strconcat ("pages=5,latency=1ms,keep-alive=", keep_alive, NULL);
  guint before = n_connects;
  Run run = { 0 };

  run_prepare (&run, "web-pages", "sequential", values);
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  run_clear (&run);
  return n_connects - before;
}

static void
test_a_connection_is_used_again_if_kept_alive (void)
{
  g_assert_cmpuint (count_connects ("yes"), ==, 1);
  g_assert_cmpuint (count_connects ("no"), ==, 5);
}

static const char gathering[] =
  "{\"id\": \"gathering\", \"parameters\": [{\"id\": \"enough\", \"type\": \"integer\", \"default\": 1},"
  "{\"id\": \"timeout\", \"type\": \"duration\", \"default\": \"1min\"}],"
  "\"server\": {\"latency\": \"1ms\", \"size\": 100}, \"tasks\": [{\"count\": 3, \"steps\": ["
  "{\"fetch\": [\"server:/silent\", \"server:/status/404\", \"server:/page/{number}\"],"
  "\"enough\": \"{enough}\", \"timeout\": \"{timeout}\"},"
  "{\"result\": \"{status} {bytes}\"}]}], \"answer\": {\"count\": 3}}";

static void
test_several_pages_at_once_are_one_wait (gconstpointer data)
{
  check_phases (data, gathering, "", "gather ");
}

static void
test_the_rest_is_given_up_when_enough_have_come (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, gathering, data, "");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_RESULT, "200 100"), ==, 3);
  run_clear (&run);
  /* One is silent and one is not there: two cannot come. What is given as the reason is what was known last, and on a
   * busy machine that it is not there can be. They have time to connect: libsoup 3.6.5 uses what it has freed
   * where they are given up sooner. */
  run = (Run){ 0 };
  run_prepare (&run, gathering, data, "enough=2,timeout=100ms");
  run_finish (&run);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_REASON, "no answer within")
                      + count_texts (&run, LAB_TEXT_REASON, "answered 404"),
                    ==, 3);
  run_clear (&run);
  run = (Run){ 0 };
  run_prepare (&run, gathering, data, "enough=3");
  run_finish (&run);
  g_assert_cmpuint (count_texts (&run, LAB_TEXT_REASON, "answered 404"), ==, 3);
  run_clear (&run);
}

static const char optional[] =
  "{\"id\": \"optional\", \"server\": {\"latency\": \"1ms\"}, \"tasks\": [{\"each\": [\"status/404\", \"reset\"],"
  "\"steps\": [{\"fetch\": \"server:/{argument}\", \"optional\": true}, {\"result\": \"{status} {bytes}\"}]}],"
  "\"answer\": {\"list\": [\"404 0\", \"0 0\"]}}";

static void
test_a_task_goes_on_without_what_is_optional (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, optional, data, "");
  run_finish (&run);
  g_assert_cmpstr (run.outcome->answer_why, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  run_clear (&run);
}

static void
test_nothing_is_left_behind (gconstpointer data)
{
  guint n_fds = 0;

  for (int i = 0; i < 4; i++)
    {
      Run run = { 0 };

      run_prepare (&run, listed, data, "urls=server:/page/1;server:/endless;server:/reset;server:/status/404");
      run_finish (&run);
      run_clear (&run);
      /* GLib keeps a few descriptors of its own from the first time on. */
      if (i == 0)
        n_fds = test_count_fds ();
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
  g_assert_cmpuint (test_count_children (), ==, 0);
}

static const char silent[] =
  "{\"id\": \"silent\", \"server\": {\"latency\": \"1ms\", \"https\": \"http2\"}, \"tasks\": [{\"count\": 2, "
  "\"steps\": ["
  "{\"fetch\": \"server:/page/1\"}, {\"print\": \"connected\"},"
  "{\"fetch\": \"server:/silent\", \"timeout\": \"20ms\"}, {\"result\": \"\"}]}], \"answer\": {\"count\": 2}}";

/* By HTTP/2 libsoup does not call back for a page that was given up before its first byte, and keeps its connection. */
static void
test_a_silent_page_by_http_2_is_given_up (gconstpointer data)
{
  if (!test_has_tls ())
    return;
  guint n_fds = 0;

  for (int i = 0; i < 3; i++)
    {
      Run run = { 0 };

      run_prepare (&run, silent, data, "");
      run_finish (&run);
      g_assert_cmpuint (count_texts (&run, LAB_TEXT_PRINT, "connected"), ==, 2);
      g_assert_cmpuint (count_texts (&run, LAB_TEXT_REASON, "no answer within 20 ms"), ==, 2);
      run_clear (&run);
      if (i == 0)
        n_fds = test_count_fds ();
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

static void
test_real_addresses_need_permission (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, NULL);
  g_autoptr (LabExperiment)
    experiment = test_experiment (listed, "async", "urls=http://b.example/;server:/page/1;https://a.example:8/x");
  g_autoptr (LabEngine) engine = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_engine_new (experiment, segment, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "a.example, b.example"));
  experiment->network = TRUE;
  engine = lab_engine_new (experiment, segment, NULL);
  g_assert_nonnull (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fetch/a-connection-is-used-again-if-kept-alive", test_a_connection_is_used_again_if_kept_alive);
  g_test_add_func ("/fetch/real-addresses-need-permission", test_real_addresses_need_permission);
  FOR_EVERY_MODEL ("/fetch/pages-arrive-whole", test_pages_arrive_whole)
  FOR_EVERY_MODEL ("/fetch/failures-and-resets-are-those-of-the-seed", test_failures_and_resets_are_those_of_the_seed)
  FOR_EVERY_MODEL ("/fetch/bad-input-fails-its-task", test_bad_input_fails_its_task_and_the_rest_goes_on)
  FOR_EVERY_MODEL ("/fetch/bad-input-over-https", test_bad_input_over_https)
  FOR_EVERY_MODEL ("/fetch/a-silent-server-is-given-up-in-time", test_a_silent_server_is_given_up_in_time)
  FOR_EVERY_MODEL ("/fetch/cancelling-ends-it-at-once", test_cancelling_ends_a_fetch_at_once)
  FOR_EVERY_MODEL ("/fetch/https-needs-the-certificate-of-the-run", test_https_needs_the_certificate_of_the_run)
  FOR_EVERY_MODEL ("/fetch/the-trace-tells-its-parts-apart", test_the_trace_tells_the_parts_of_a_fetch_apart)
  FOR_EVERY_MODEL ("/fetch/several-pages-at-once-are-one-wait", test_several_pages_at_once_are_one_wait)
  FOR_EVERY_MODEL ("/fetch/the-rest-is-given-up", test_the_rest_is_given_up_when_enough_have_come)
  FOR_EVERY_MODEL ("/fetch/a-task-goes-on-without-what-is-optional", test_a_task_goes_on_without_what_is_optional)
  FOR_EVERY_MODEL ("/fetch/a-silent-page-by-http-2-is-given-up", test_a_silent_page_by_http_2_is_given_up)
  FOR_EVERY_MODEL ("/fetch/nothing-is-left-behind", test_nothing_is_left_behind)
  return g_test_run ();
}
