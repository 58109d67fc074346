/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What someone gave, fit to stand in a one-line message: in quotes, control characters escaped, wrong UTF-8
 * replaced, cut where it is long. Caller frees. */
char *lab_quote (const char *text);

/* Control characters, and those that turn the direction of what follows: neither must reach a terminal. */
gboolean lab_is_control (gunichar character);

G_END_DECLS
