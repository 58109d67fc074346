/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"

#define PACKET 2000

typedef struct
{
  int ours, theirs;
} Connection;

static void
answer (gpointer data)
{
  const Connection *connection = data;

  close (connection->ours);
  lab_partner_echo (connection->theirs, connection->theirs);
}

/* Answers with one byte when a packet is whole. */
static void
acknowledge (gpointer data)
{
  const Connection *connection = data;
  char packet[PACKET];

  while (recv (connection->theirs, packet, sizeof (packet), MSG_WAITALL) == sizeof (packet)
         && write (connection->theirs, packet, 1) == 1)
    ;
}

static void
go_there_and_back (gpointer data, guint n)
{
  const Connection *connection = data;

  for (guint i = 0; i < n; i++)
    if (!lab_partner_round_trip (connection->ours, connection->ours))
      _exit (1);
}

static void
send_packets (gpointer data, guint n)
{
  const Connection *connection = data;
  char packet[PACKET] = { 0 };

  for (guint i = 0; i < n; i++)
    if (write (connection->ours, packet, sizeof (packet)) != sizeof (packet) || read (connection->ours, packet, 1) != 1)
      _exit (1);
}

static gboolean
connect_to_self (Connection *connection)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof (address);
  const int one = 1;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (listener < 0 || bind (listener, (struct sockaddr *) &address, length) < 0 || listen (listener, 1) < 0
      || getsockname (listener, (struct sockaddr *) &address, &length) < 0)
    return FALSE;
  connection->ours = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection->ours < 0 || connect (connection->ours, (struct sockaddr *) &address, length) < 0)
    return FALSE;
  connection->theirs = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
  return connection->theirs >= 0 && setsockopt (connection->ours, IPPROTO_TCP, TCP_NODELAY, &one, sizeof (one)) == 0
         && setsockopt (connection->theirs, IPPROTO_TCP, TCP_NODELAY, &one, sizeof (one)) == 0;
}

static gboolean
prepare (LabProbeRun *run, guint cpu, LabPartner partner, Connection *connection)
{
  if (!connect_to_self (connection))
    {
      lab_probe_run_refuse_errno (run, _ ("a connection over loopback"));
      return FALSE;
    }
  return lab_partner_start_process (run, cpu, partner, connection);
}

/* The packet's way is the whole trip less that of the one byte that comes back. */
static void
measure_packets (LabProbeRun *run)
{
  double back = lab_summary_compute ((double *) run->samples[0]->data, run->samples[0]->len).median / 2;
  g_autoptr (GArray) trips = NULL;
  Connection connection;

  if (!prepare (run, 0, acknowledge, &connection))
    return;
  lab_probe_run_measure (run, 1, 0.5, send_packets, &connection);
  lab_probe_run_describe (run, 1, PACKET, 0);
  trips = g_steal_pointer (&run->samples[1]);
  run->samples[1] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < trips->len; i++)
    lab_probe_run_add (run, 1, g_array_index (trips, double, i) - back);
}

static void
run_same (LabProbeRun *run)
{
  Connection connection;

  if (!lab_probe_run_pin (run, 0) || !prepare (run, 0, answer, &connection))
    return;
  lab_probe_run_measure (run, 0, 0.5, go_there_and_back, &connection);
  measure_packets (run);
}

static void
run_cross (LabProbeRun *run)
{
  Connection connection;

  if (lab_probe_run_pin (run, 0) && prepare (run, 1, answer, &connection))
    lab_probe_run_measure (run, 0, 1, go_there_and_back, &connection);
}

const LabProbe lab_probe_tcp = {
  .rows = { { "tcp", N_ ("A byte to another process and back, over loopback, without delay"), LAB_ESTIMATE_LOWEST },
            { "loopback-2k", N_ ("2,000 bytes there and a byte back, less half a round trip"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 2,
  .group = LAB_PROBE_WAKE,
  .budget = 30 * LAB_NS_PER_MS,
  .run = run_same,
};

const LabProbe lab_probe_tcp_cross = {
  .rows = { { "tcp-cross", N_ ("A byte to a process on another CPU and back, over loopback, without delay"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_cross,
};
