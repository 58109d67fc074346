/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The largest edge of a tile, in pixels. */
#define APP_TILE_MAX 128

/* A part of a picture in the window. A value that owns what it points to; all zeroes is one with nothing on it. */
typedef struct
{
  cairo_surface_t *surface; /* NULL: all of it is in one colour, */
  guint32 color;            /* either opaque or 0, which is nothing */
  GskRenderNode *node;      /* NULL: none was made yet */
} AppTile;

void app_tile_clear (AppTile *self);

/* What stands in a part of the canvas as a new tile; FALSE and no tile where it looks like the one before, which may be
 * NULL. Any thread may. */
gboolean app_tile_cut (AppTile *self, const AppTile *before, cairo_surface_t *canvas,
                       const cairo_rectangle_int_t *part);

/* Whether both are in the same one colour, so that one node can draw them. */
gboolean app_tile_looks_alike (const AppTile *self, const AppTile *other);

/* Draws it at `part` of a picture that has `scale` pixels a unit; of one in one colour the part may be larger. The same
 * as before where that was for the same part. */
GskRenderNode *app_tile_get_node (AppTile *self, const cairo_rectangle_int_t *part, int scale, GskRenderer *renderer);

G_END_DECLS
