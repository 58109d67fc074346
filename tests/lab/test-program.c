/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-objects.h"
#include "lab-test-utils.h"

#define ANSWER "'answer': {'count': 0}"
#define PARAMS                                                                                                         \
  "'parameters': [{'id': 'tasks', 'type': 'integer', 'default': 3},"                                                   \
  "{'id': 'wait', 'type': 'duration', 'default': '30ms'},"                                                             \
  "{'id': 'list', 'type': 'text', 'default': '2, 3 x,, 5,'}],"

static gint64
get_number (LabProgram *program, guint step, guint32 task)
{
  const LabTaskGroup *group = lab_program_find_group (program, task);
  g_autoptr (GError) error = NULL;
  gint64 number = -1;

  lab_program_get_number (program, &group->steps[step], task, NULL, &number, &error);
  g_assert_no_error (error);
  return number;
}

static void
assert_name (LabProgram *program, guint32 task, const char *expected)
{
  g_autofree char *name = lab_program_get_task_name (program, task);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_groups (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    PARAMS "'tasks': [{'count': 0, 'steps': []}, {'count': '{tasks}', 'name': 'producer {number}', 'steps': []},"
           "{'count': 0, 'steps': []}, {'each': '{list}', 'steps': []}, {'count': 0, 'steps': []}]," ANSWER);

  g_assert_cmpuint (lab_program_get_n_groups (program), ==, 5);
  g_assert_cmpuint (lab_program_get_n_tasks (program), ==, 6);
  g_assert_true (lab_program_find_group (program, 0) == lab_program_get_group (program, 1));
  g_assert_true (lab_program_find_group (program, 2) == lab_program_get_group (program, 1));
  g_assert_true (lab_program_find_group (program, 3) == lab_program_get_group (program, 3));
  g_assert_true (lab_program_find_group (program, 5) == lab_program_get_group (program, 3));
  assert_name (program, 2, "producer 3");
  assert_name (program, 3, "task 1");
}

static void
test_numbers (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    PARAMS "'tasks': [{'count': 2, 'arguments': ['{number}ms'], 'steps': ["
           "{'sleep': '{wait}'}, {'sleep': '{argument}'}, {'compute': {'operations': '{wait}'}},"
           "{'compute': {'operations': 7}}, {'compute': {'prime': '{index}'}}, {'sleep': '{number}s'}]}]," ANSWER);
  const LabTaskGroup *group = lab_program_get_group (program, 0);

  g_assert_true (group->steps[0].constant);
  g_assert_cmpint (group->steps[0].number, ==, 30000000);
  g_assert_false (group->steps[1].constant);
  g_assert_cmpint (get_number (program, 1, 1), ==, 2000000);
  g_assert_cmpint (get_number (program, 2, 1), ==, 30000000);
  g_assert_cmpint (get_number (program, 3, 1), ==, 7);
  g_assert_cmpint (get_number (program, 4, 1), ==, 1);
  g_assert_cmpint (get_number (program, 5, 1), ==, 2000000000);
}

static void
test_bad_number (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'each': ['7', 'seven', -7], 'steps': [{'print': 'a'}, {'compute': {'prime': '{argument}'}}]}]," ANSWER);
  const LabStep *step = &lab_program_get_group (program, 0)->steps[1];
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  g_assert_true (lab_program_get_number (program, step, 0, NULL, &number, NULL));
  g_assert_false (lab_program_get_number (program, step, 1, NULL, &number, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "step 2: expected a whole number, found \"seven\"");
}

static void
test_rate (void)
{
  g_autoptr (LabProgram) none = lab_test_program ("'tasks': [{'count': 1, 'steps': [{'yield': true}]}]," ANSWER);
  g_autoptr (LabProgram)
    program = lab_test_program ("'tasks': [{'count': 1, 'steps': [{'compute': {'duration': '10ms'}},"
                                "{'compute': {'duration': '2000000h'}}]}]," ANSWER);

  g_assert_false (lab_program_needs_rate (none));
  g_assert_true (lab_program_needs_rate (program));
  lab_program_set_rate (program, 900000000);
  g_assert_cmpint (get_number (program, 0, 0), ==, 9000000);
  lab_program_set_rate (program, G_MAXUINT64);
  g_assert_cmpint (get_number (program, 1, 0), ==, G_MAXINT64);
}

