/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lab-sandbox.h"

static gboolean
exists (const char *root, const char *path)
{
  g_autofree char *full = g_strconcat (root, path, NULL);

  return g_file_test (full, G_FILE_TEST_EXISTS);
}

static GKeyFile *
read_flatpak_info (const char *root)
{
  g_autofree char *path = g_strconcat (root, "/.flatpak-info", NULL);
  GKeyFile *info = g_key_file_new ();

  g_key_file_load_from_file (info, path, G_KEY_FILE_NONE, NULL);
  return info;
}

/* Where the machine has no such counter, nobody forbids it. */
static gboolean
forbids_counters (const char *root)
{
  struct perf_event_attr attr = {
    .type = PERF_TYPE_HARDWARE,
    .size = sizeof attr,
    .config = PERF_COUNT_HW_INSTRUCTIONS,
    .disabled = 1,
    .exclude_kernel = 1,
    .exclude_hv = 1,
  };
  long fd = syscall (SYS_perf_event_open, &attr, 0, -1, -1, 0);

  if (fd >= 0)
    close ((int) fd);
  return fd < 0 && (errno == EACCES || errno == EPERM || errno == ENOSYS);
}

static gboolean
hides_groups (const char *root)
{
  return !exists (root, "/sys/fs/cgroup/cgroup.controllers") && !exists (root, "/sys/fs/cgroup/pids");
}

/* The file has all choices, the chosen one in brackets. */
static gboolean
forbids_huge_pages (const char *root)
{
  g_autofree char *path = g_strconcat (root, "/sys/kernel/mm/transparent_hugepage/enabled", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "[never]") != NULL;
}

static gboolean
hides_huge_pages (const char *root)
{
  return !exists (root, "/sys/kernel/mm/transparent_hugepage/enabled");
}

static gboolean
hides_programs (const char *root)
{
  return exists (root, "/.flatpak-info");
}

static gboolean
forbids_network (const char *root)
{
  g_autoptr (GKeyFile) info = read_flatpak_info (root);
  g_auto (GStrv) shared = g_key_file_get_string_list (info, "Context", "shared", NULL, NULL);

  return exists (root, "/.flatpak-info")
         && (shared == NULL || !g_strv_contains ((const char *const *) shared, "network"));
}

static const LabRestriction restrictions[] = {
  { "counters", N_ ("Performance counters"),
    N_ ("What only the processor counts, such as missed caches, cannot be known; times are not affected."),
    forbids_counters },
  { "groups", N_ ("Control groups"),
    N_ ("A limit on tasks or processors that is set for a group is not seen in advance, only when it is reached."),
    hides_groups },
  { "huge-pages", N_ ("Huge pages"),
    N_ ("Memory is measured in small pages, so far reads include looking up their address."), forbids_huge_pages },
  { "huge-pages-setting", N_ ("The setting for huge pages"),
    N_ ("Whether memory is measured in huge pages is known only from what was granted."), hides_huge_pages },
  { "network", N_ ("Other machines"), N_ ("Pages of the embedded server can be fetched, others cannot."),
    forbids_network },
  { "programs", N_ ("Programs of this computer"),
    N_ ("Steps that call a program find those in the sandbox, and files other than its own only when you open them."),
    hides_programs },
};

const char *
lab_sandbox_get_name (const char *root)
{
  return exists (root, "/.flatpak-info") ? "Flatpak" : NULL;
}

GPtrArray *
lab_sandbox_list_restrictions (const char *root)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (root != NULL, found);
  for (guint i = 0; i < G_N_ELEMENTS (restrictions); i++)
    if (restrictions[i].forbidden (root))
      g_ptr_array_add (found, (gpointer) &restrictions[i]);
  return found;
}
