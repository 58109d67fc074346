/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-error.h"
#include "lab-json.h"

static const struct
{
  const char *json, *message;
} wrong[] = {
  { "", "x.json: expected JSON, found nothing" },
  { "{\"a\": 99999999999999999999}", "x.json: line 1: \"99999999999999999999\" is too large a number" },
  { "{\n\"a\": 010}", "x.json: line 2: \"010\" is not a number" },
  { "{\"a\": 0x10}", "x.json: line 1: \"0x10\" is not a number" },
  { "{\"a\": +1}", "x.json: line 1: \"+1\" is not a number" },
  { "{\"a\": \"", "x.json: line 1: a string is not closed" },
  { "{\"a\": \"\\", "x.json: line 1: a string is not closed" },
  { "{\"a\": \"\\u0000\"}", "x.json: line 1: a string with a NUL character" },
  { "{} // no", "x.json: line 1: JSON has no comments and only double quotes" },
  { "{\"a\": \"\xff\"}", "x.json: not valid UTF-8 at byte 7" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_json_parse (wrong[i].json, -1, 1000, "x.json", &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

static void
assert_refused (const char *json, gsize length, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_json_parse (json, (gssize) length, 1 << 20, "x.json", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (1 << 20, '[');
  g_autofree char *large = g_strnfill ((1 << 20) + 1, ' ');

  assert_refused (deep, 1 << 20, "x.json: line 1: nested more than 32 deep");
  assert_refused (large, (1 << 20) + 1, "x.json: it is larger than 1 MiB");
  assert_refused ("{\"a\0b\": 1}", 10, "x.json: it has a NUL byte");
}

/* The text has no zero at its end, and the next byte must not be looked at. */
static void
test_no_terminator (void)
{
  static const char json[] = "[1, 2]3";
  g_autofree char *exact = g_memdup2 (json, 6);
  g_autoptr (JsonNode) node = lab_json_parse (exact, 6, 1000, "x.json", NULL);
  LabPlace root = lab_place_root ("x.json", node);

  g_assert_cmpuint (lab_place_get_length (&root), ==, 2);
}

static void
test_place (void)
{
  g_autoptr (JsonNode) node = lab_json_parse ("{\"a/b~\": [{\"c\": true}]}", -1, 1000, "x.json", NULL);
  LabPlace root = lab_place_root ("x.json", node);
  LabPlace array = lab_place_member (&root, "a/b~");
  LabPlace object = lab_place_element (&array, 0);
  LabPlace value = lab_place_member (&object, "c");
  g_autofree char *text = lab_place_to_text (&value);
  g_autofree char *root_text = lab_place_to_text (&root);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "x.json: /a~1b~0/0/c");
  g_assert_cmpstr (root_text, ==, "x.json");
  g_assert_null (lab_place_get_text (&value, &error));
  g_assert_cmpstr (error->message, ==, "x.json: /a~1b~0/0/c: expected a text, found true");
}

static void
test_missing (void)
{
  g_autoptr (JsonNode) node = lab_json_parse ("{}", -1, 1000, "x.json", NULL);
  LabPlace root = lab_place_root ("x.json", node);
  LabPlace missing = lab_place_member (&root, "a");
  LabPlace deeper = lab_place_element (&missing, 3);
  g_autoptr (GError) error = NULL;
  gint64 number = 7;

  g_assert_null (deeper.node);
  g_assert_false (lab_place_get_integer (&deeper, &number, &error));
  g_assert_cmpstr (error->message, ==, "x.json: /a/3: expected a whole number, found nothing");
  g_assert_cmpint (number, ==, 7);
}

static void
test_fields (void)
{
  static const char *const fields[] = { "duration", "tasks", NULL };
  g_autoptr (JsonNode) node = lab_json_parse ("{\"dration\": 1}", -1, 1000, "x.json", NULL);
  LabPlace root = lab_place_root ("x.json", node);
  g_autoptr (GError) error = NULL;

  g_assert_false (lab_place_check_object (&root, fields, &error));
  g_assert_cmpstr (error->message, ==, "x.json: unknown field \"dration\"; did you mean \"duration\"?");
}

static void
test_append (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;

  lab_json_append_text (json, "a\"b\\c\nd\x01 größer");
  node = lab_json_parse (json->str, -1, 1000, "x.json", NULL);
  g_assert_cmpstr (json_node_get_string (node), ==, "a\"b\\c\nd\x01 größer");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/what is wrong is named", test_wrong);
  g_test_add_func ("/json/hostile text is refused before it is parsed", test_hostile);
  g_test_add_func ("/json/a text needs no zero at its end", test_no_terminator);
  g_test_add_func ("/json/a place knows its path", test_place);
  g_test_add_func ("/json/a missing member has a place too", test_missing);
  g_test_add_func ("/json/an unknown field gets a suggestion", test_fields);
  g_test_add_func ("/json/texts are written escaped", test_append);
  return g_test_run ();
}
