/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* While it lives, SIGINT and SIGTERM are remembered and end nothing. One at a time, on the main thread. */
typedef struct _CliInterrupt CliInterrupt;

CliInterrupt *cli_interrupt_new (void);
void cli_interrupt_free (CliInterrupt *self); /* gives the signals back */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliInterrupt, cli_interrupt_free)

/* The last of the signals that came, 0 for none. */
int cli_interrupt_get_signal (const CliInterrupt *self);

/* Readable from the first signal on; owned by `self`, and not to be read. */
int cli_interrupt_get_fd (const CliInterrupt *self);

G_END_DECLS
