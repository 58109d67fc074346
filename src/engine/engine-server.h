/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

/* The embedded web server as the run's engine sees it: a process of its own. It ends with the run, for its input does.
 */
typedef struct _LabServerProcess LabServerProcess;

/* Starts it, waits until it listens and lets the engine know where. NULL with an error where it cannot be had. */
LabServerProcess *lab_server_process_start (LabEngine *engine, GError **error);

/* Ends it and waits for its end. */
void lab_server_process_free (LabServerProcess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabServerProcess, lab_server_process_free)

/* What the server says of itself, and isolates are told of it: "http://127.0.0.1:4321\n", then its certificate where
 * that is to be trusted; "" for no server. */
char *lab_engine_describe_server (LabEngine *engine);
void lab_engine_set_server (LabEngine *engine, const char *description);

G_END_DECLS
