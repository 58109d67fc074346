/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The embedded web server, in a process of its own: reads from `input` what it is to do, says on `output` where it is
 * (process-protocol.h), and serves until the input ends. It listens on the loopback only. LAB_ERROR_FAILED. */
gboolean lab_server_run (int input, int output, GError **error);

G_END_DECLS
