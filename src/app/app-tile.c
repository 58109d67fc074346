/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-tile.h"

void
app_tile_clear (AppTile *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->color = 0;
}

static const guint8 *
get_pixels (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface)
         + (gsize) x * 4;
}

/* Whether each row looks like the one in `rows`, which are `stride` bytes apart. */
static gboolean
looks_like (cairo_surface_t *canvas, const cairo_rectangle_int_t *part, const guint8 *rows, gsize stride)
{
  for (int y = 0; y < part->height; y++)
    if (memcmp (get_pixels (canvas, part->x, part->y + y), rows + (gsize) y * stride, (gsize) part->width * 4) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_plain (cairo_surface_t *canvas, const cairo_rectangle_int_t *part, guint32 *color)
{
  const guint8 *first = get_pixels (canvas, part->x, part->y);

  memcpy (color, first, sizeof (*color));
  if (*color >> 24 != 0xff && *color != 0)
    return FALSE;
  /* The first row is of one colour where it is the same a pixel further on. */
  return memcmp (first, first + 4, (gsize) (part->width - 1) * 4) == 0 && looks_like (canvas, part, first, 0);
}

static cairo_surface_t *
copy (cairo_surface_t *canvas, const cairo_rectangle_int_t *part)
{
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, part->width, part->height);
  guint8 *to = cairo_image_surface_get_data (tile);

  for (int row = 0; row < part->height; row++)
    memcpy (to + (gsize) row * (gsize) cairo_image_surface_get_stride (tile),
            get_pixels (canvas, part->x, part->y + row), (gsize) part->width * 4);
  cairo_surface_mark_dirty (tile);
  return tile;
}

gboolean
app_tile_cut (AppTile *self, const AppTile *before, cairo_surface_t *canvas, const cairo_rectangle_int_t *part)
{
  guint32 color;

  *self = (AppTile){ 0 };
  if (is_plain (canvas, part, &color))
    {
      self->color = color;
      return before == NULL || before->surface != NULL || before->color != color;
    }
  if (before != NULL && before->surface != NULL
      && looks_like (canvas, part, get_pixels (before->surface, 0, 0),
                     (gsize) cairo_image_surface_get_stride (before->surface)))
    return FALSE;
  self->surface = copy (canvas, part);
  return TRUE;
}

/* For GTK's software renderer, which before 4.10 takes each pixel of a texture through floating point. */
static GskRenderNode *
make_cairo_node (cairo_surface_t *surface, const graphene_rect_t *bounds, int scale)
{
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_translate (cr, bounds->origin.x, bounds->origin.y);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static GskRenderNode *
make_texture_node (cairo_surface_t *surface, const graphene_rect_t *bounds)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes)
    bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                        (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);

  return gsk_texture_node_new (texture, bounds);
}

/* Most of a picture is ground: to fill it is cheaper than to draw its pixels. */
static GskRenderNode *
make_plain_node (guint32 color, const graphene_rect_t *bounds)
{
  GdkRGBA rgba = { .red = (float) ((color >> 16) & 0xff) / 255,
                   .green = (float) ((color >> 8) & 0xff) / 255,
                   .blue = (float) (color & 0xff) / 255,
                   .alpha = (float) (color >> 24) / 255 };

  return gsk_color_node_new (&rgba, bounds);
}

gboolean
app_tile_looks_alike (const AppTile *self, const AppTile *other)
{
  return self->surface == NULL && other->surface == NULL && self->color == other->color;
}

static gboolean
stands_at (GskRenderNode *node, const graphene_rect_t *bounds)
{
  graphene_rect_t before;

  gsk_render_node_get_bounds (node, &before);
  return graphene_rect_equal (&before, bounds);
}

GskRenderNode *
app_tile_get_node (AppTile *self, const cairo_rectangle_int_t *part, int scale, GskRenderer *renderer)
{
  float unit = 1 / (float) scale;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) part->x * unit, (float) part->y * unit,
                                               (float) part->width * unit, (float) part->height * unit);

  if (self->node != NULL && stands_at (self->node, &bounds))
    return self->node;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  if (self->surface != NULL)
    self->node = GSK_IS_CAIRO_RENDERER (renderer) ? make_cairo_node (self->surface, &bounds, scale)
                                                  : make_texture_node (self->surface, &bounds);
  else
    self->node = make_plain_node (self->color, &bounds);
  return self->node;
}
