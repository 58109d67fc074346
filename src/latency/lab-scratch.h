/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-probe-run.h"

G_BEGIN_DECLS

/* The file that the disk's probes read and write. */

#define LAB_SCRATCH_BLOCK 4096
#define LAB_SCRATCH_MEGABYTE ((gsize) 1 << 20)

typedef struct
{
  int fd;       /* past the page cache where `direct`, else through it */
  guint64 size; /* a multiple of a megabyte */
  char *buffer; /* of a megabyte, aligned */
} LabScratch;

/* Fills the file where it is empty, opens it as asked, and tries a read. FALSE where that cannot be: then all rows are
 * refused. */
gboolean lab_scratch_open (LabScratch *self, LabProbeRun *run, gboolean direct);

/* Reads `size` bytes from a random place, a multiple of `size`. Returns how long that took, in ns; 0 where it failed.
 */
double lab_scratch_read_anywhere (LabScratch *self, gsize size);

G_END_DECLS
