/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sweep varies, and through which values. */
typedef struct
{
  char *name;
  GArray *values; /* of gint64, ascending */
} CliSweep;

/* "workers=1..16" (1, 2, 4, 8, 16), "tasks=10..50:10" (by steps), "workers=1,2,3". LAB_ERROR_USAGE where it is none of
 * these, or has more than CLI_SWEEP_MAX values. */
#define CLI_SWEEP_MAX 64
CliSweep *cli_sweep_parse (const char *text, GError **error);
void cli_sweep_free (CliSweep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSweep, cli_sweep_free)

G_END_DECLS
