/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <glib/gstdio.h>

#include "lab-sandbox.h"

/* A root that a case puts together. What the test's own system forbids ("counters") is in no root's hands. */

static char *
make_root (void)
{
  char *root = g_dir_make_tmp ("interleave-sandbox-XXXXXX", NULL);

  g_assert_nonnull (root);
  return root;
}

static void
put (const char *root, const char *path, const char *text)
{
  g_autofree char *full = g_strconcat (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
}

static void
remove_root (const char *root)
{
  const char *argv[] = { "rm", "-rf", root, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
assert_restrictions (const char *root, const char *expected)
{
  g_autoptr (GPtrArray) found = lab_sandbox_list_restrictions (root);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const LabRestriction *restriction = g_ptr_array_index (found, i);

      g_assert_true (g_str_has_suffix (restriction->effect, "."));
      if (g_str_equal (restriction->id, "counters"))
        continue;
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", restriction->id);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_open_system (void)
{
  g_autofree char *root = make_root ();

  put (root, "/sys/fs/cgroup/cgroup.controllers", "cpu pids\n");
  put (root, "/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
  g_assert_null (lab_sandbox_get_name (root));
  assert_restrictions (root, "");
  remove_root (root);
}

static void
test_system_without_huge_pages (void)
{
  g_autofree char *root = make_root ();

  put (root, "/sys/fs/cgroup/pids/tasks", "");
  put (root, "/sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n");
  assert_restrictions (root, "huge-pages");
  remove_root (root);
}

static void
test_flatpak (void)
{
  g_autofree char *root = make_root ();

  put (root, "/.flatpak-info", "[Application]\nname=io.github.interleave.Interleave\n[Context]\nshared=network;ipc;\n");
  g_assert_cmpstr (lab_sandbox_get_name (root), ==, "Flatpak");
  assert_restrictions (root, "groups huge-pages-setting programs");
  remove_root (root);
}

static void
test_flatpak_without_network (void)
{
  g_autofree char *root = make_root ();

  put (root, "/.flatpak-info", "[Context]\nshared=ipc;\n");
  assert_restrictions (root, "groups huge-pages-setting network programs");
  put (root, "/.flatpak-info", "not a key file");
  assert_restrictions (root, "groups huge-pages-setting network programs");
  remove_root (root);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/open-system", test_open_system);
  g_test_add_func ("/sandbox/no-huge-pages", test_system_without_huge_pages);
  g_test_add_func ("/sandbox/flatpak", test_flatpak);
  g_test_add_func ("/sandbox/flatpak-without-network", test_flatpak_without_network);
  return g_test_run ();
}
