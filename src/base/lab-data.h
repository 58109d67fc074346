/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The data files that come with the program, and the user's own: KIND/NAME.json below INTERLEAVE_DATADIR or, where
 * that is not set, below the installed folder and then the user's. */

/* Whether it names a file rather than one of the folders: it has a '/' or ends in ".json". */
gboolean lab_data_is_path (const char *name_or_path);

/* The names there are, each once, sorted; NULL-terminated. Caller frees. */
GStrv lab_data_list (const char *kind);

/* The file of a name in the first folder that has one, or NULL. Caller frees. */
char *lab_data_find (const char *kind, const char *name);

/* The text of a regular file, never more than limit + 1 bytes, which is enough to see that it is too large. Of what
 * the program was handed ("/dev/stdin", "/dev/fd/9") it may be a pipe; any other pipe, a device or a folder is refused
 * at once. The error is G_FILE_ERROR and does not name the file. Caller frees. */
char *lab_data_read (const char *path, gsize limit, gsize *length, GError **error);

/* What a data file says to a person, in that person's language where it came with the program: its texts stand in the
 * translators' list (po/data-strings.c). NULL and "" are themselves. */
const char *lab_data_translate (const char *text);

/* Where the user's own files of a kind are. Caller frees. */
char *lab_data_get_user_folder (const char *kind);

G_END_DECLS
