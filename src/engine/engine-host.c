/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/utsname.h>

#include <json-glib/json-glib.h>

#include "engine-calibration.h"
#include "engine-host.h"

/* The value of "key : value" in a file of the kernel's, or NULL. */
static char *
read_field (const char *path, const char *key)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *colon = strchr (*line, ':');

      if (colon != NULL && g_str_has_prefix (*line, key))
        return g_strstrip (g_strdup (colon + 1));
    }
  return NULL;
}

static void
add_figure (JsonBuilder *builder, const char *name, double value)
{
  if (value <= 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

char *
lab_host_to_json (double event_cost, double two_thread_speedup, guint64 rate)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *cpu = read_field ("/proc/cpuinfo", "model name");
  struct utsname kernel = { 0 };

  uname (&kernel);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cpus");
  json_builder_add_int_value (builder, lab_calibrate_n_cpus ());
  json_builder_set_member_name (builder, "cpu");
  json_builder_add_string_value (builder, cpu != NULL ? cpu : kernel.machine);
  json_builder_set_member_name (builder, "kernel");
  json_builder_add_string_value (builder, kernel.release);
  add_figure (builder, "two_thread_speedup", two_thread_speedup);
  add_figure (builder, "event_cost_ns", event_cost);
  add_figure (builder, "operations_per_second", (double) rate);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static guint64
get_memory (int pid, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *kibibytes = read_field (path, key);

  return kibibytes != NULL ? g_ascii_strtoull (kibibytes, NULL, 10) * 1024 : 0;
}

guint64
lab_process_get_rss (int pid)
{
  return get_memory (pid, "VmRSS");
}

guint64
lab_process_get_peak_rss (int pid)
{
  return get_memory (pid, "VmHWM");
}
