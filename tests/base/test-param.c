/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-json.h"
#include "lab-param.h"

static const char *const modes[] = { "pool", "queue", "per-task", NULL };

static const LabParamSpec specs[] = {
  { .id = "tasks", .type = LAB_PARAM_INTEGER, .minimum = 1, .maximum = 1000000, .initial = 3 },
  { .id = "duration", .type = LAB_PARAM_DURATION, .maximum = 3600000000000, .initial = 300000000 },
  { .id = "size", .type = LAB_PARAM_SIZE, .maximum = G_MAXINT64, .initial = 65536 },
  { .id = "mode", .type = LAB_PARAM_CHOICE, .choices = modes, .initial_text = "pool" },
  { .id = "numbers", .type = LAB_PARAM_TEXT, .initial_text = "2,3" },
};

static void
test_ranges (void)
{
  static const char *const expected[] = {
    "from 1 to 1,000,000", "from 0 ns to 1 h", "at least 0 B", "pool, queue or per-task", "any text",
  };

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autofree char *range = lab_param_spec_describe_range (&specs[i]);

      g_assert_cmpstr (range, ==, expected[i]);
    }
}

static void
test_defaults (void)
{
  static const char *const expected[] = { "3", "300ms", "64KiB", "pool", "2,3" };
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autofree char *text = lab_param_spec_get_default_text (&specs[i]);
      g_autofree char *value = lab_values_get_text (values, specs[i].id);

      g_assert_cmpstr (text, ==, expected[i]);
      g_assert_cmpstr (value, ==, expected[i]);
      g_assert_true (lab_values_is_default (values, specs[i].id));
    }
}

static void
set (LabValues *values, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  lab_values_set_text (values, id, text, &error);
  g_assert_no_error (error);
}

static void
test_set (void)
{
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));
  g_autofree char *shown = NULL;
  g_autofree char *shown_tasks = NULL;

  set (values, "tasks", "100_000");
  set (values, "duration", "1.5 s");
  set (values, "mode", "per-task");
  set (values, "numbers", "größer");
  g_assert_cmpint (lab_values_get_number (values, "tasks"), ==, 100000);
  g_assert_cmpint (lab_values_get_number (values, "duration"), ==, 1500000000);
  g_assert_cmpint (lab_values_get_number (values, "mode"), ==, 0);
  g_assert_cmpstr (lab_values_get_string (values, "mode"), ==, "per-task");
  g_assert_null (lab_values_get_string (values, "tasks"));
  g_assert_cmpstr (lab_values_get_string (values, "numbers"), ==, "größer");
  g_assert_false (lab_values_is_default (values, "mode"));
  shown = lab_values_describe (values, "duration");
  g_assert_cmpstr (shown, ==, "1.5 s");
  shown_tasks = lab_values_describe (values, "tasks");
  g_assert_cmpstr (shown_tasks, ==, "100,000");
}

static const struct
{
  const char *id, *text, *message;
} wrong[] = {
  { "tasks", "0", "tasks: expected a whole number (from 1 to 1,000,000), found \"0\"" },
  { "tasks", "1000001", "tasks: expected a whole number (from 1 to 1,000,000), found \"1000001\"" },
  { "tasks", "many", "tasks: expected a whole number (from 1 to 1,000,000), found \"many\"" },
  { "duration", "300", "duration: expected a duration such as \"300ms\" (from 0 ns to 1 h), found \"300\"" },
  { "duration", "2h", "duration: expected a duration such as \"300ms\" (from 0 ns to 1 h), found \"2h\"" },
  { "size", "big", "size: expected a size such as \"64KiB\" (at least 0 B), found \"big\"" },
  { "mode", "pol", "mode: expected pool, queue or per-task, found \"pol\"" },
  { "numbers", "\xff", "numbers: expected any text, found \"\xef\xbf\xbd\"" },
  { "task", "3", "unknown parameter \"task\"; did you mean \"tasks\"?" },
};

static void
test_wrong (void)
{
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lab_values_set_text (values, wrong[i].id, wrong[i].text, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    g_assert_true (lab_values_is_default (values, specs[i].id));
}

static void
test_nodes (void)
{
  static const char json[] =
    "{\"tasks\":7,\"duration\":\"1.5s\",\"size\":\"4KiB\",\"mode\":\"queue\",\"numbers\":\"5\"}";
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));
  g_autoptr (JsonNode) node = lab_json_parse (json, -1, 1000, "test", NULL);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (LabValues) copy = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), specs[i].id);

      g_assert_true (lab_values_set_node (values, specs[i].id, value, NULL));
    }
  copy = lab_values_copy (values);
  again = lab_values_to_node (copy);
  text = lab_json_to_text (again);
  g_assert_cmpstr (text, ==, json);
}

static void
test_wrong_nodes (void)
{
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));
  g_autoptr (JsonNode) node = lab_json_parse ("[true, 3, 2.5, null, [], {}]", -1, 1000, "test", NULL);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lab_values_set_node (values, "duration", json_array_get_element (array, i), &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
    }
  g_assert_true (lab_values_is_default (values, "duration"));
}

static void
test_objects (void)
{
  static const char json[] = "{\"tasks\": 7, \"duration\": true, \"mode\": \"queue\"}";
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));
  g_autoptr (JsonNode) node = lab_json_parse (json, -1, 1000, "test", NULL);
  LabPlace root = lab_place_root ("test", node);
  LabPlace missing = lab_place_member (&root, "none");
  LabPlace number = lab_place_member (&root, "tasks");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) number_error = NULL;

  g_assert_true (lab_values_read (values, &missing, NULL));
  g_assert_true (lab_values_is_default (values, "tasks"));
  g_assert_false (lab_values_read (values, &root, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "test: /duration: "));
  g_assert_cmpint (lab_values_get_number (values, "tasks"), ==, 7);
  g_assert_true (lab_values_is_default (values, "mode"));
  g_assert_false (lab_values_read (values, &number, &number_error));
  g_assert_cmpstr (number_error->message, ==, "test: /tasks: expected an object, found 7");
}

static void
test_settings (void)
{
  static const struct
  {
    const char *setting, *name, *value, *message;
  } cases[] = {
    { "tasks=3", "tasks", "3", NULL },
    { "numbers=", "numbers", "", NULL },
    { "a=b=c", "a", "b=c", NULL },
    { "tasks", NULL, NULL, "expected NAME=VALUE, found \"tasks\"" },
    { "=3", NULL, NULL, "expected NAME=VALUE, found \"=3\"" },
    { "", NULL, NULL, "expected NAME=VALUE, found \"\"" },
    { "tasks=\xff", NULL, NULL, "\"tasks=\xef\xbf\xbd\": expected UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL, *value = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (lab_setting_split (cases[i].setting, &name, &value, &error), ==, cases[i].name != NULL);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpstr (error == NULL ? NULL : error->message, ==, cases[i].message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/param/ranges in words", test_ranges);
  g_test_add_func ("/param/values begin as the defaults", test_defaults);
  g_test_add_func ("/param/values are set from text", test_set);
  g_test_add_func ("/param/wrong values are refused and change nothing", test_wrong);
  g_test_add_func ("/param/values to JSON and back", test_nodes);
  g_test_add_func ("/param/wrong JSON is refused", test_wrong_nodes);
  g_test_add_func ("/param/an object is read up to what is wrong in it", test_objects);
  g_test_add_func ("/param/a name and a value as a person gives them", test_settings);
  return g_test_run ();
}
