/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* The timeline in letters, `width` of them a line: what each lane did in most of the time that a letter stands for.
 * With `color`, blocks in the states' colours; else the states' letters. Caller frees. */
char *cli_blocks_to_text (LabTrace *trace, guint width, gboolean color);

/* How many letters a line of stdout has: 80 where it is no terminal. */
guint cli_get_width (void);

G_END_DECLS
