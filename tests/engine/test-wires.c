/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"

typedef struct
{
  const char *model;
  const char *how;
} Case;

static char *
get_values (const Case *one, const char *more)
{
  gboolean has_workers = !g_str_equal (one->model, "sequential") && !g_str_equal (one->model, "async")
                         && !g_str_equal (one->model, "fibers");

  return g_strdup_printf ("how=%s%s%s", one->how, has_workers ? ",workers=4" : "", more);
}

static void
test_all_bytes_arrive (gconstpointer data)
{
  g_autofree char *values = get_values (data, ",pairs=2,size=5000001,piece=7001");
  g_autofree char *kinds = NULL;
  guint n_fds = test_count_fds ();
  Run run = { 0 };

  run_prepare (&run, "ipc", ((const Case *) data)->model, values);
  run_finish (&run);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 2), ==, "5000001");
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 3), ==, "5000001");
  kinds = run_get_io (&run, 0);
  g_assert_true (g_str_has_prefix (kinds, "wire "));
  run_clear (&run);
  /* GLib keeps a few of its own from the first time on. */
  g_assert_cmpuint (test_count_fds (), <=, n_fds + 4);
}

#define SHORT(how)                                                                                                     \
  "{\"id\": \"short\", \"wires\": [{\"id\": \"w\", \"how\": \"" how "\"}], \"tasks\": ["                               \
  "{\"count\": 1, \"steps\": [{\"copy\": 10, \"to\": \"w\"}]},"                                                        \
  "{\"count\": 1, \"steps\": [{\"copy\": 20, \"from\": \"w\"}]}], \"answer\": {\"count\": 0}}"

/* Half of what was awaited has come when the other one ends. */
static void
test_a_broken_wire_fails_the_task_at_its_other_end (gconstpointer data)
{
  const Case *one = data;
  const char *workload = g_str_equal (one->how, "pipe")     ? SHORT ("pipe")
                         : g_str_equal (one->how, "socket") ? SHORT ("socket")
                                                            : SHORT ("memory");
  Run run = { 0 };

  run_prepare (&run, workload, one->model, "");
  run_finish (&run);
  if (run.outcome->kind != LAB_OUTCOME_FAILED)
    g_error ("%s", run.outcome->reason);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 1);
  g_assert_nonnull (strstr (run.outcome->reason, "the wire \"w\" is broken: the task at its other end has ended"));
  run_clear (&run);
}

static void
test_a_sender_without_a_receiver_is_a_deadlock (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *values = g_strdup_printf ("how=%s,size=5MB", one->how);
  Run run = { 0 };

  run_prepare (&run, "ipc", "sequential", values);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DEADLOCK);
  g_assert_nonnull (strstr (run.outcome->reason, "sender 1 waits for room in the wire \"wire 1\""));
  run_clear (&run);
}

static const char endless[] =
  "{\"id\": \"endless\", \"wires\": [{\"id\": \"w\", \"how\": \"pipe\"}], \"tasks\": ["
  "{\"count\": 1, \"steps\": [{\"print\": \"begins\"}, {\"copy\": \"1TiB\", \"to\": \"w\"}]},"
  "{\"count\": 1, \"steps\": [{\"copy\": \"1TiB\", \"from\": \"w\"}]}], \"answer\": {\"count\": 0}}";

static void
test_cancelling_in_the_middle_ends_both (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, endless, ((const Case *) data)->model, "");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

static void
add_case (const char *name, const char *model, const char *how, GTestDataFunc function)
{
  Case *one = g_new (Case, 1);
  g_autofree char *path = g_strdup_printf ("/wires/%s/%s/%s", name, how, model);

  *one = (Case){ model, how };
  g_test_add_data_func_full (path, one, function, g_free);
}

int
main (int argc, char **argv)
{
  static const char *const hows[] = { "pipe", "socket", "memory" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
    {
      add_case ("a-sender-without-a-receiver-is-a-deadlock", "sequential", hows[i],
                test_a_sender_without_a_receiver_is_a_deadlock);
      for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
        {
          add_case ("a-broken-wire-fails-the-task", (*model)->id, hows[i],
                    test_a_broken_wire_fails_the_task_at_its_other_end);
          if (g_str_equal ((*model)->id, "sequential"))
            continue;
          add_case ("all-bytes-arrive", (*model)->id, hows[i], test_all_bytes_arrive);
          add_case ("cancelling-in-the-middle-ends-both", (*model)->id, hows[i],
                    test_cancelling_in_the_middle_ends_both);
        }
    }
  return g_test_run ();
}
