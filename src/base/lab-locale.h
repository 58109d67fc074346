/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first thing a program does: from now on it speaks the user's language. The translations are those of
 * INTERLEAVE_LOCALEDIR or, where that is not set, the installed ones. */
void lab_locale_init (void);

G_END_DECLS
