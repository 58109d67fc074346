/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where files of a kind ("workloads", "presets") are looked for: in INTERLEAVE_DATADIR alone, where that is set, else
 * where they are installed, and then in the user's own folder. Each file is NAME.json. */

/* The first file of that name, for the caller to free, or NULL. */
char *lab_data_find_file (const char *kind, const char *name);

/* All files, of char: in the order of the folders, then of the names; where two have the same name, the first. */
GPtrArray *lab_data_list_files (const char *kind);

/* The file's bytes, of a device without an end no more than `limit` + 1. */
GBytes *lab_data_read_file (const char *path, gsize limit, GError **error);

/* Says that there is no such `what` ("workload"), and suggests the nearest name. */
void lab_data_set_unknown (const char *kind, const char *what, const char *name, GError **error);

G_END_DECLS
