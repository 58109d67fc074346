/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is read to its end, piece by piece. One thread at a time. */
typedef struct _LabReading LabReading;

/* `piece` in bytes. Cold: past the page cache, where the file system has a way to. Opens nothing yet. Takes the path
 * over. */
LabReading *lab_reading_new (char *path, gsize piece, gboolean cold);
void lab_reading_free (LabReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabReading, lab_reading_free)

/* Opens it at first, and waits for the next piece. TRUE: there is more. FALSE: that was all, or it failed. */
gboolean lab_reading_next (LabReading *self);

/* Once that gave FALSE: whether all went well. */
gboolean lab_reading_check (const LabReading *self, GError **error);
guint64 lab_reading_get_length (const LabReading *self);

/* Whether files of this folder can be read past the page cache. */
gboolean lab_reading_can_be_cold (const char *folder);

G_END_DECLS
