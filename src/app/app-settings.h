/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The user's settings; the keys stand in data/io.github.interleave.Interleave.gschema.xml. One object for the whole
 * app, borrowed. */
GSettings *app_settings_get (void);

G_END_DECLS
