/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cli-latency.h"

/* From 0.1 ns to 1 s, and beyond, at two columns for a power of ten. */
#define DECADE_FIRST (-1)
#define WIDTH 22
#define COLUMNS_PER_DECADE 2

typedef struct
{
  const char *line, *edition, *measured, *both;
} Marks;

static const Marks fine_marks = { "─", "●", "◆", "◈" };
static const Marks plain_marks = { "-", "o", "x", "*" };

static guint
get_column (double ns)
{
  double column = floor ((log10 (ns) - DECADE_FIRST) * COLUMNS_PER_DECADE);

  return (guint) CLAMP (column, 0, WIDTH - 1);
}

typedef enum
{
  HOLDS_NOTHING = 0,
  HOLDS_EDITION = 1,
  HOLDS_MEASURED = 2,
  HOLDS_BOTH = 3,
} Holds;

static void
mark (guint8 *cells, double ns, Holds what)
{
  if (ns > 0)
    cells[get_column (ns)] |= what;
}

char *
cli_latency_draw_bar (const CliLatency *self, const LabRung *rung)
{
  const Marks *marks = g_get_charset (NULL) ? &fine_marks : &plain_marks;
  const char *const shown[] = {
    [HOLDS_EDITION] = marks->edition, [HOLDS_MEASURED] = marks->measured, [HOLDS_BOTH] = marks->both
  };
  GString *bar = g_string_new (NULL);
  guint8 cells[WIDTH] = { HOLDS_NOTHING };
  guint last = 0;

  for (guint i = 0; i < self->editions->len + self->sheets->len; i++)
    mark (cells, lab_rung_get_number (rung, i), i < self->editions->len ? HOLDS_EDITION : HOLDS_MEASURED);
  for (guint i = 0; i < WIDTH; i++)
    if (cells[i] != HOLDS_NOTHING)
      last = i + 1;
  for (guint i = 0; i < last; i++)
    g_string_append (bar, cells[i] == HOLDS_NOTHING ? marks->line : shown[cells[i]]);
  return g_string_free (bar, FALSE);
}
