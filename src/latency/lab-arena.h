/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory for the probes of caches and memory: fresh pages, all there from the start, and a random way through them. */

typedef struct
{
  char *start;
  gsize size;
  gsize page_size; /* what the kernel gave, which need not be what was asked for */
} LabArena;

/* FALSE with errno set. Never given back: the process ends. */
gboolean lab_arena_map (LabArena *self, gsize size, gboolean huge_pages);

/* Links what lies `stride` bytes apart, LAB_ARENA_LINE or a multiple, to one circle in random order, and returns where
 * it begins. */
void **lab_arena_link (const LabArena *self, gsize stride);

/* Follows the circle n times 8 steps. Returns where that ends, so that it cannot be left out. */
void **lab_arena_chase (void **place, guint n);

#define LAB_ARENA_STEPS 8
#define LAB_ARENA_LINE 64

G_END_DECLS
