/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-fetch ADDRESS AT_ONCE EACH: so many chains at once, each fetching so many pages one after the other, through a
 * bare libsoup session on a bare main loop. The peer of the step `fetch` under the model `async`. */
#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>

#include <libsoup/soup.h>

#include "lab-clock.h"

typedef struct
{
  SoupSession *session;
  GMainLoop *loop;
  guint n_alive;
} Bench;

typedef struct
{
  Bench *bench;
  char *url;
  guint left;
} Chain;

static void chain_go_on (Chain *self);

static void
on_received (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  if (body == NULL)
    g_error ("%s", error->message);
  chain_go_on (data);
}

static void
chain_go_on (Chain *self)
{
  g_autoptr (SoupMessage) message = NULL;

  if (self->left-- == 0)
    {
      if (--self->bench->n_alive == 0)
        g_main_loop_quit (self->bench->loop);
      return;
    }
  message = soup_message_new (SOUP_METHOD_GET, self->url);
  soup_session_send_and_read_async (self->bench->session, message, G_PRIORITY_DEFAULT, NULL, on_received, self);
}

static guint64
measure (const char *address, guint at_once, guint each)
{
  g_autofree Chain *chains = g_new0 (Chain, at_once);
  Bench bench = { .loop = g_main_loop_new (NULL, FALSE), .n_alive = at_once };
  guint64 start = lab_clock_now ();
  guint64 end;

  bench.session = soup_session_new_with_options ("max-conns", (int) at_once, "max-conns-per-host", (int) at_once,
                                                 "proxy-resolver", NULL, NULL);
  for (guint i = 0; i < at_once; i++)
    {
      chains[i] = (Chain){ &bench, g_strdup_printf ("%s/page/%u", address, i + 1), each };
      chain_go_on (&chains[i]);
    }
  g_main_loop_run (bench.loop);
  end = lab_clock_now ();
  for (guint i = 0; i < at_once; i++)
    g_free (chains[i].url);
  g_object_unref (bench.session);
  g_main_loop_unref (bench.loop);
  return end - start;
}

int
main (int argc, char **argv)
{
  int at_once = argc == 4 ? atoi (argv[2]) : 0;
  int each = argc == 4 ? atoi (argv[3]) : 0;
  struct rlimit limit;

  if (at_once < 1 || each < 1)
    {
      g_printerr ("usage: %s ADDRESS AT_ONCE EACH\n", argv[0]);
      return 2;
    }
  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  g_print ("{\"makespan_ns\": %" G_GUINT64_FORMAT "}\n", measure (argv[1], (guint) at_once, (guint) each));
  return 0;
}
