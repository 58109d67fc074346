/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-verdict.h"

static void
assert_round_trip (const LabOutcome *outcome)
{
  g_autofree char *json = lab_outcome_to_json (outcome);
  g_autoptr (LabOutcome) again = lab_outcome_new_from_json (json);
  g_autofree char *json_again = lab_outcome_to_json (again);

  g_assert_cmpstr (json, ==, json_again);
  g_assert_cmpint (again->kind, ==, outcome->kind);
  g_assert_cmpint (again->error_code, ==, outcome->error_code);
  g_assert_cmpint (again->answer_known, ==, outcome->answer_known);
  g_assert_cmpint (again->answer_ok, ==, outcome->answer_ok);
  g_assert_cmpstr (again->reason, ==, outcome->reason);
  g_assert_cmpstr (again->answer_why, ==, outcome->answer_why);
  g_assert_cmpstr (again->note, ==, outcome->note);
  g_assert_cmpuint (again->start_rss, ==, outcome->start_rss);
  g_assert_cmpuint (again->peak_rss, ==, outcome->peak_rss);
  g_assert_cmpuint (again->n_tasks, ==, outcome->n_tasks);
}

static void
test_round_trip (void)
{
  for (LabOutcomeKind kind = LAB_OUTCOME_RUNNING; kind <= LAB_OUTCOME_DEADLOCK; kind++)
    {
      g_autoptr (LabOutcome) outcome = lab_outcome_new (kind);

      assert_round_trip (outcome);
      outcome->error_code = LAB_ERROR_UNAVAILABLE;
      outcome->reason = g_strdup ("because of \"größer\"\n");
      outcome->answer_known = TRUE;
      outcome->start_rss = 4096;
      outcome->peak_rss = 12345678901;
      outcome->n_tasks = 7;
      assert_round_trip (outcome);
      outcome->answer_ok = TRUE;
      outcome->answer_why = g_strdup ("why");
      outcome->note = g_strdup ("note");
      assert_round_trip (outcome);
    }
}

static void
test_text (void)
{
  g_autoptr (LabOutcome) outcome = lab_outcome_new (LAB_OUTCOME_TIMED_OUT);
  g_autofree char *json = lab_outcome_to_json (outcome);

  g_assert_cmpstr (json, ==,
                   "{\"outcome\":\"timed-out\",\"error\":\"failed\",\"reason\":null,\"answer_ok\":null,"
                   "\"answer_why\":null,\"note\":null,\"start_rss_bytes\":0,\"peak_rss_bytes\":0,\"n_tasks\":0}");
}

static void
test_wrong (void)
{
  static const char *const texts[] = {
    NULL, "", "{", "[]", "3", "{}", "{\"outcome\": 3}", "{\"outcome\": \"well\", \"n_tasks\": -1}", "\xff"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LabOutcome) outcome = lab_outcome_new_from_json (texts[i]);

      g_assert_cmpint (outcome->kind, ==, LAB_OUTCOME_RUNNING);
      g_assert_false (outcome->answer_known);
      g_assert_cmpuint (outcome->n_tasks, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/to JSON and back", test_round_trip);
  g_test_add_func ("/outcome/the JSON", test_text);
  g_test_add_func ("/outcome/what is none is a run that goes on", test_wrong);
  return g_test_run ();
}