static void
test_repeat (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'count': 1, 'steps': [{'repeat': 2, 'steps': [{'print': 'a'}, {'repeat': 3, 'steps': []}]},"
    "{'yield': true}]}]," ANSWER);
  const LabStep *steps = lab_program_get_group (program, 0)->steps;

  g_assert_cmpuint (lab_program_get_group (program, 0)->n_steps, ==, 6);
  g_assert_cmpint (steps[0].kind, ==, LAB_STEP_REPEAT);
  g_assert_cmpuint (steps[0].partner, ==, 4);
  g_assert_cmpuint (steps[0].depth, ==, 0);
  g_assert_cmpuint (steps[2].partner, ==, 3);
  g_assert_cmpuint (steps[2].depth, ==, 1);
  g_assert_cmpint (steps[3].kind, ==, LAB_STEP_END_REPEAT);
  g_assert_cmpuint (steps[3].partner, ==, 2);
  g_assert_cmpuint (steps[4].partner, ==, 0);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (steps[i].index, ==, i);
}

static void
test_texts (void)
{
  static const LabComputed prime = { LAB_COMPUTE_PRIME, 1 };
  g_autoptr (LabProgram) program = lab_test_program (
    PARAMS "'tasks': [{'count': 2, 'arguments': ['{letter}'], 'named': {'x': '{argument}{number}'},"
           "'steps': [{'print': '{task}: {x} waits {wait} {computed}'}]}]," ANSWER);
  const LabStep *step = lab_program_get_group (program, 0)->steps;
  g_autofree char *text = lab_program_get_text (program, step, 1, &prime, NULL);
  g_autofree char *arguments = lab_program_get_task_arguments (program, 1);

  g_assert_cmpstr (text, ==, "task 2: b2 waits 30 ms prime");
  g_assert_cmpstr (arguments, ==, "{\"arguments\": [\"b\"], \"named\": {\"x\": \"b2\"}}");
}

static void
test_many_tasks (void)
{
  g_autoptr (LabProgram)
    program = lab_test_program ("'tasks': [{'count': 16777216, 'steps': [{'print': '{letter}'}]}]," ANSWER);

  g_assert_cmpuint (lab_program_get_n_tasks (program), ==, 16777216);
  assert_name (program, 16777215, "task 16777216");
}

static void
assert_object (LabProgram *program, guint group, guint step, guint32 task, LabObjectKind kind, const char *name)
{
  guint16 number = lab_program_get_object (program, &lab_program_get_group (program, group)->steps[step], task);
  const LabObject *object = lab_objects_get (lab_program_get_objects (program), number);

  g_assert_cmpint (object->kind, ==, kind);
  g_assert_cmpstr (object->name, ==, name);
}

