/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli-blocks.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-index.h"
#include "lab-palette.h"
#include "lab-ticks.h"

#define WIDTH_DEFAULT 80
#define WIDTH_MIN 40
#define NAME_MAX_LETTERS 16
#define LANES_MAX 64
#define TICK_LETTERS 12

typedef struct
{
  LabTrace *trace;
  LabIndex *index;
  GString *text;
  guint name_width;
  guint n_columns;
  guint64 start, end;
  gboolean color;
} Blocks;

guint
cli_get_width (void)
{
  struct winsize size = { 0 };

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return WIDTH_DEFAULT;
  return MAX (size.ws_col, WIDTH_MIN);
}

static guint64
get_edge (const Blocks *self, guint column)
{
  return self->start + (guint64) ((double) (self->end - self->start) * column / self->n_columns);
}

/* What it did in most of the time, idleness left out where it did anything for an eighth. */
static LabState
find_main_state (const guint64 shares[LAB_N_TIMED_STATES], guint64 width, guint *eighths)
{
  guint main = LAB_STATE_QUEUED;
  guint64 busy = 0;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      busy += shares[state];
      if (shares[state] > shares[main])
        main = state;
    }
  *eighths = (guint) MIN ((busy * 8 + width - 1) / MAX (width, 1), 8);
  return busy > 0 ? (LabState) main : LAB_STATE_IDLE;
}

static void
append_color (Blocks *self, LabState state)
{
  guint32 color = lab_palette_get (LAB_THEME_DARK, (LabInk) (LAB_INK_STATE + state));

  g_string_append_printf (self->text, "\033[38;2;%u;%u;%um", color >> 16, color >> 8 & 0xff, color & 0xff);
}

/* Running is a tall block and waiting a low one, as in the pictures. */
static void
append_block (Blocks *self, LabState state, guint eighths)
{
  static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

  append_color (self, state);
  g_string_append (self->text, state == LAB_STATE_RUNNING ? blocks[eighths] : blocks[(eighths + 2) / 3]);
}

static void
append_row (Blocks *self, guint row)
{
  g_autofree guint64 *edges = g_new (guint64, self->n_columns + 1);
  guint64 (*shares)[LAB_N_TIMED_STATES] = g_malloc_n (self->n_columns, sizeof (*shares));

  for (guint i = 0; i <= self->n_columns; i++)
    edges[i] = get_edge (self, i);
  lab_index_query_columns (self->index, row, edges, self->n_columns, shares);
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint eighths;
      LabState state = find_main_state (shares[i], edges[i + 1] - edges[i], &eighths);

      if (state == LAB_STATE_IDLE)
        g_string_append_c (self->text, ' ');
      else if (self->color)
        append_block (self, state, eighths);
      else
        g_string_append (self->text, lab_state_get_info (state)->letter);
    }
  g_free (shares);
}

static void
append_padded (Blocks *self, const char *name)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_MAX_LETTERS));
  guint width = cli_text_width (start);

  g_string_append (self->text, start);
  for (guint i = width; i < self->name_width; i++)
    g_string_append_c (self->text, ' ');
}

static void
append_line_end (Blocks *self)
{
  if (self->color)
    g_string_append (self->text, "\033[0m");
  while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1);
  g_string_append_c (self->text, '\n');
}

static void
append_ruler (Blocks *self)
{
  LabTicks ticks = lab_ticks_choose (0, self->end - self->start, MAX (self->n_columns / TICK_LETTERS, 1));
  guint column = 0;

  append_padded (self, "");
  for (guint i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = lab_ticks_get_label (&ticks, i);
      guint at = (guint) ((double) lab_ticks_get_time (&ticks, i) / (double) (self->end - self->start)
                          * self->n_columns);

      if (at < column || at + cli_text_width (label) > self->n_columns)
        continue;
      for (; column < at; column++)
        g_string_append_c (self->text, ' ');
      g_string_append (self->text, label);
      column += cli_text_width (label) + 1;
      g_string_append_c (self->text, ' ');
    }
  append_line_end (self);
}

static void
append_legend (Blocks *self)
{
  gboolean first = TRUE;

  append_padded (self, "");
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      gboolean present = FALSE;

      for (guint row = 0; row < lab_index_get_n_rows (self->index) && !present; row++)
        {
          guint64 shares[LAB_N_TIMED_STATES];

          lab_index_query (self->index, row, self->start, self->end, shares);
          present = shares[state] > 0;
        }
      if (!present)
        continue;
      if (!first)
        g_string_append (self->text, "  ");
      first = FALSE;
      if (self->color)
        append_block (self, (LabState) state, 8);
      else
        g_string_append (self->text, lab_state_get_info ((LabState) state)->letter);
      g_string_append_printf (self->text, "%s %s", self->color ? "\033[0m" : "", lab_state_get_name ((LabState) state));
    }
  append_line_end (self);
}

/* Lanes with events, and the widest of their names. */
static GArray *
choose_rows (Blocks *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < lab_index_get_n_rows (self->index) && rows->len < LANES_MAX; row++)
    if (lab_index_get_row_n_spans (self->index, row) > 0)
      {
        LabSpan first = lab_index_get_span (self->index, row, 0);
        guint width = (guint) g_utf8_strlen (lab_trace_get_lane (self->trace, row)->name, -1);

        self->start = MIN (self->start, first.start);
        self->name_width = MAX (self->name_width, MIN (width, NAME_MAX_LETTERS) + 2);
        g_array_append_val (rows, row);
      }
  return rows;
}

char *
cli_blocks_to_text (LabTrace *trace, guint width, gboolean color)
{
  g_autoptr (LabIndex) index = lab_index_new (trace, LAB_VIEW_WORKERS);
  Blocks self = { .trace = trace, .index = index, .text = g_string_new (NULL), .start = G_MAXUINT64, .color = color };
  g_autoptr (GArray) rows = NULL;

  lab_index_update (index);
  rows = choose_rows (&self);
  self.end = lab_trace_get_last_time (trace);
  if (rows->len == 0 || self.end <= self.start)
    return g_string_free (self.text, FALSE);
  self.n_columns = MAX (width, WIDTH_MIN) - self.name_width;
  append_ruler (&self);
  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, guint, i);

      g_autofree char *name = cli_escape (lab_trace_get_lane (trace, row)->name);

      append_padded (&self, name);
      append_row (&self, row);
      append_line_end (&self);
    }
  append_legend (&self);
  return g_string_free (self.text, FALSE);
}
