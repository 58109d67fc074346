/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the text is harmless to parse: no NUL, valid UTF-8, not nested too deeply, numbers that fit. It need not
 * be JSON. The error does not name the source. text[length] is zero. */
gboolean lab_json_check (const char *text, gsize length, GError **error);

G_END_DECLS
