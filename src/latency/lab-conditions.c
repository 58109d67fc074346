/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/utsname.h>
#include <linux/magic.h>
#include <sched.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-conditions.h"
#include "lab-quantity.h"
#include "lab-record.h"
#include "lab-sandbox.h"

static const LabField fields[] = {
  { "cpu", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, cpu) },
  { "kernel", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, kernel) },
  { "governor", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, governor) },
  { "huge_pages", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, huge_pages) },
  { "folder", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, folder) },
  { "file_system", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, file_system) },
  { "sandbox", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabConditions, sandbox) },
  { "cpus", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabConditions, n_cpus) },
  { "l1_bytes", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabConditions, l1_bytes) },
  { "l2_bytes", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabConditions, l2_bytes) },
  { "l3_bytes", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabConditions, l3_bytes) },
  { "mitigations", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabConditions, n_mitigations) },
  { "virtual_machine", LAB_FIELD_FLAG, G_STRUCT_OFFSET (LabConditions, virtual_machine) },
  { "memory_disk", LAB_FIELD_FLAG, G_STRUCT_OFFSET (LabConditions, memory_disk) },
  { "same_core", LAB_FIELD_FLAG, G_STRUCT_OFFSET (LabConditions, same_core) },
  { "load", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabConditions, load) },
  { "steal_share", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabConditions, steal_share) },
  { "drift_share", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabConditions, drift_share) },
  { "foreign_share", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabConditions, foreign_share) },
};

/* Below these nothing is said. */
#define STEAL_MAX 0.01
#define FOREIGN_MAX 0.05
#define DRIFT_MAX 0.02

#define CPU_FOLDER "/sys/devices/system/cpu/"

static char *
read_line (const char *path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_strdup (g_strstrip (text)) : NULL;
}

/* What follows "key : " in /proc/cpuinfo the first time. */
static char *
find_in_cpuinfo (const char *text, const char *key)
{
  const char *line = g_strstr_len (text, -1, key);
  const char *colon = line == NULL ? NULL : strchr (line, ':');
  const char *end = colon == NULL ? NULL : strchr (colon, '\n');

  return end == NULL ? NULL : g_strstrip (g_strndup (colon + 1, (gsize) (end - colon - 1)));
}

static void
read_processor (LabConditions *self)
{
  g_autofree char *text = NULL;
  g_autofree char *flags = NULL;
  g_autofree char *load = read_line ("/proc/loadavg");
  cpu_set_t allowed;

  if (g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL))
    {
      self->cpu = find_in_cpuinfo (text, "model name");
      flags = find_in_cpuinfo (text, "flags");
    }
  self->virtual_machine = flags != NULL && strstr (flags, " hypervisor") != NULL;
  self->governor = read_line (CPU_FOLDER "cpu0/cpufreq/scaling_governor");
  self->load = load == NULL ? 0 : g_ascii_strtod (load, NULL);
  if (sched_getaffinity (0, sizeof (allowed), &allowed) == 0)
    self->n_cpus = (guint64) CPU_COUNT (&allowed);
}

/* The file has all choices, the chosen one in brackets: "always [madvise] never". */
static char *
read_huge_pages (void)
{
  g_autofree char *text = read_line ("/sys/kernel/mm/transparent_hugepage/enabled");
  const char *open = text == NULL ? NULL : strchr (text, '[');
  const char *close = open == NULL ? NULL : strchr (open, ']');

  return close == NULL ? NULL : g_strndup (open + 1, (gsize) (close - open - 1));
}

static guint64
count_mitigations (void)
{
  g_autoptr (GDir) dir = g_dir_open (CPU_FOLDER "vulnerabilities", 0, NULL);
  const char *name;
  guint64 n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (CPU_FOLDER "vulnerabilities", name, NULL);
      g_autofree char *text = read_line (path);

      n += text != NULL && g_str_has_prefix (text, "Mitigation");
    }
  return n;
}

static const struct
{
  glong magic;
  const char *name;
  gboolean memory;
} file_systems[] = {
  { TMPFS_MAGIC, "tmpfs", TRUE },        { RAMFS_MAGIC, "ramfs", TRUE },
  { EXT4_SUPER_MAGIC, "ext4", FALSE },   { XFS_SUPER_MAGIC, "xfs", FALSE },
  { BTRFS_SUPER_MAGIC, "btrfs", FALSE }, { F2FS_SUPER_MAGIC, "f2fs", FALSE },
  { NFS_SUPER_MAGIC, "nfs", FALSE },     { OVERLAYFS_SUPER_MAGIC, "overlay", FALSE },
  { FUSE_SUPER_MAGIC, "fuse", FALSE },   { 0x2fc12fc1, "zfs", FALSE },
};

/* By its type and never by errors: tmpfs takes O_DIRECT since Linux 6.6 and is memory all the same. */
static void
read_file_system (LabConditions *self)
{
  struct statfs info;

  if (statfs (self->folder, &info) < 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (file_systems); i++)
    if (file_systems[i].magic == (glong) info.f_type)
      {
        self->file_system = g_strdup (file_systems[i].name);
        self->memory_disk = file_systems[i].memory;
        return;
      }
  self->file_system = g_strdup_printf ("0x%lx", (gulong) info.f_type);
}

void
lab_conditions_read (LabConditions *self, const char *folder)
{
  struct utsname system;

  read_processor (self);
  if (uname (&system) == 0)
    self->kernel = g_strdup_printf ("%s %s", system.sysname, system.release);
  self->huge_pages = read_huge_pages ();
  self->n_mitigations = count_mitigations ();
  self->l1_bytes = lab_cache_get_size (1);
  self->l2_bytes = lab_cache_get_size (2);
  self->l3_bytes = lab_cache_get_size (3);
  self->sandbox = g_strdup (lab_sandbox_get_name (""));
  self->folder = g_strdup (folder);
  if (folder != NULL)
    read_file_system (self);
}

