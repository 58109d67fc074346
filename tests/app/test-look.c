/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app-glide.h"
#include "app-look.h"

static const AppReach reach = { 1000, 101000 };
static const AppLook whole = { 1000, 101000, 0 };

static void
test_zooming_keeps_what_is_below_the_pointer (void)
{
  AppLook look = app_look_zoom (&whole, &reach, 26000, 0.5);

  g_assert_cmpuint (look.end - look.start, ==, 50000);
  /* A quarter of the way then, a quarter of the way now. */
  g_assert_cmpuint (look.start + 12500, ==, 26000);
  look = app_look_zoom (&look, &reach, 26000, 2);
  g_assert_true (app_look_equal (&look, &whole));
}

static void
test_nothing_is_seen_but_the_run (void)
{
  AppLook look = app_look_zoom (&whole, &reach, 2000, 10);

  g_assert_true (app_look_is_whole (&look, &reach));
  look = app_look_zoom (&whole, &reach, 50000, 1e-9);
  g_assert_cmpuint (look.end - look.start, ==, APP_LOOK_SHORTEST);
  look = app_look_pan (&look, &reach, 1e12);
  g_assert_cmpuint (look.end, ==, reach.end);
  look = app_look_pan (&look, &reach, -1e12);
  g_assert_cmpuint (look.start, ==, reach.start);
  look = app_look_show (&look, &reach, 5000, 4000);
  g_assert_cmpuint (look.start, ==, 4000);
  g_assert_cmpuint (look.end, ==, 5000);
}

static void
test_a_run_of_no_length_can_be_looked_at (void)
{
  const AppReach nothing = { 7, 7 };
  AppLook look = { 7, 8, 0 };

  look = app_look_zoom (&look, &nothing, 7, 0.5);
  look = app_look_pan (&look, &nothing, 100);
  g_assert_cmpuint (look.start, ==, 7);
  g_assert_cmpuint (look.end, ==, 8);
}

static void
test_many_small_moves_are_one_step (void)
{
  g_autoptr (AppLooks) looks = app_looks_new ();
  AppLook look = whole;

  for (guint i = 0; i < 10; i++)
    {
      app_looks_add (looks, &look, APP_MOVE_ZOOM, i * 100 * G_TIME_SPAN_MILLISECOND);
      look = app_look_zoom (&look, &reach, 50000, 0.9);
    }
  app_looks_add (looks, &look, APP_MOVE_ZOOM, 10 * G_TIME_SPAN_SECOND);
  look = app_look_zoom (&look, &reach, 50000, 0.9);
  g_assert_true (app_looks_undo (looks, &look));
  g_assert_true (app_looks_undo (looks, &look));
  g_assert_true (app_look_equal (&look, &whole));
  g_assert_false (app_looks_undo (looks, &look));
  g_assert_true (app_looks_redo (looks, &look));
  g_assert_true (app_looks_redo (looks, &look));
  g_assert_false (app_looks_redo (looks, &look));
}

static void
test_a_move_is_as_old_as_the_key (void)
{
  const gint64 now = ((gint64) 1 << 32) * G_TIME_SPAN_MILLISECOND + 5000;

  g_assert_cmpint (app_looks_get_time (5, now), ==, now);
  g_assert_cmpint (app_looks_get_time (2, now), ==, now - 3000);
  /* It counts anew every 50 days. */
  g_assert_cmpint (app_looks_get_time (G_MAXUINT32, now), ==, now - 6000);
  g_assert_cmpint (app_looks_get_time (0, now), ==, now);
  g_assert_cmpint (app_looks_get_time (1 << 30, now), ==, now);
  g_assert_cmpint (app_looks_get_time (6, now), ==, now);
}

static void
test_what_was_undone_is_gone_after_another_move (void)
{
  g_autoptr (AppLooks) looks = app_looks_new ();
  AppLook look = whole;

  app_looks_add (looks, &look, APP_MOVE_JUMP, 0);
  look.start = 2000;
  g_assert_true (app_looks_undo (looks, &look));
  app_looks_add (looks, &look, APP_MOVE_JUMP, 1);
  g_assert_false (app_looks_redo (looks, &look));
}

static void
test_the_way_back_is_bounded (void)
{
  g_autoptr (AppLooks) looks = app_looks_new ();
  AppLook look = whole;
  guint n = 0;

  for (guint i = 0; i < 3 * APP_LOOKS_MAX; i++, look.start++)
    app_looks_add (looks, &look, APP_MOVE_JUMP, i);
  while (app_looks_undo (looks, &look))
    n++;
  g_assert_cmpuint (n, ==, APP_LOOKS_MAX);
}

static void
test_what_is_let_go_glides_and_stops (void)
{
  AppGlide glide = { 0 };
  double dx, dy, x = 0;
  gint64 time = 0;

  for (; time <= 50000; time += 10000)
    app_glide_drag (&glide, time, (double) time / 1000, 0);
  g_assert_true (app_glide_release (&glide, time));
  while (app_glide_step (&glide, time, &dx, &dy))
    {
      x += dx;
      time += 16667;
      g_assert_cmpint (time, <, 10 * G_USEC_PER_SEC);
    }
  /* 1000 pixels a second, and a friction of 4 a second. */
  g_assert_cmpfloat (fabs (x - 250), <, 5);
  g_assert_cmpfloat (fabs (dy), <, 1e-9);
}

static void
test_what_is_held_still_stays (void)
{
  AppGlide glide = { 0 };

  app_glide_drag (&glide, 0, 0, 0);
  app_glide_drag (&glide, 10000, 100, 0);
  g_assert_false (app_glide_release (&glide, 500000));
  app_glide_hold (&glide);
  g_assert_false (app_glide_release (&glide, 500000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look/zooming keeps what is below the pointer", test_zooming_keeps_what_is_below_the_pointer);
  g_test_add_func ("/look/nothing is seen but the run", test_nothing_is_seen_but_the_run);
  g_test_add_func ("/look/a run of no length can be looked at", test_a_run_of_no_length_can_be_looked_at);
  g_test_add_func ("/look/many small moves are one step", test_many_small_moves_are_one_step);
  g_test_add_func ("/look/a move is as old as the key", test_a_move_is_as_old_as_the_key);
  g_test_add_func ("/look/what was undone is gone after another move", test_what_was_undone_is_gone_after_another_move);
  g_test_add_func ("/look/the way back is bounded", test_the_way_back_is_bounded);
  g_test_add_func ("/look/what is let go glides and stops", test_what_is_let_go_glides_and_stops);
  g_test_add_func ("/look/what is held still stays", test_what_is_held_still_stays);
  return g_test_run ();
}
