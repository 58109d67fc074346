/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLI_LEFT,
  CLI_RIGHT, /* numbers */
} CliAlign;

typedef struct
{
  const char *title; /* translatable; NULL in all columns for a table without a heading */
  CliAlign align;
} CliColumn;

/* Rows of text set in columns as wide as their widest cell on a terminal. */
typedef struct _CliTable CliTable;

CliTable *cli_table_new (const CliColumn *columns, guint n_columns); /* borrows the columns */
void cli_table_free (CliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

/* A row: one string for each column. They are copied. */
void cli_table_add (CliTable *self, ...);
void cli_table_add_cells (CliTable *self, const char *const *cells);

/* Every line begins with `indent` and has no blanks at its end. Caller frees. */
char *cli_table_to_text (CliTable *self, const char *indent);

/* How many columns of a terminal a text takes. */
guint cli_text_width (const char *text);

G_END_DECLS
