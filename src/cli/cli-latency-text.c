/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli-latency.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-bound-by.h"
#include "lab-quantity.h"

/* A measurement comes with its grade, and a mark where there is something to be said of it. */
static char *
describe_column (const CliLatency *self, const LabRung *rung, guint column)
{
  g_autofree char *value = lab_rung_describe (rung, column);
  const LabReading *reading = column < self->editions->len ? NULL : rung->readings[column - self->editions->len];

  if (value == NULL)
    return g_strdup ("");
  if (reading == NULL || reading->status != LAB_READING_MEASURED)
    return g_steal_pointer (&value);
  return g_strdup_printf ("%s %s%s", value, lab_grade_get_id (reading->estimate.grade),
                          reading->note != NULL ? "*" : " ");
}

/* Of the last two columns: how many times the one is the other. */
static char *
describe_ratio (const CliLatency *self, const LabRung *rung)
{
  guint n = self->editions->len + self->sheets->len;
  double ratio = n < 2 ? 0 : lab_rung_get_ratio (rung, n - 1, n - 2);
  g_autofree char *shown = lab_format_ratio (ratio);

  if (ratio <= 0)
    return g_strdup ("");
  return g_strdup_printf ("%s%s", shown, lab_ratio_is_far (ratio) ? " !" : "  ");
}

static void
add_rung (CliTable *table, const CliLatency *self, const LabRung *rung)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, cli_escape (rung->title));
  for (guint i = 0; i < self->editions->len + self->sheets->len; i++)
    g_ptr_array_add (cells, describe_column (self, rung, i));
  g_ptr_array_add (cells, describe_ratio (self, rung));
  g_ptr_array_add (cells, cli_latency_draw_bar (self, rung));
  g_ptr_array_add (cells, rung->ns > 0 ? lab_analogy_describe (self->analogy, rung->ns) : g_strdup (""));
  g_ptr_array_add (cells, rung->ns > 0 ? lab_analogy_compare (self->analogy, rung->ns) : NULL);
  if (g_ptr_array_index (cells, cells->len - 1) == NULL)
    cells->pdata[cells->len - 1] = g_strdup ("");
  cli_table_add_cells (table, (const char *const *) cells->pdata);
}

static GArray *
make_columns (const CliLatency *self)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (CliColumn));
  CliColumn column = { "", CLI_LEFT };

  g_array_append_val (columns, column);
  column.align = CLI_RIGHT;
  for (guint i = 0; i < self->editions->len; i++)
    {
      column.title = lab_edition_get_id (g_ptr_array_index (self->editions, i));
      g_array_append_val (columns, column);
    }
  for (guint i = 0; i < self->sheets->len; i++)
    {
      column.title = ((const LabSheet *) g_ptr_array_index (self->sheets, i))->label;
      g_array_append_val (columns, column);
    }
  column.title = self->editions->len + self->sheets->len < 2 ? "" : N_ ("ratio  ");
  g_array_append_val (columns, column);
  column = (CliColumn){ N_ ("0.1 ns … 1 s"), CLI_LEFT };
  g_array_append_val (columns, column);
  column = (CliColumn){ N_ ("that is"), CLI_RIGHT };
  g_array_append_val (columns, column);
  column = (CliColumn){ "", CLI_LEFT };
  g_array_append_val (columns, column);
  return columns;
}

static void
print_table (const CliLatency *self, GPtrArray *rungs)
{
  g_autoptr (GArray) columns = make_columns (self);
  g_autoptr (CliTable) table = cli_table_new ((const CliColumn *) columns->data, columns->len);
  g_autofree char *text = NULL;

  for (guint i = 0; i < rungs->len; i++)
    add_rung (table, self, g_ptr_array_index (rungs, i));
  text = cli_table_to_text (table, "");
  fputs (text, stdout);
}

static void
print_line (const char *text)
{
  g_autofree char *line = cli_escape (text);

  printf ("%s\n", line);
}

