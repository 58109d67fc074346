/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-columns.h"

#define TILE_COLUMNS 256

/* About 5 MB: a screen of 16 lanes at 16 scales. */
#define TILES_MAX 2048

typedef struct
{
  double scale;
  guint64 number;
  guint32 row;
  guint32 units;
} TileKey;

typedef struct
{
  TileKey key;
  guint frame;     /* in which it was last asked for */
  guint64 n_spans; /* of the row, when it was made */
  guint64 now;
  guint n_settled; /* columns that what is added to the row does not change */
  LabCell cells[TILE_COLUMNS];
} Tile;

struct _LabColumns
{
  LabIndex *index; /* borrowed */
  GHashTable *tiles;
  guint frame;
  guint age; /* tiles that were last asked for more frames ago are forgotten */
};

static guint
tile_hash (gconstpointer key)
{
  const TileKey *self = key;
  guint64 bits;

  memcpy (&bits, &self->scale, sizeof (bits));
  bits ^= self->number * 0x9e3779b97f4a7c15u;
  bits ^= ((guint64) self->row << 9 | self->units) * 0xc2b2ae3d27d4eb4fu;
  bits *= 0x9e3779b97f4a7c15u;
  return (guint) (bits >> 32);
}

static gboolean
tile_equal (gconstpointer one, gconstpointer other)
{
  const TileKey *a = one;
  const TileKey *b = other;

  return a->row == b->row && a->number == b->number && a->units == b->units
         && memcmp (&a->scale, &b->scale, sizeof (double)) == 0;
}

LabColumns *
lab_columns_new (LabIndex *index)
{
  LabColumns *self = g_new0 (LabColumns, 1);

  self->index = index;
  self->tiles = g_hash_table_new_full (tile_hash, tile_equal, NULL, g_free);
  return self;
}

void
lab_columns_free (LabColumns *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

static gboolean
is_forgotten (gpointer key, gpointer value, gpointer data)
{
  const Tile *tile = value;
  const LabColumns *self = data;

  return self->frame - tile->frame > self->age;
}

void
lab_columns_begin (LabColumns *self)
{
  self->frame++;
  for (self->age = 64; self->age > 0 && g_hash_table_size (self->tiles) > TILES_MAX; self->age /= 2)
    g_hash_table_foreach_remove (self->tiles, is_forgotten, self);
}

guint
lab_cell_get_wait_units (guint units)
{
  return MAX ((units + 1) / 3, 1);
}

/* By sums, rounded, so that the whole is right however many parts it has. */
static guint
round_units (guint64 share, guint64 width, guint units)
{
  return (guint) ((double) share * units / (double) width + 0.5);
}

static void
cell_shrink_largest (LabCell *cell, guint excess)
{
  guint largest = LAB_STATE_QUEUED;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    if (cell->units[state] > cell->units[largest])
      largest = state;
  cell->units[largest] -= (guint8) MIN (excess, cell->units[largest] - 1u);
}

LabCell
lab_cell_make (const guint64 shares[LAB_N_TIMED_STATES], guint64 width, guint units)
{
  LabCell cell = { { 0 } };
  guint waits = lab_cell_get_wait_units (units);
  guint64 waited = 0;
  guint sum = 0;

  if (width == 0)
    return cell;
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      guint before, here;

      if (shares[state] == 0)
        continue;
      before = state == LAB_STATE_RUNNING ? 0 : round_units (waited, width, waits);
      here = round_units (state == LAB_STATE_RUNNING ? shares[state] : waited + shares[state], width,
                          state == LAB_STATE_RUNNING ? units : waits);
      waited += state == LAB_STATE_RUNNING ? 0 : shares[state];
      cell.units[state] = (guint8) MAX (here - before, 1);
      sum += cell.units[state];
    }
  if (sum > units)
    cell_shrink_largest (&cell, sum - units);
  return cell;
}

/* All columns but those that have settled. */
static void
fill_tile (LabColumns *self, Tile *tile)
{
  guint64 edges[TILE_COLUMNS + 1];
  guint64 shares[TILE_COLUMNS][LAB_N_TIMED_STATES];
  guint64 first = tile->key.number * TILE_COLUMNS;
  guint from = tile->n_settled;

  for (guint i = from; i <= TILE_COLUMNS; i++)
    edges[i] = lab_column_get_edge (tile->key.scale, first + i);
  if (tile->key.scale >= 1)
    lab_index_query_columns (self->index, tile->key.row, edges + from, TILE_COLUMNS - from, shares + from);
  else
    for (guint i = from; i < TILE_COLUMNS; i++)
      lab_index_query (self->index, tile->key.row, edges[i], edges[i] + 1, shares[i]);
  for (guint i = from; i < TILE_COLUMNS; i++)
    tile->cells[i] = lab_cell_make (shares[i], MAX (edges[i + 1] - edges[i], 1), tile->key.units);
}

/* A lane's events come in the order of time: what stands before its last span stays. A task's may come late. */
static guint
count_settled (LabColumns *self, const Tile *tile)
{
  guint64 first = tile->key.number * TILE_COLUMNS;
  guint64 start;
  guint n = TILE_COLUMNS;

  if (lab_index_get_view (self->index) != LAB_VIEW_WORKERS || tile->n_spans == 0)
    return 0;
  start = lab_index_get_span (self->index, tile->key.row, tile->n_spans - 1).start;
  if ((double) start / tile->key.scale < (double) (first + n))
    n = (guint) MAX ((double) start / tile->key.scale - (double) first, 0);
  while (n > 0 && lab_column_get_edge (tile->key.scale, first + n) > start)
    n--;
  return n;
}

static const Tile *
get_tile (LabColumns *self, const TileKey *key)
{
  Tile *tile = g_hash_table_lookup (self->tiles, key);
  guint64 n_spans, now;

  if (tile != NULL && tile->n_settled == TILE_COLUMNS)
    {
      tile->frame = self->frame;
      return tile;
    }
  n_spans = lab_index_get_row_n_spans (self->index, key->row);
  now = lab_index_get_now (self->index);
  if (tile == NULL)
    {
      tile = g_new (Tile, 1);
      tile->key = *key;
      tile->n_settled = 0;
      g_hash_table_insert (self->tiles, &tile->key, tile);
    }
  else if (tile->n_spans == n_spans && tile->now == now)
    {
      tile->frame = self->frame;
      return tile;
    }
  tile->frame = self->frame;
  tile->n_spans = n_spans;
  tile->now = now;
  fill_tile (self, tile);
  tile->n_settled = count_settled (self, tile);
  return tile;
}

void
lab_columns_get (LabColumns *self, guint row, double scale, guint64 first, guint n, guint units, LabCell *cells)
{
  g_return_if_fail (scale > 0 && units > 0 && units <= LAB_UNITS_MAX);

  for (guint done = 0; done < n;)
    {
      TileKey key = { scale, (first + done) / TILE_COLUMNS, row, units };
      guint offset = (guint) ((first + done) % TILE_COLUMNS);
      guint count = MIN (n - done, TILE_COLUMNS - offset);

      memcpy (cells + done, get_tile (self, &key)->cells + offset, count * sizeof (LabCell));
      done += count;
    }
}

guint64
lab_columns_get_bytes (LabColumns *self)
{
  return (guint64) g_hash_table_size (self->tiles) * (sizeof (Tile) + 3 * sizeof (gpointer));
}
