/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name nearest to what was typed (edit distance with transpositions), or NULL where none is near
 * enough to be meant. The result points into names, a NULL-terminated array. */
const char *lab_suggest (const char *typed, const char *const *names);

/* Sets a LAB_ERROR_USAGE: 'unknown KIND "TYPED"; did you mean "NAME"?' or, where none is near, the names
 * there are. kind is already translated. */
void lab_set_unknown_error (GError **error, const char *kind, const char *typed, const char *const *names);

G_END_DECLS
