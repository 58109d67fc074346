/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is read to its end, piece by piece. One thread at a time. */
typedef struct _LabFileReading LabFileReading;

/* `piece` in bytes. Cold: past the page cache, where the file system has a way to. Opens nothing yet. Takes the path
 * over. */
LabFileReading *lab_file_reading_new (char *path, gsize piece, gboolean cold);
void lab_file_reading_free (LabFileReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFileReading, lab_file_reading_free)

/* Opens it at first, and waits for the next piece. TRUE: there is more. FALSE: that was all, or it failed. */
gboolean lab_file_reading_next (LabFileReading *self);

/* Once that gave FALSE: whether all went well. */
gboolean lab_file_reading_check (const LabFileReading *self, GError **error);
guint64 lab_file_reading_get_length (const LabFileReading *self);

/* Whether files of this folder can be read past the page cache. */
gboolean lab_file_reading_can_be_cold (const char *folder);

G_END_DECLS
