/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-suggest.h"

static const char *const models[] = { "sequential", "threads", "processes", "async", NULL };

static void
test_nearest (void)
{
  g_assert_cmpstr (lab_suggest ("thread", models), ==, "threads");
  g_assert_cmpstr (lab_suggest ("Threads", models), ==, "threads");
  g_assert_cmpstr (lab_suggest ("asnyc", models), ==, "async");
  g_assert_cmpstr (lab_suggest ("proceses", models), ==, "processes");
}

static void
test_far (void)
{
  const char *const short_names[] = { "a", "b", NULL };
  g_autofree char *long_text = g_strnfill (100000, 'x');

  g_assert_null (lab_suggest ("fibers", models));
  g_assert_null (lab_suggest ("", models));
  g_assert_null (lab_suggest ("x", short_names));
  g_assert_null (lab_suggest (long_text, models));
  g_assert_null (lab_suggest ("x", NULL));
}

static void
assert_message (const char *typed, const char *const *names, const char *expected)
{
  g_autoptr (GError) error = NULL;

  lab_set_unknown_error (&error, "model", typed, names);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
test_messages (void)
{
  const char *const none[] = { NULL };

  assert_message ("thread", models, "unknown model \"thread\"; did you mean \"threads\"?");
  assert_message ("fibers", models, "unknown model \"fibers\"; known: sequential, threads, processes, async");
  assert_message ("fibers", none, "unknown model \"fibers\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/the nearest name is meant", test_nearest);
  g_test_add_func ("/suggest/what is far from all is not guessed", test_far);
  g_test_add_func ("/suggest/messages", test_messages);
  return g_test_run ();
}
