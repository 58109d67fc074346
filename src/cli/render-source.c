/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-render.h"
#include "lab-quantity.h"

CliSource *
cli_source_open (const char *argument, GError **error)
{
  LabTrace *trace = lab_trace_open (argument, error);
  CliSource *self;

  if (trace == NULL)
    return NULL;
  self = g_new0 (CliSource, 1);
  self->trace = trace;
  self->result = cli_result_new_for_trace (trace);
  self->names = cli_names_new (self->result->experiment);
  return self;
}

void
cli_source_free (CliSource *self)
{
  g_clear_pointer (&self->names, cli_names_free);
  g_clear_pointer (&self->result, cli_result_free);
  g_clear_pointer (&self->trace, lab_trace_free);
  g_free (self);
}

char *
cli_source_describe (const CliSource *self)
{
  const LabExperiment *experiment = self->result->experiment;

  if (experiment == NULL)
    return g_strdup (_ ("A run"));
  return g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload), _ (experiment->model->title));
}

char *
cli_source_get_verdict (const CliSource *self)
{
  guint64 dropped = self->result->metrics.n_dropped;

  if (dropped > 0)
    {
      g_autofree char *n = lab_format_count (dropped);

      return g_strdup_printf (_ ("%s events found no room and are missing here."), n);
    }
  return g_strdup (self->result->verdict != NULL ? self->result->verdict->headline : "");
}
