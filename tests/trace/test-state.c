/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-event.h"

static void
test_every_state_is_described (void)
{
  for (guint state = 0; state < LAB_N_STATES; state++)
    {
      const LabStateInfo *info = lab_state_get_info ((LabState) state);

      g_assert_nonnull (info);
      g_assert_cmpstr (info->id, !=, "");
      g_assert_nonnull (info->pattern);
      g_assert_nonnull (info->letter);
      g_assert_cmpstr (lab_state_get_name ((LabState) state), !=, "");
      g_assert_true (g_str_has_suffix (lab_state_get_sentence ((LabState) state), "."));
    }
}

static void
test_ids_and_letters_are_unique (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) letters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint state = 0; state < LAB_N_STATES; state++)
    {
      const LabStateInfo *info = lab_state_get_info ((LabState) state);

      g_assert_true (g_hash_table_add (ids, (gpointer) info->id));
      g_assert_true (g_hash_table_add (letters, (gpointer) info->letter));
    }
}

/* Without colour a chart tells them apart by their patterns. */
static void
test_timed_states_differ_in_pattern_and_colour (void)
{
  for (guint one = 0; one < LAB_N_TIMED_STATES; one++)
    for (guint other = one + 1; other < LAB_N_TIMED_STATES; other++)
      {
        const LabStateInfo *a = lab_state_get_info ((LabState) one);
        const LabStateInfo *b = lab_state_get_info ((LabState) other);

        g_assert_cmpstr (a->pattern, !=, b->pattern);
        g_assert_cmpuint (a->light, !=, b->light);
        g_assert_cmpuint (a->dark, !=, b->dark);
      }
}

static void
test_ends_are_those_behind_the_timed_ones (void)
{
  g_assert_false (lab_state_is_end (LAB_STATE_IDLE));
  g_assert_false (lab_state_is_end (LAB_STATE_CHANNEL));
  g_assert_true (lab_state_is_end (LAB_STATE_DONE));
  g_assert_true (lab_state_is_end (LAB_STATE_FAILED));
  g_assert_true (lab_state_is_end (LAB_STATE_CANCELLED));
}

static void
test_deeds_have_ids_of_their_own (void)
{
  for (guint one = LAB_DEED_NONE + 1; one < LAB_N_DEEDS; one++)
    for (guint other = one + 1; other < LAB_N_DEEDS; other++)
      g_assert_cmpstr (lab_deed_get_id (one), !=, lab_deed_get_id (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/every-state-is-described", test_every_state_is_described);
  g_test_add_func ("/state/ids-and-letters-are-unique", test_ids_and_letters_are_unique);
  g_test_add_func ("/state/timed-states-differ-in-pattern-and-colour", test_timed_states_differ_in_pattern_and_colour);
  g_test_add_func ("/state/ends-are-those-behind-the-timed-ones", test_ends_are_those_behind_the_timed_ones);
  g_test_add_func ("/state/deeds-have-ids-of-their-own", test_deeds_have_ids_of_their_own);
  return g_test_run ();
}