void
lab_conditions_clear (LabConditions *self)
{
  lab_record_clear (fields, G_N_ELEMENTS (fields), self);
  *self = (LabConditions){ 0 };
}

void
lab_conditions_write (const LabConditions *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  lab_record_write (builder, fields, G_N_ELEMENTS (fields), self);
  json_builder_end_object (builder);
}

gboolean
lab_conditions_read_place (LabConditions *self, const LabPlace *place, GError **error)
{
  lab_conditions_clear (self);
  return lab_record_read (place, fields, G_N_ELEMENTS (fields), self, error);
}

static void
add_share (GStrvBuilder *doubts, double share, double allowed, char *(*describe) (const char *shown))
{
  g_autofree char *shown = lab_format_share (share);
  g_autofree char *doubt = describe (shown);

  if (share > allowed)
    g_strv_builder_add (doubts, doubt);
}

static char *
describe_steal (const char *shown)
{
  return g_strdup_printf (_ ("The host gave %s of the processors' time to others."), shown);
}

static char *
describe_foreign (const char *shown)
{
  return g_strdup_printf (
    _ ("Other processes took %s of the processors' time; a row that they disturbed has no better grade than C."),
    shown);
}

static char *
describe_drift (const char *shown)
{
  return g_strdup_printf (_ ("The clock frequency changed by up to %s."), shown);
}

GStrv
lab_conditions_describe (const LabConditions *self)
{
  g_autoptr (GStrvBuilder) doubts = g_strv_builder_new ();

  if (self->virtual_machine)
    g_strv_builder_add (doubts, _ ("This is a virtual machine: neighbours share its caches, and its disk may be the "
                                   "host's memory."));
  if (self->sandbox != NULL)
    g_strv_builder_add (doubts, _ ("It was measured in a sandbox, whose filter of system calls takes time."));
  if (self->memory_disk)
    g_strv_builder_add (doubts, _ ("The folder for the scratch file is memory, not a disk."));
  add_share (doubts, self->steal_share, STEAL_MAX, describe_steal);
  add_share (doubts, self->foreign_share, FOREIGN_MAX, describe_foreign);
  add_share (doubts, self->drift_share, DRIFT_MAX, describe_drift);
  return g_strv_builder_end (doubts);
}

static double
get_used_ticks (int who)
{
  struct rusage usage;

  if (getrusage (who, &usage) < 0)
    return 0;
  return ((double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
          + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6)
         * (double) sysconf (_SC_CLK_TCK);
}

void
lab_cpu_times_read (LabCpuTimes *self)
{
  g_autofree char *text = read_line ("/proc/stat");
  guint64 user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0;

  *self = (LabCpuTimes){ .own = get_used_ticks (RUSAGE_SELF) + get_used_ticks (RUSAGE_CHILDREN) };
  if (text == NULL
      || sscanf (text,
                 "cpu %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
                 " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                 &user, &nice, &system, &idle, &iowait, &irq, &softirq, &self->steal)
           != 8)
    return;
  self->busy = user + nice + system + irq + softirq;
  self->total = self->busy + idle + iowait + self->steal;
}

double
lab_cpu_times_get_foreign_share (const LabCpuTimes *from, const LabCpuTimes *to)
{
  double total = (double) to->total - (double) from->total;
  double busy = (double) to->busy - (double) from->busy;

  return total <= 0 ? 0 : CLAMP ((busy - (to->own - from->own)) / total, 0, 1);
}

void
lab_conditions_set_shares (LabConditions *self, const LabCpuTimes *from, const LabCpuTimes *to)
{
  double total = (double) to->total - (double) from->total;

  self->foreign_share = lab_cpu_times_get_foreign_share (from, to);
  self->steal_share = total <= 0 ? 0 : CLAMP (((double) to->steal - (double) from->steal) / total, 0, 1);
}

static guint64
read_cache_size (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "size", NULL);
  g_autofree char *text = read_line (path);
  char *unit;
  guint64 size;

  if (text == NULL)
    return 0;
  size = g_ascii_strtoull (text, &unit, 10);
  return *unit == 'K' ? size * 1024 : *unit == 'M' ? size * 1024 * 1024 : size;
}

/* What the processor itself says, by way of the library, where the kernel of a virtual machine tells nothing. Not of
 * the third level: there it is what the whole host has, many times what one processor can use. */
static guint64
ask_processor (guint level)
{
  glong size = level == 1 ? sysconf (_SC_LEVEL1_DCACHE_SIZE) : level == 2 ? sysconf (_SC_LEVEL2_CACHE_SIZE) : 0;

  return size > 0 ? (guint64) size : 0;
}

guint64
lab_cache_get_size (guint level)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *folder = g_strdup_printf (CPU_FOLDER "cpu0/cache/index%u", i);
      g_autofree char *level_path = g_build_filename (folder, "level", NULL);
      g_autofree char *type_path = g_build_filename (folder, "type", NULL);
      g_autofree char *level_text = read_line (level_path);
      g_autofree char *type = read_line (type_path);

      if (level_text != NULL && g_ascii_strtoull (level_text, NULL, 10) == level
          && g_strcmp0 (type, "Instruction") != 0)
        return read_cache_size (folder);
    }
  return ask_processor (level);
}

gboolean
lab_cache_has_third_level (void)
{
  return lab_cache_get_size (3) > 0 || sysconf (_SC_LEVEL3_CACHE_SIZE) > 0;
}
