/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "cli-interrupt.h"

/* Not g_unix_signal_add(): that hands a signal on through a thread and a main loop, and what came while
 * neither ran could not be asked for. */
struct _CliInterrupt
{
  int fd;
  struct sigaction old_interrupt;
  struct sigaction old_terminate;
};

static volatile sig_atomic_t received;
static volatile sig_atomic_t wake_fd = -1;

static void
on_signal (int number)
{
  const guint64 one = 1;
  int saved = errno;
  gssize written;

  received = number;
  written = write (wake_fd, &one, sizeof (one));
  (void) written; /* where it fails there is one to be read already */
  errno = saved;
}

CliInterrupt *
cli_interrupt_new (void)
{
  /* What is being written when a signal comes is written on. */
  const struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  CliInterrupt *self = g_new0 (CliInterrupt, 1);

  g_assert (wake_fd < 0);
  self->fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->fd < 0)
    g_error ("eventfd: %s", g_strerror (errno));
  received = 0;
  wake_fd = self->fd;
  sigaction (SIGINT, &action, &self->old_interrupt);
  sigaction (SIGTERM, &action, &self->old_terminate);
  return self;
}

void
cli_interrupt_free (CliInterrupt *self)
{
  sigaction (SIGINT, &self->old_interrupt, NULL);
  sigaction (SIGTERM, &self->old_terminate, NULL);
  wake_fd = -1;
  close (self->fd);
  g_free (self);
}

int
cli_interrupt_get_signal (const CliInterrupt *self)
{
  return received;
}

int
cli_interrupt_get_fd (const CliInterrupt *self)
{
  return self->fd;
}
