/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#define PHONE_WIDTH 360

static const char *const pages[] = { "explore", "race", "latency", "history" };

static void
test_every_page_can_be_shown (void)
{
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

/* One that is too wide for a phone, innermost; NULL: there is none. */
static GtkWidget *
find_wide (GtkWidget *widget)
{
  int width;

  if (!gtk_widget_should_layout (widget))
    return NULL;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width <= PHONE_WIDTH)
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *wide = find_wide (child);

      if (wide != NULL)
        return wide;
    }
  g_test_message ("%s is %d wide", G_OBJECT_TYPE_NAME (widget), width);
  return widget;
}

static void
test_large_text_fits_on_a_phone (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  AppWindow *window;
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  window = app_test_window ();
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      app_window_show_page (window, pages[i]);
      app_test_wait_frame (GTK_WIDGET (window));
      g_assert_null (find_wide (GTK_WIDGET (app_window_get_visible_page (window))));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/window/every page can be shown", test_every_page_can_be_shown);
  g_test_add_func ("/window/large text fits on a phone", test_large_text_fits_on_a_phone);
  return g_test_run ();
}
