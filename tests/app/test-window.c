/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

static void
test_every_page_can_be_shown (void)
{
  static const char *const pages[] = { "explore", "race", "latency", "history" };
  AppWindow *window = app_test_window ();

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      app_window_show_page (window, pages[i]);
      g_assert_true (app_window_get_visible_page (window) == app_window_get_page (window, pages[i]));
      app_test_wait_frame (GTK_WIDGET (window));
    }
  app_test_save_picture (GTK_WIDGET (window), "window.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/window/every page can be shown", test_every_page_can_be_shown);
  return g_test_run ();
}
