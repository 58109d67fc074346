/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdarg.h>

#include <glib/gi18n-lib.h>

#include "cli-table.h"

#define GAP 2

struct _CliTable
{
  const CliColumn *columns;
  guint n_columns;
  guint *widths;
  GPtrArray *cells; /* row by row */
};

guint
cli_text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (letter))
        width += g_unichar_iswide (letter) ? 2 : 1;
    }
  return width;
}

static void
table_add_cell (CliTable *self, guint column, const char *text)
{
  self->widths[column] = MAX (self->widths[column], cli_text_width (text));
  g_ptr_array_add (self->cells, g_strdup (text));
}

CliTable *
cli_table_new (const CliColumn *columns, guint n_columns)
{
  CliTable *self;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  self = g_new0 (CliTable, 1);
  self->columns = columns;
  self->n_columns = n_columns;
  self->widths = g_new0 (guint, n_columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; columns[0].title != NULL && i < n_columns; i++)
    table_add_cell (self, i, *columns[i].title != '\0' ? _ (columns[i].title) : ""); /* _ ("") is the header */
  return self;
}

void
cli_table_free (CliTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->widths);
  g_free (self);
}

void
cli_table_add (CliTable *self, ...)
{
  va_list cells;

  va_start (cells, self);
  for (guint i = 0; i < self->n_columns; i++)
    table_add_cell (self, i, va_arg (cells, const char *));
  va_end (cells);
}

void
cli_table_add_cells (CliTable *self, const char *const *cells)
{
  for (guint i = 0; i < self->n_columns; i++)
    table_add_cell (self, i, cells[i]);
}

static void
append_blanks (GString *text, guint n)
{
  while (n-- > 0)
    g_string_append_c (text, ' ');
}

static void
table_append_cell (CliTable *self, GString *text, guint column, const char *cell)
{
  guint room = self->widths[column] - cli_text_width (cell);
  gboolean last = column == self->n_columns - 1;

  if (self->columns[column].align == CLI_RIGHT)
    append_blanks (text, room);
  g_string_append (text, cell);
  if (self->columns[column].align == CLI_LEFT && !last)
    append_blanks (text, room);
  if (!last)
    append_blanks (text, GAP);
}

static void
trim_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

char *
cli_table_to_text (CliTable *self, const char *indent)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;

      if (column == 0)
        g_string_append (text, indent);
      table_append_cell (self, text, column, g_ptr_array_index (self->cells, i));
      if (column < self->n_columns - 1)
        continue;
      trim_end (text);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