static void
print_edition (const LabEdition *edition)
{
  g_autofree char *line = g_strdup_printf ("%s: %s, %d, %s (%s)", lab_edition_get_id (edition),
                                           lab_edition_get_title (edition), lab_edition_get_year (edition),
                                           lab_edition_get_source (edition), lab_edition_get_licence (edition));
  guint n;
  const LabClaim *claims = lab_edition_get_claims (edition, &n);

  print_line (line);
  if (lab_edition_get_note (edition) != NULL)
    print_line (lab_edition_get_note (edition));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *contradiction = lab_claim_contradict (&claims[i]);

      if (contradiction != NULL)
        print_line (contradiction);
    }
}

/* Why a row has no number, or what throws doubt on it. */
static void
print_remarks (const CliLatency *self, const LabSheet *sheet)
{
  for (guint i = 0; i < sheet->readings->len; i++)
    {
      const LabReading *reading = g_ptr_array_index (sheet->readings, i);
      g_autofree char *state = lab_reading_describe (reading);
      g_autofree char *line = NULL;

      if (self->rows != NULL && !g_strv_contains (self->rows, reading->row))
        continue;
      if (reading->status != LAB_READING_MEASURED)
        line = g_strdup_printf ("  %s: %s: %s", reading->row, state, reading->why);
      else if (reading->note != NULL)
        line = g_strdup_printf ("  %s*: %s", reading->row, reading->note);
      if (line != NULL)
        print_line (line);
    }
}

static void
print_sheet (const CliLatency *self, const LabSheet *sheet)
{
  const LabConditions *conditions = &sheet->conditions;
  g_auto (GStrv) doubts = lab_conditions_describe (conditions);
  g_autofree char *line = g_strdup_printf (
    _ ("%s: %s, %s, %s; grades: A within 5 %%, B 15 %%, C 50 %%, D a range only"), sheet->label, sheet->date,
    conditions->cpu != NULL ? conditions->cpu : _ ("an unknown processor"),
    conditions->kernel != NULL ? conditions->kernel : _ ("an unknown system"));

  print_line (line);
  for (char **doubt = doubts; *doubt != NULL; doubt++)
    print_line (*doubt);
  print_remarks (self, sheet);
}

static void
print_span (const CliLatency *self, GPtrArray *rungs)
{
  g_autofree char *span = lab_format_fine_duration (self->span);
  g_autofree char *known = lab_bound_by_describe_span (
    self->span, self->sheets->len > 0 ? g_ptr_array_index (self->sheets, 0) : NULL,
    g_ptr_array_index (self->editions, 0));

  putchar ('\n');
  if (known != NULL)
    print_line (known);
  printf (_ ("%s is as long as\n"), span);
  for (guint i = 0; i < rungs->len; i++)
    {
      const LabRung *rung = g_ptr_array_index (rungs, i);
      g_autofree char *count = rung->ns > 0 ? lab_bound_by_count (self->span, rung->title, rung->ns) : NULL;
      g_autofree char *line = count == NULL ? NULL : g_strdup_printf ("  %s", count);

      if (line != NULL)
        print_line (line);
    }
}

void
cli_latency_print (const CliLatency *self)
{
  g_autoptr (GPtrArray) rungs = lab_rungs_collect (self->editions, self->sheets, self->rows);
  g_autofree char *bound = lab_bound_by_describe (g_ptr_array_index (self->editions, 0), self->rate);

  print_table (self, rungs);
  printf ("\n%s\n", self->analogy->rule);
  if (bound != NULL)
    print_line (bound);
  if (self->span > 0)
    print_span (self, rungs);
  putchar ('\n');
  for (guint i = 0; i < self->editions->len; i++)
    print_edition (g_ptr_array_index (self->editions, i));
  for (guint i = 0; i < self->sheets->len; i++)
    print_sheet (self, g_ptr_array_index (self->sheets, i));
}
