/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-replay-bar.h"

#define MS G_GUINT64_CONSTANT (1000000)

static void
on_time (AppReplay *replay, GParamSpec *spec, guint *n)
{
  (*n)++;
}

static void
test_it_goes_as_fast_as_it_is_told (void)
{
  g_autoptr (AppReplay) replay = app_replay_new ();
  guint n = 0;

  g_signal_connect (replay, "notify::time", G_CALLBACK (on_time), &n);
  app_replay_set_range (replay, 5 * MS, 105 * MS);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 5 * MS);
  app_replay_set_speed (replay, 0.1);
  app_replay_play (replay);
  app_replay_advance (replay, 1000000);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 5 * MS);
  app_replay_advance (replay, 1500000);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 55 * MS);
  /* From here on ten times as fast. */
  app_replay_set_speed (replay, 1);
  app_replay_advance (replay, 1600000);
  app_replay_advance (replay, 1640000);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 95 * MS);
  g_assert_true (app_replay_is_playing (replay));
  app_replay_advance (replay, 9000000);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 105 * MS);
  g_assert_false (app_replay_is_playing (replay));
  g_assert_cmpuint (n, ==, 4);
}

static void
test_at_the_end_it_begins_again (void)
{
  g_autoptr (AppReplay) replay = app_replay_new ();

  app_replay_set_range (replay, 0, 10 * MS);
  app_replay_seek (replay, 99 * MS);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 10 * MS);
  app_replay_play (replay);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 0);
}

static void
test_without_a_run_nothing_plays (void)
{
  g_autoptr (AppReplay) replay = app_replay_new ();

  app_replay_play (replay);
  g_assert_false (app_replay_is_playing (replay));
  app_replay_set_range (replay, 7, 7);
  app_replay_play (replay);
  app_replay_advance (replay, 1);
  g_assert_false (app_replay_is_playing (replay));
  g_assert_cmpuint (app_replay_get_time (replay), ==, G_MAXUINT64);
}

static void
test_a_short_run_is_shown_slowly (void)
{
  g_autoptr (AppReplay) replay = app_replay_new ();

  app_replay_set_range (replay, 0, 300 * MS);
  g_assert_cmpfloat_with_epsilon (app_replay_get_speed (replay), 0.02, 1e-9);
  app_replay_set_range (replay, 0, 100000 * MS);
  g_assert_cmpfloat_with_epsilon (app_replay_get_speed (replay), 1, 1e-9);
  app_replay_set_range (replay, 0, 1);
  g_assert_cmpfloat_with_epsilon (app_replay_get_speed (replay), APP_REPLAY_SLOWEST, 1e-9);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_moved (gpointer data)
{
  return app_replay_get_time (data) > 0;
}

static void
test_the_bar_plays_seeks_and_pauses (void)
{
  g_autoptr (AppReplay) replay = app_replay_new ();
  GtkWidget *bar = app_replay_bar_new (replay);
  GtkWindow *window = app_test_show (bar, 400, 60);
  GtkWidget *play = find (bar, GTK_TYPE_BUTTON);
  GtkWidget *slider = find (bar, GTK_TYPE_SCALE);
  GtkWidget *speed = find (bar, GTK_TYPE_DROP_DOWN);

  g_assert_false (gtk_widget_get_sensitive (bar));
  app_replay_set_range (replay, 0, 1000000 * MS);
  g_assert_true (gtk_widget_get_sensitive (bar));
  gtk_test_accessible_assert_property (play, GTK_ACCESSIBLE_PROPERTY_LABEL, "Replay");
  g_signal_emit_by_name (play, "clicked");
  gtk_test_accessible_assert_property (play, GTK_ACCESSIBLE_PROPERTY_LABEL, "Pause");
  app_test_wait (has_moved, replay, "the playhead");
  g_signal_emit_by_name (play, "clicked");
  g_assert_false (app_replay_is_playing (replay));
  gtk_range_set_value (GTK_RANGE (slider), 0.5);
  g_assert_cmpuint (app_replay_get_time (replay), ==, 500000 * MS);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (speed), 0);
  g_assert_cmpfloat_with_epsilon (app_replay_get_speed (replay), APP_REPLAY_SLOWEST, 1e-9);
  app_test_wait_frame (bar);
  app_test_save_picture (bar, "replay-bar.out.png");
  gtk_window_destroy (window);
}

static void
test_time_goes_the_way_of_the_lanes (void)
{
  g_autoptr (AppReplay) replay = app_replay_new ();
  GtkWidget *bar = app_replay_bar_new (replay);
  GtkWindow *window = app_test_show (bar, 400, 60);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_direction (bar), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_direction (find (bar, GTK_TYPE_SCALE)), ==, GTK_TEXT_DIR_LTR);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/replay/it goes as fast as it is told", test_it_goes_as_fast_as_it_is_told);
  g_test_add_func ("/replay/at the end it begins again", test_at_the_end_it_begins_again);
  g_test_add_func ("/replay/without a run nothing plays", test_without_a_run_nothing_plays);
  g_test_add_func ("/replay/a short run is shown slowly", test_a_short_run_is_shown_slowly);
  g_test_add_func ("/replay/the bar plays, seeks and pauses", test_the_bar_plays_seeks_and_pauses);
  g_test_add_func ("/replay/time goes the way of the lanes", test_time_goes_the_way_of_the_lanes);
  return g_test_run ();
}
