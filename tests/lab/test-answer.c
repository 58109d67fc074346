/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-kernel.h"
#include "lab-test-utils.h"

static void
assert_right (LabProgram *program, const char *const *results)
{
  g_autofree char *why = NULL;
  gboolean ok = lab_program_check_answer (program, results, NULL, &why);

  g_assert_cmpstr (why, ==, NULL);
  g_assert_true (ok);
}

static void
assert_wrong (LabProgram *program, const char *const *results, const char *expected)
{
  g_autofree char *why = NULL;

  g_assert_false (lab_program_check_answer (program, results, NULL, &why));
  g_assert_cmpstr (why, ==, expected);
  g_assert_false (lab_program_check_answer (program, results, NULL, NULL));
}

static void
test_each (void)
{
  const char *const right[] = { "a", "b" };
  const char *const wrong[] = { "a", "c" };
  const char *const missing[] = { "a", NULL };
  g_autoptr (LabProgram)
    program = lab_test_program ("'tasks': [{'count': 2, 'steps': []}], 'answer': {'each': '{letter}'}");

  assert_right (program, right);
  assert_wrong (program, wrong, "task 2: expected \"b\", found \"c\"");
  assert_wrong (program, missing, "task 2: expected \"b\", found no result");
}

static void
test_each_by_group (void)
{
  const char *const right[] = { "1", "X1" };
  g_autoptr (LabProgram)
    program = lab_test_program ("'tasks': [{'count': 1, 'named': {'x': '{number}'}, 'steps': []},"
                                "{'count': 1, 'named': {'x': 'X{number}'}, 'steps': []}], 'answer': {'each': '{x}'}");

  assert_right (program, right);
}

static void
test_primes (void)
{
  const char *const right[] = { "7 is prime", "8 is not prime" };
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'each': [7, 8], 'steps': [{'compute': {'operations': 5}}, {'compute': {'prime': '{argument}'}}]}],"
    "'answer': {'each': '{argument} is {computed}'}");

  assert_right (program, right);
}

