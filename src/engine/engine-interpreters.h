/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine.h"
#include "process-protocol.h"

G_BEGIN_DECLS

/* Runs all tasks of the engine's program in `n` interpreters, which are made of the bytes of `experiment`. FALSE where
 * one of them could not be made; then all tasks have ended all the same. */
gboolean lab_interpreters_run (LabEngine *engine, const LabFrame *experiment, guint n, GError **error);

G_END_DECLS
