/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What --probe was given beside it. */
typedef struct
{
  gboolean careful;
  char *rows;   /* separated by commas; NULL: all */
  char *folder; /* for the scratch file; NULL: the user's cache */
  char *remote; /* HOST or HOST:PORT; NULL: none */
} RunnerProbeOptions;

/* Measures and prints JSON objects, one in each line: {"machine": …}, then {"reading": …} for each row as it is
 * finished, {"machine": …} again, whole now, and {"end": "done"} or {"end": "cancelled"}. Returns the exit status. */
int runner_probe (const RunnerProbeOptions *options);

G_END_DECLS
