/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first thing a program does: from now on it speaks the user's language. The translations are those of
 * INTERLEAVE_LOCALEDIR or, where that is not set, the installed ones. */
void lab_locale_init (void);

/* For a program that has one thread: it and its children speak that language from now on, with its numbers where the
 * machine has a locale of it. FALSE: they speak English in the locale they had, because there is no translation into
 * it, or no locale in which gettext asks for one. */
gboolean lab_locale_set_language (const char *language, GError **error);

/* Of whatever country ("en_GB"). */
gboolean lab_locale_is_english (const char *language);

G_END_DECLS
