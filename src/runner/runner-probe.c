/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab-engine-probes.h"
#include "lab-suite.h"
#include "runner-probe.h"

static void
on_signal (int number)
{
  lab_suite_cancel ();
}

static void
print_line (JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autofree char *line = lab_json_to_text (node);

  puts (line);
  fflush (stdout);
}

static JsonBuilder *
begin_line (const char *member)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, member);
  return builder;
}

static void
print_machine (const LabConditions *conditions)
{
  g_autoptr (JsonBuilder) builder = begin_line ("machine");

  lab_conditions_write (conditions, builder);
  json_builder_end_object (builder);
  print_line (builder);
}

static void
print_reading (const LabReading *reading, gpointer data)
{
  g_autoptr (JsonBuilder) builder = begin_line ("reading");

  json_builder_add_value (builder, lab_reading_to_node (reading));
  json_builder_end_object (builder);
  print_line (builder);
}

static void
print_end (gboolean whole)
{
  g_autoptr (JsonBuilder) builder = begin_line ("end");

  json_builder_add_string_value (builder, whole ? "done" : "cancelled");
  json_builder_end_object (builder);
  print_line (builder);
}

/* Those of the machine and those of our own engine. Caller frees; NULL-terminated. */
static GPtrArray *
list_probes (void)
{
  const LabProbe *const *lists[] = { lab_probes_get (), lab_engine_probes_get () };
  GPtrArray *probes = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const LabProbe *const *probe = lists[i]; *probe != NULL; probe++)
      g_ptr_array_add (probes, (gpointer) *probe);
  g_ptr_array_add (probes, NULL);
  return probes;
}

int
runner_probe (const RunnerProbeOptions *options)
{
  const struct sigaction action = { .sa_handler = on_signal };
  g_auto (GStrv) rows = options->rows == NULL ? NULL : g_strsplit (options->rows, ",", -1);
  g_autoptr (GPtrArray) probes = list_probes ();
  g_autofree char *folder = options->folder != NULL ? g_strdup (options->folder) : lab_suite_get_default_folder ();
  LabConditions conditions = { 0 };
  LabSuite suite;
  gboolean whole;

  setpgid (0, 0);
  sigaction (SIGTERM, &action, NULL);
  sigaction (SIGINT, &action, NULL);
  lab_suite_init (&suite, options->careful);
  suite.probes = (const LabProbe *const *) probes->pdata;
  suite.rows = (const char *const *) rows;
  suite.remote = options->remote;
  lab_conditions_read (&conditions, folder);
  print_machine (&conditions);
  whole = lab_suite_run (&suite, &conditions, print_reading, NULL);
  print_machine (&conditions);
  print_end (whole);
  lab_conditions_clear (&conditions);
  return EXIT_SUCCESS;
}
