/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli-levels.h"
#include "cli-result.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-quantity.h"

static void
add_duration (CliTable *table, const char *name, guint64 nanoseconds)
{
  g_autofree char *text = lab_format_duration (nanoseconds);

  cli_table_add (table, name, text);
}

static void
add_concurrency (CliTable *table, const char *name, const LabConcurrency *concurrency)
{
  g_autofree char *mean = lab_format_ratio (concurrency->mean);
  g_autofree char *max = lab_format_count (concurrency->max);
  g_autofree char *text = g_strdup_printf (_ ("%s on average, %s at most"), mean, max);
  g_autofree char *levels = cli_levels_describe (concurrency);

  cli_table_add (table, name, text);
  if (levels != NULL)
    cli_table_add (table, _ ("  at once"), levels);
}

static void
add_distribution (CliTable *table, const char *name, const LabDistribution *distribution)
{
  g_autofree char *median = lab_format_duration (distribution->median);
  g_autofree char *p95 = lab_format_duration (distribution->p95);
  g_autofree char *max = lab_format_duration (distribution->max);
  g_autofree char *text = g_strdup_printf (_ ("median %s, 95 %% within %s, longest %s"), median, p95, max);

  cli_table_add (table, name, text);
}

static void
append_count (GString *text, guint64 count, const char *what)
{
  g_autofree char *number = lab_format_count (count);

  if (count > 0)
    g_string_append_printf (text, ", %s %s", number, what);
}

static void
add_tasks (CliTable *table, const LabMetrics *metrics)
{
  g_autofree char *total = lab_format_count (metrics->n_tasks);
  g_autoptr (GString) text = g_string_new (total);

  append_count (text, metrics->n_done, _ ("done"));
  append_count (text, metrics->n_failed, _ ("failed"));
  append_count (text, metrics->n_cancelled, _ ("cancelled"));
  cli_table_add (table, _ ("tasks"), text->str);
}

/* The sentences stand in the verdict. */
static void
add_hazards (CliTable *table, GPtrArray *hazards)
{
  for (guint i = 0; i < hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (hazards, i);

      cli_table_add (table, i == 0 ? _ ("hazards") : "", lab_hazard_kind_get_title (hazard->kind));
    }
}

static void
add_lanes (CliTable *table, const LabMetrics *metrics)
{
  g_autofree char *lanes = lab_format_count (metrics->n_lanes);
  g_autofree char *processes = lab_format_count (metrics->n_processes);
  g_autofree char *text = g_strdup_printf (_ ("%s in %s processes"), lanes, processes);

  cli_table_add (table, _ ("lanes"), metrics->n_processes == 1 ? lanes : text);
}

static void
add_recording (CliTable *table, const LabMetrics *metrics)
{
  g_autofree char *events = lab_format_count (metrics->n_events);
  g_autofree char *share = lab_format_share (metrics->recording_share);
  g_autofree char *dropped = lab_format_count (metrics->n_dropped);
  g_autofree char *text = g_strdup_printf (_ ("%s events, %s of the time"), events, share);

  cli_table_add (table, _ ("recording"), text);
  if (metrics->n_dropped > 0)
    {
      g_autofree char *lost = g_strdup_printf (_ ("%s events found no room: the figures leave them out"), dropped);

      cli_table_add (table, _ ("dropped"), lost);
    }
}

static void
add_outcome (CliTable *table, const LabResult *self)
{
  const char *outcome = lab_outcome_describe (self->outcome);
  g_autofree char *expected = NULL;

  if (self->experiment != NULL && lab_outcome_is_expected (self->outcome, self->experiment))
    expected = g_strdup_printf (_ ("%s, which is what this workload shows here"), outcome);
  cli_table_add (table, _ ("outcome"), expected != NULL ? expected : outcome);
}

static void
add_memory (CliTable *table, const LabMetrics *metrics)
{
  g_autofree char *memory = lab_format_size (metrics->peak_rss);
  g_autofree char *each = lab_format_size (metrics->rss_per_task);

  if (metrics->peak_rss == 0)
    return;
  cli_table_add (table, _ ("peak memory"), memory);
  if (metrics->rss_per_task > 0)
    cli_table_add (table, _ ("  each task"), each);
}

static void
print_figures (const LabResult *self)
{
  static const CliColumn columns[] = { { NULL, CLI_LEFT }, { NULL, CLI_LEFT } };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  const LabMetrics *metrics = &self->metrics;
  g_autofree char *overlap = lab_format_ratio (metrics->overlap);
  g_autofree char *text = NULL;

  add_outcome (table, self);
  add_hazards (table, self->hazards);
  if (self->outcome->note != NULL)
    cli_table_add (table, _ ("note"), self->outcome->note);
  add_duration (table, _ ("makespan"), metrics->makespan);
  add_duration (table, _ ("work"), metrics->work);
  cli_table_add (table, _ ("overlap"), overlap);
  add_concurrency (table, _ ("in flight"), &metrics->in_flight);
  add_concurrency (table, _ ("parallelism"), &metrics->parallelism);
  add_tasks (table, metrics);
  add_distribution (table, _ ("queue delay"), &metrics->queue_delay);
  add_distribution (table, _ ("duration"), &metrics->duration);
  add_lanes (table, metrics);
  add_memory (table, metrics);
  add_recording (table, metrics);
  text = cli_table_to_text (table, "  ");
  printf ("%s\n", text);
}

static void
print_states (const LabMetrics *metrics)
{
  static const CliColumn columns[] = { { N_ ("state"), CLI_LEFT },
                                       { N_ ("time"), CLI_RIGHT },
                                       { N_ ("share"), CLI_RIGHT } };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *text = NULL;
  guint64 total = 0;

  for (LabState state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    total += metrics->states[state];
  for (LabState state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    if (metrics->states[state] > 0)
      {
        g_autofree char *time = lab_format_duration (metrics->states[state]);
        g_autofree char *share = lab_format_share ((double) metrics->states[state] / (double) total);

        cli_table_add (table, lab_state_get_name (state), time, share);
      }
  if (total == 0)
    return;
  text = cli_table_to_text (table, "  ");
  fputs (text, stdout);
}

void
cli_result_print (const LabResult *self)
{
  gboolean bold = cli_has_style (stdout);

  if (self->verdict != NULL)
    {
      printf ("%s%s%s\n", bold ? "\033[1m" : "", self->verdict->headline, bold ? "\033[0m" : "");
      if (self->verdict->detail != NULL && *self->verdict->detail != '\0')
        printf ("%s\n", self->verdict->detail);
      putchar ('\n');
    }
  print_figures (self);
  print_states (&self->metrics);
}
