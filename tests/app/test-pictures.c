/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "golden.h"

/* What the window looks like, out of saved traces, against tests/golden/window-NAME.png. Another version of the toolkit
 * draws its widgets differently, so these are compared with the one that they were made with only. */
#define GTK_MINOR 8
#define ADW_MINOR 2

typedef struct
{
  const char *name;
  const char *arguments; /* of --screenshot, in the project's folder */
} Picture;

/* No page here shows the time of the day, or what this machine has. */
static const Picture pictures[] = {
  { "explore", "--page explore --trace docs/traces/deadlock.trace --size 1000x800" },
  { "explore-narrow", "--page explore --trace docs/traces/computing-gil.trace --size 360x640 --theme dark" },
  { "latency", "--page latency --size 900x700" },
  { "race-narrow", "--page race --trace docs/traces/computing-sequential.trace --trace docs/traces/computing-gil.trace "
                   "--trace docs/traces/computing-processes.trace --size 480x640" },
};

/* NULL: none. */
static const char *
find_obstacle (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();
  gboolean draws_icons = FALSE;

  for (GSList *format = formats; format != NULL; format = format->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (format->data);

      draws_icons |= g_str_equal (name, "svg");
    }
  if (gtk_get_major_version () != 4 || gtk_get_minor_version () != GTK_MINOR || adw_get_major_version () != 1
      || adw_get_minor_version () != ADW_MINOR)
    return "the pictures were made with GTK 4.8 and libadwaita 1.2";
  if (!golden_has_font ())
    return "the font " GOLDEN_FONT " is not installed";
  return draws_icons ? NULL : "nothing is installed that draws icons";
}

/* The home is the test's own. */
static void
write_settings (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "gtk-4.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  const char *text = "[Settings]\ngtk-font-name=" GOLDEN_FONT " 10\ngtk-icon-theme-name=Adwaita\n"
                     "gtk-xft-antialias=1\ngtk-xft-hinting=1\ngtk-xft-hintstyle=hintslight\ngtk-xft-rgba=none\n";

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
take (const Picture *picture, const char *path)
{
  g_autofree char *line = g_strdup_printf ("%s --screenshot %s %s", g_getenv ("INTERLEAVE"), path, picture->arguments);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  int status = -1;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, &error));
  g_assert_true (g_spawn_sync (g_getenv ("SOURCE_DIR"), argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
test_picture (gconstpointer data)
{
  const Picture *picture = data;
  const char *obstacle = find_obstacle ();
  g_autofree char *name = g_strconcat ("window-", picture->name, NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *made = g_build_filename (g_getenv ("OUTPUT_DIR"), file, NULL);
  g_autofree char *golden = g_build_filename (g_getenv ("GOLDEN_DIR"), file, NULL);

  if (obstacle != NULL)
    {
      g_test_skip (obstacle);
      return;
    }
  write_settings ();
  take (picture, made);
  golden_check_file (name, made, golden);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_strconcat ("/pictures/", pictures[i].name, NULL);

      g_test_add_data_func (path, &pictures[i], test_picture);
    }
  return g_test_run ();
}
