/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-color.h"
#include "lab-paint-columns.h"

const LabState lab_column_order[] = {
  LAB_STATE_RUNNING, LAB_STATE_SLEEPING, LAB_STATE_IO,       LAB_STATE_GIL,
  LAB_STATE_LOCK,    LAB_STATE_CHANNEL,  LAB_STATE_STARTING, LAB_STATE_QUEUED,
};
G_STATIC_ASSERT (G_N_ELEMENTS (lab_column_order) == LAB_N_TIMED_STATES - 1);

/* Where a state stands in a column: units from the top of the mark. */
typedef struct
{
  guint top;
  guint bottom;
} Extent;

static Extent
find_extent (const LabMark *mark, const LabCell *cell, LabState state)
{
  guint y = (mark->units - MIN (lab_cell_count_units (cell), mark->units)) / 2;

  for (gsize i = 0; lab_column_order[i] != state; i++)
    y += cell->units[lab_column_order[i]];
  return (Extent){ y, y + cell->units[state] };
}

/* The rectangles of a state, into the path where there is one. */
static guint
walk_shapes (const LabMark *mark, const LabCell *cells, LabState state, cairo_t *cr)
{
  double column = mark->w / mark->n;
  double unit = mark->h / mark->units;
  guint count = 0;
  guint end;

  for (guint i = 0; i < mark->n; i = end)
    {
      Extent extent = find_extent (mark, &cells[i], state);

      for (end = i + 1; end < mark->n; end++)
        {
          Extent next = find_extent (mark, &cells[end], state);

          if (next.top != extent.top || next.bottom != extent.bottom)
            break;
        }
      if (extent.top == extent.bottom)
        continue;
      count++;
      if (cr != NULL)
        cairo_rectangle (cr, mark->x + i * column, mark->y + extent.top * unit, (end - i) * column,
                         (extent.bottom - extent.top) * unit);
    }
  return count;
}

void
lab_paint_columns_as_shapes (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lab_column_order); i++)
    if (walk_shapes (mark, cells, lab_column_order[i], cr) > 0)
      {
        lab_color_set_source (cr, lab_palette_get (theme, (LabInk) (LAB_INK_STATE + lab_column_order[i])));
        cairo_fill (cr);
      }
}

guint
lab_count_column_shapes (const LabMark *mark, const LabCell *cells)
{
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lab_column_order); i++)
    count += walk_shapes (mark, cells, lab_column_order[i], NULL);
  return count;
}