/* The same name is the same lock for all groups, but not the same as an event. */
static void
test_objects (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'tasks': [{'count': 3, 'steps': [{'lock': 'fork {number}'}, {'lock': 'fork {next}'}, {'unlock': 'fork {lower}'},"
    "{'unlock': 'fork {higher}'}]}, {'count': 1, 'steps': [{'lock': 'fork 2'}, {'event': {'set': 'fork 2'}},"
    "{'event': {'wait': 'go'}}, {'until': 'go', 'steps': []}]}]," ANSWER);

  g_assert_cmpuint (lab_program_get_objects (program)->len, ==, 3 + 2);
  assert_object (program, 0, 0, 1, LAB_OBJECT_LOCK, "fork 2");
  assert_object (program, 0, 1, 1, LAB_OBJECT_LOCK, "fork 3");
  assert_object (program, 0, 1, 2, LAB_OBJECT_LOCK, "fork 1");
  assert_object (program, 0, 2, 1, LAB_OBJECT_LOCK, "fork 2");
  assert_object (program, 0, 3, 1, LAB_OBJECT_LOCK, "fork 3");
  assert_object (program, 0, 2, 2, LAB_OBJECT_LOCK, "fork 1");
  assert_object (program, 0, 3, 2, LAB_OBJECT_LOCK, "fork 3");
  assert_object (program, 1, 0, 3, LAB_OBJECT_LOCK, "fork 2");
  assert_object (program, 1, 1, 3, LAB_OBJECT_EVENT, "fork 2");
  g_assert_cmpuint (lab_program_get_object (program, &lab_program_get_group (program, 1)->steps[2], 3), ==,
                    lab_program_get_object (program, &lab_program_get_group (program, 1)->steps[3], 3));
}

#define CHOICES                                                                                                        \
  "'parameters': [{'id': 'a', 'type': 'choice', 'choices': ['x', 'y', 'z'], 'default': 'y'},"                          \
  "{'id': 'b', 'type': 'choice', 'choices': ['x', 'y'], 'default': 'x'}],"

/* A loop that is not there takes with it what it holds, and those that are there keep their ends. */
static void
test_when (void)
{
  static const LabStepKindId expected[] = { LAB_STEP_REPEAT,    LAB_STEP_YIELD,      LAB_STEP_UNTIL,
                                            LAB_STEP_END_UNTIL, LAB_STEP_END_REPEAT, LAB_STEP_LOCK };
  g_autoptr (LabProgram) program = lab_test_program (
    CHOICES
    "'tasks': [{'count': 1, 'steps': [{'print': 'no', 'when': {'a': 'x'}},"
    "{'repeat': 2, 'when': {'a': ['x', 'z']}, 'steps': [{'print': 'no', 'when': {'a': 'y'}}, {'yield': true}]},"
    "{'repeat': 3, 'when': {'a': ['x', 'y'], 'b': 'x'}, 'steps': [{'yield': true, 'when': {}},"
    "{'print': 'no', 'when': {'a': 'y', 'b': 'y'}}, {'until': 'E', 'steps': [{'print': 'no', 'when': {'a': []}}]}]},"
    "{'lock': 'A', 'when': {'b': 'x'}}, {'event': {'set': 'gone'}, 'when': {'b': 'y'}}]}]," ANSWER);
  const LabTaskGroup *group = lab_program_get_group (program, 0);

  g_assert_cmpuint (group->n_steps, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < group->n_steps; i++)
    {
      g_assert_cmpint (group->steps[i].kind, ==, expected[i]);
      g_assert_cmpuint (group->steps[i].index, ==, i);
    }
  g_assert_cmpuint (group->steps[0].partner, ==, 4);
  g_assert_cmpuint (group->steps[4].partner, ==, 0);
  g_assert_cmpuint (group->steps[2].partner, ==, 3);
  g_assert_cmpuint (group->steps[3].partner, ==, 2);
  /* What no step speaks of is not there. */
  g_assert_cmpuint (lab_program_get_objects (program)->len, ==, 2);
}

static void
test_counters (void)
{
  g_autoptr (LabProgram) program = lab_test_program (
    "'parameters': [{'id': 'memory', 'type': 'choice', 'choices': ['private', 'shared'], 'default': 'shared'}],"
    "'counters': [{'id': 'a'}, {'id': 'b', 'start': -7, 'memory': '{memory}'}, {'id': 'c', 'start': "
    "9223372036854775807}],"
    "'tasks': [{'count': 3, 'steps': [{'add': '{number}', 'to': 'b'}, {'repeat': 4, 'steps': [{'add': -1, 'to': 'b'},"
    "{'until': 'E', 'steps': [{'repeat': 5, 'steps': []}]}, {'repeat': '{index}', 'steps': [{'add': 10, 'to': 'b'}]}]},"
    "{'add': 1, 'to': 'c', 'how': 'atomic'}]}]," ANSWER);
  guint n = 0;
  const LabCounter *counters = lab_program_get_counters (program, &n);
  gint64 sum = 1;

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (counters[1].id, ==, "b");
  g_assert_false (counters[0].shared);
  g_assert_true (counters[1].shared);
  g_assert_true (lab_program_get_counter_sum (program, 0, &sum));
  g_assert_cmpint (sum, ==, 0);
  g_assert_true (lab_program_get_counter_sum (program, 1, &sum));
  g_assert_cmpint (sum, ==, -7 + (1 + 2 + 3) - 3 * 4 + 4 * 10 * (0 + 1 + 2));
  g_assert_false (lab_program_get_counter_sum (program, 2, &sum));
}

static void
assert_error (const char *fields, const char *expected)
{
  g_autofree char *message = lab_test_program_error (fields);

  g_assert_cmpstr (message, ==, expected);
}

static void
test_wrong (void)
{
  assert_error ("'tasks': [{'count': 0, 'steps': []}]," ANSWER, "the workload \"test\" has no task with these values");
  assert_error ("'tasks': [{'count': 16777217, 'steps': []}]," ANSWER, "there are more than 16,777,216 tasks");
  assert_error (PARAMS "'tasks': [{'count': '{list}', 'steps': []}]," ANSWER,
                "test.json: /tasks/0/count: expected a whole number, found \"2, 3 x,, 5,\"");
  assert_error (PARAMS "'tasks': [{'count': 1, 'steps': [{'sleep': '{tasks}'}]}]," ANSWER,
                "test.json: /tasks/0/steps/0/sleep: expected a duration such as \"300ms\", found \"3\"");
  assert_error (PARAMS "'tasks': [{'count': 1, 'steps': [{'repeat': '-{tasks}', 'steps': []}]}]," ANSWER,
                "test.json: /tasks/0/steps/0/repeat: expected a whole number that is not negative, found \"-3\"");
  assert_error ("'counters': [{'id': 'n', 'memory': 'public'}], 'tasks': [{'count': 1, 'steps': []}]," ANSWER,
                "test.json: /counters/0/memory: expected \"private\" or \"shared\", found \"public\"");
  assert_error ("'tasks': [{'count': 32769, 'steps': [{'lock': '{number}'}]}]," ANSWER,
                "there are more than 32,768 locks, events and queues");
  assert_error ("'tasks': [{'count': 16384, 'steps': [{'lock': '{number}'}, {'event': {'set': '{number}'}}]},"
                "{'count': 1, 'steps': [{'until': 'one more', 'steps': []}]}]," ANSWER,
                "there are more than 32,768 locks, events and queues");
  assert_error ("'tasks': [{'count': 4194305, 'arguments': ['A'], 'steps': [{'lock': '{argument}'}]}]," ANSWER,
                "locks, events and queues are named more than 4,194,304 times");
}

static void
test_wrong_names (void)
{
  g_autofree char *longest = g_strnfill (256, 'x');
  g_autofree char *fields = g_strdup_printf ("'tasks': [{'count': 1, 'steps': [{'lock': '%s'}]}]," ANSWER, longest);
  g_autofree char *start = g_strndup (longest, 60);
  g_autofree char *expected = g_strdup_printf (
    "the name of a lock, an event or a queue has more than 256 bytes: \"%s…\"", start);
  g_autofree char *too_long = g_strdup_printf ("'tasks': [{'count': 1, 'steps': [{'lock': '%s{number}'}]}]," ANSWER,
                                               longest);
  g_autoptr (LabProgram) program = lab_test_program (fields);

  g_assert_cmpuint (lab_program_get_objects (program)->len, ==, 1);
  assert_error (too_long, expected);
  assert_error ("'tasks': [{'count': 1, 'steps': [{'event': {'set': ''}}]}]," ANSWER,
                "a lock, an event or a queue has an empty name");
  assert_error ("'tasks': [{'count': 1, 'arguments': [''], 'steps': [{'lock': '{argument}'}]}]," ANSWER,
                "a lock, an event or a queue has an empty name");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/groups and their tasks", test_groups);
  g_test_add_func ("/program/numbers are folded or evaluated", test_numbers);
  g_test_add_func ("/program/a number that is none fails the task", test_bad_number);
  g_test_add_func ("/program/a duration is turns by the rate", test_rate);
  g_test_add_func ("/program/repeats know their ends", test_repeat);
  g_test_add_func ("/program/texts and arguments", test_texts);
  g_test_add_func ("/program/locks and events go by their names", test_objects);
  g_test_add_func ("/program/steps are there for some values only", test_when);
  g_test_add_func ("/program/counters and what they come to", test_counters);
  g_test_add_func ("/program/a thousand million tasks take no room", test_many_tasks);
  g_test_add_func ("/program/what has no meaning is refused", test_wrong);
  g_test_add_func ("/program/a lock's name is neither empty nor endless", test_wrong_names);
  return g_test_run ();
}
