/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lab-machine.h"

/* The number at the start of a file; "max" and what cannot be read are no limit. */
static guint64
read_limit (const char *path)
{
  g_autofree char *text = NULL;
  guint64 limit;

  if (!g_file_get_contents (path, &text, NULL, NULL)
      || !g_ascii_string_to_unsigned (g_strstrip (text), 10, 0, G_MAXUINT64, &limit, NULL))
    return G_MAXUINT64;
  return limit;
}

/* What is left under this folder of the control groups and those above it. */
static guint64
get_room_in_folders (const char *root, const char *path)
{
  g_autofree char *folder = g_build_filename (root, path, NULL);
  guint64 room = G_MAXUINT64;

  while (strlen (folder) >= strlen (root))
    {
      g_autofree char *max_path = g_build_filename (folder, "pids.max", NULL);
      g_autofree char *current_path = g_build_filename (folder, "pids.current", NULL);
      guint64 max = read_limit (max_path);
      guint64 current = read_limit (current_path);
      char *parent = g_path_get_dirname (folder);

      if (max != G_MAXUINT64)
        room = MIN (room, current < max ? max - current : current == G_MAXUINT64 ? max : 0);
      g_free (folder);
      folder = parent;
    }
  return room;
}

/* Lines of /proc/self/cgroup are "0::/path" in version 2 and "8:pids:/path" in version 1. */
static guint64
get_room_in_cgroups (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint64 room = G_MAXUINT64;

  if (!g_file_get_contents ("/proc/self/cgroup", &text, NULL, NULL))
    return room;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ":", 3);

      if (g_strv_length (fields) < 3)
        continue;
      if (g_str_equal (fields[1], "pids"))
        room = MIN (room, get_room_in_folders ("/sys/fs/cgroup/pids", fields[2]));
      else if (*fields[1] == '\0')
        room = MIN (room, get_room_in_folders ("/sys/fs/cgroup", fields[2]));
    }
  return room;
}

/* The kernel does not hold root to it. */
static guint64
get_user_limit (void)
{
  struct rlimit limit;

  if (geteuid () == 0 || getrlimit (RLIMIT_NPROC, &limit) < 0 || limit.rlim_cur == RLIM_INFINITY)
    return G_MAXUINT64;
  return limit.rlim_cur;
}

guint64
lab_machine_get_task_limit (gboolean threads)
{
  guint64 limit = MIN (get_user_limit (), get_room_in_cgroups ());

  limit = MIN (limit, read_limit ("/proc/sys/kernel/threads-max"));
  limit = MIN (limit, read_limit ("/proc/sys/kernel/pid_max"));
  /* A thread's stack and its guard page are a mapping each. */
  if (threads)
    limit = MIN (limit, read_limit ("/proc/sys/vm/max_map_count") / 2);
  return limit;
}

guint64
lab_machine_get_free_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    return G_MAXUINT64;
  line = strstr (text, "MemAvailable:");
  return line == NULL ? G_MAXUINT64 : g_ascii_strtoull (line + strlen ("MemAvailable:"), NULL, 10) * 1024;
}

guint64
lab_machine_get_mapping_room (void)
{
  guint64 limit = read_limit ("/proc/sys/vm/max_map_count");
  g_autofree char *maps = NULL;
  guint64 n_maps = 0;

  if (limit == G_MAXUINT64 || !g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    return limit;
  for (const char *line = maps; (line = strchr (line, '\n')) != NULL; line++)
    n_maps++;
  return n_maps < limit ? limit - n_maps : 0;
}

/* Of open files, from before it was raised. */
static struct rlimit old_files;

void
lab_machine_allow_files (void)
{
  static gsize allowed;
  struct rlimit limit;

  if (!g_once_init_enter (&allowed))
    return;
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      old_files = limit;
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
  g_once_init_leave (&allowed, 1);
}

void
lab_machine_restore_files (void)
{
  if (old_files.rlim_max != 0)
    setrlimit (RLIMIT_NOFILE, &old_files);
}
