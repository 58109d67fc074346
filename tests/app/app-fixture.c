/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "test-utils.h"

#define DEADLINE_S 30

void
app_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
}

GtkWindow *
app_test_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  app_test_wait_frame (GTK_WIDGET (window));
  return window;
}

AppWindow *
app_test_window (void)
{
  AppWindow *window = app_window_new (NULL);

  gtk_window_present (GTK_WINDOW (window));
  app_test_wait_frame (GTK_WIDGET (window));
  return window;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
app_test_wait (gboolean (*condition) (gpointer data), gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  /* So that the deadline is met when nothing else happens. */
  guint tick = g_timeout_add (100, wake, NULL);

  while (!condition (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("waited %d s for %s", DEADLINE_S, what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
has_frame (gpointer data)
{
  return *(gboolean *) data;
}

static void
on_after_paint (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

void
app_test_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &painted);

  gtk_widget_queue_draw (widget);
  app_test_wait (has_frame, &painted, "a frame");
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_settled (gpointer data)
{
  return app_record_get_state (data) == APP_RECORD_SETTLED;
}

AppRecord *
app_test_run (const char *workload, const char *model, const char *values)
{
  g_autoptr (LabExperiment) experiment = test_experiment (workload, model, values);
  AppRecord *record = app_record_new (experiment);

  app_record_start (record);
  app_test_wait (is_settled, record, "the run's end");
  return record;
}

void
app_test_save_picture (GtkWidget *widget, const char *name)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("OUTPUT_DIR"), name, NULL);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
