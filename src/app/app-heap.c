/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* The picture of a window on a 4K screen takes 32 MiB, which is also the most that glibc lets it be. */
#define PICTURE_MAX (32 * 1024 * 1024)

void
app_heap_keep (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, PICTURE_MAX);
  mallopt (M_TRIM_THRESHOLD, 2 * PICTURE_MAX);
#endif
}
