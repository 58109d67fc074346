/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"

#define CONNECTIONS 5
#define DEFAULT_PORT "443"

/* "host", "host:port", "[2001:db8::1]:port". */
static void
split (const char *remote, char **host, char **port)
{
  const char *colon = strrchr (remote, ':');
  gboolean bracketed = *remote == '[';

  /* The only colon, or one behind the brackets. */
  if (colon != NULL && (bracketed ? colon[-1] != ']' : strchr (remote, ':') != colon))
    colon = NULL;
  *host = colon == NULL ? g_strdup (remote) : g_strndup (remote, (gsize) (colon - remote));
  *port = g_strdup (colon == NULL ? DEFAULT_PORT : colon + 1);
  if (bracketed && g_str_has_suffix (*host, "]"))
    {
      g_autofree char *inner = g_strndup (*host + 1, strlen (*host) - 2);

      g_free (*host);
      *host = g_steal_pointer (&inner);
    }
}

static struct addrinfo *
look_up (LabProbeRun *run)
{
  const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  struct addrinfo *found = NULL;
  int problem;

  split (run->remote, &host, &port);
  problem = getaddrinfo (host, port, &hints, &found);
  if (problem == 0)
    return found;
  lab_probe_run_refuse_all (run, "%s: %s", host, gai_strerror (problem));
  return NULL;
}

/* A connection is there after one round trip; also a refusal is an answer. */
static gboolean
connect_once (LabProbeRun *run, const struct addrinfo *address)
{
  int fd = socket (address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  guint64 start = lab_clock_now ();
  gboolean answered = fd >= 0 && (connect (fd, address->ai_addr, address->ai_addrlen) == 0 || errno == ECONNREFUSED);
  int problem = errno;

  if (answered)
    lab_probe_run_add (run, 0, (double) (lab_clock_now () - start));
  if (fd >= 0)
    close (fd);
  errno = problem;
  return answered;
}

static void
run_remote (LabProbeRun *run)
{
  struct addrinfo *address;

  if (run->remote == NULL)
    {
      lab_probe_run_refuse_all (run, "%s", _ ("no host was named (--remote)"));
      return;
    }
  if (!lab_probe_run_pin (run, 0))
    return;
  address = look_up (run);
  if (address == NULL)
    return;
  lab_probe_run_note (run, 0, "%s", run->remote);
  for (guint i = 0; i < CONNECTIONS; i++)
    if (!connect_once (run, address))
      {
        lab_probe_run_refuse_errno (run, run->remote);
        return;
      }
}

const LabProbe lab_probe_remote = {
  .rows = { { "remote", N_ ("A TCP connection to the host, until it is accepted or refused"), LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_ASKED,
  .budget = LAB_NS_PER_S,
  .run = run_remote,
};