/* By the steps, one after the other, with the kernel doing its turns. */
static void
test_repeats (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'count': 2, 'steps': [{'compute': {'operations': 3}}, {'repeat': 4, 'steps': ["
    "{'compute': {'operations': '{index}'}}, {'repeat': 5, 'steps': [{'compute': {'operations': 2}}]}]},"
    "{'repeat': 0, 'steps': [{'compute': {'operations': 99}}]}]}], 'answer': {'each': '{computed}'}");
  g_autofree char *first = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", lab_kernel_turn (0, 3 + 4 * 10));
  g_autofree char *second = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", lab_kernel_turn (1, 3 + 4 * 11));
  const char *const right[] = { first, second };

  assert_right (program, right);
}

/* A prime in a loop sets the register each time round, so only the turns after it count. */
static void
test_prime_in_a_repeat (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'count': 1, 'steps': [{'compute': {'operations': 9}}, {'repeat': 1000000000000, 'steps': ["
    "{'compute': {'prime': 7}}, {'compute': {'operations': 3}}]}]}], 'answer': {'each': '{computed}'}");
  g_autofree char *expected = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", lab_kernel_turn (1, 3));
  const char *const right[] = { expected };

  assert_right (program, right);
}

static void
test_sum (void)
{
  const char *const right[] = { "1", "5" };
  const char *const wrong[] = { "1", "4" };
  const char *const text[] = { "1", "five" };
  const char *const large[] = { "9223372036854775807", "1" };
  g_autoptr (LabProgram) program = lab_test_program ("'tasks': [{'count': 2, 'steps': []}], 'answer': {'sum': 6}");

  assert_right (program, right);
  assert_wrong (program, wrong, "expected the sum 6, found 5");
  assert_wrong (program, text, "expected a whole number, found \"five\"");
  assert_wrong (program, large, "the sum of the results is too large");
}

static void
test_count (void)
{
  const char *const right[] = { "", NULL };
  const char *const wrong[] = { "a", "b" };
  g_autoptr (LabProgram) program = lab_test_program ("'tasks': [{'count': 2, 'steps': []}], 'answer': {'count': 1}");

  assert_right (program, right);
  assert_wrong (program, wrong, "expected as many results as 1, found 2");
}

static void
test_list (void)
{
  const char *const right[] = { "x", "3" };
  const char *const wrong[] = { "3", "x" };
  g_autoptr (LabProgram)
    program = lab_test_program ("'tasks': [{'count': 2, 'steps': []}], 'answer': {'list': ['x', 3]}");
  g_autoptr (LabProgram) shorter = lab_test_program ("'tasks': [{'count': 2, 'steps': []}], 'answer': {'list': ['x']}");

  assert_right (program, right);
  assert_wrong (program, wrong, "task 1: expected \"x\", found \"3\"");
  assert_wrong (shorter, right, "the answer lists 1 results, there are 2 tasks");
}

static void
test_counter (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'counters': [{'id': 'a', 'start': 5}, {'id': 'b', 'start': 2}], 'tasks': [{'count': 4, 'steps': ["
    "{'repeat': 10, 'steps': [{'add': '{number}', 'to': 'b'}, {'add': 1, 'to': 'a'}]}]}], 'answer': {'counter': 'b'}");
  const char *const none[] = { NULL, NULL, NULL, NULL };
  const gint64 right[] = { 0, 102 };
  const gint64 wrong[] = { 45, 101 };
  g_autofree char *why = NULL;

  g_assert_true (lab_program_check_answer (program, none, right, &why));
  g_assert_cmpstr (why, ==, NULL);
  g_assert_false (lab_program_check_answer (program, none, wrong, &why));
  g_assert_cmpstr (why, ==, "expected the counter b at 102, found 101");
}

static void
test_counter_of_no_number (void)
{
  g_autoptr (LabProgram)
    program = lab_test_program ("'counters': [{'id': 'a'}], 'tasks': [{'each': [1, 'x'], 'steps': ["
                                "{'add': '{argument}', 'to': 'a'}]}], 'answer': {'counter': 'a'}");
  const char *const none[] = { NULL, NULL };
  const gint64 found[] = { 1 };
  g_autofree char *why = NULL;

  g_assert_false (lab_program_check_answer (program, none, found, &why));
  g_assert_cmpstr (why, ==, "what is added to the counter a is no number, or too large");
}

/* How often it goes round is not known, so what it computes is not to be known either. */
static void
test_until_computes_nothing (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'count': 1, 'steps': [{'compute': {'operations': 3}}, {'until': 'E', 'steps': [{'compute': {'prime': "
    "7}},"
    "{'repeat': 2, 'steps': [{'compute': {'operations': 50}}]}]}, {'compute': {'operations': 4, 'yield_every': 1}}]}],"
    "'answer': {'each': '{computed}'}");
  g_autofree char *expected = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", lab_kernel_turn (0, 7));
  const char *const right[] = { expected };

  assert_right (program, right);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/each result", test_each);
  g_test_add_func ("/answer/each result in the terms of its group", test_each_by_group);
  g_test_add_func ("/answer/primes", test_primes);
  g_test_add_func ("/answer/repeats are worked out in one stroke", test_repeats);
  g_test_add_func ("/answer/a prime in a long repeat", test_prime_in_a_repeat);
  g_test_add_func ("/answer/the sum", test_sum);
  g_test_add_func ("/answer/the count", test_count);
  g_test_add_func ("/answer/the list", test_list);
  g_test_add_func ("/answer/the counter", test_counter);
  g_test_add_func ("/answer/a counter to which no number is added", test_counter_of_no_number);
  g_test_add_func ("/answer/what until computes does not count", test_until_computes_nothing);
  return g_test_run ();
}
