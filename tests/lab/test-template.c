/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-error.h"
#include "lab-template.h"

static const LabParamSpec specs[] = {
  { .id = "duration", .type = LAB_PARAM_DURATION, .maximum = G_MAXINT64, .initial = 300000000 },
  { .id = "tasks", .type = LAB_PARAM_INTEGER, .maximum = G_MAXINT64, .initial = 10000 },
  { .id = "words", .type = LAB_PARAM_TEXT, .initial_text = "{letter}" },
};

static const char *const named[] = { "parameter_1", NULL };
static const LabNames names = { specs, G_N_ELEMENTS (specs), named, 2 };

static LabTemplate *
bind (const char *text, LabTemplateStyle style)
{
  g_autoptr (LabValues) values = lab_values_new (specs, G_N_ELEMENTS (specs));
  g_autoptr (GError) error = NULL;
  g_autoptr (LabTemplate) template = lab_template_new (text, &names, LAB_NAMES_ALL, &error);

  g_assert_no_error (error);
  return lab_template_bind (template, values, style);
}

static void
assert_constant (const char *text, LabTemplateStyle style, const char *expected)
{
  g_autoptr (LabTemplate) bound = bind (text, style);

  g_assert_cmpstr (lab_template_get_constant (bound), ==, expected);
}

static void
test_fold (void)
{
  assert_constant ("", LAB_STYLE_TYPED, "");
  assert_constant ("a {{b}} c", LAB_STYLE_TYPED, "a {b} c");
  assert_constant ("{tasks} for {duration}", LAB_STYLE_TYPED, "10000 for 300ms");
  assert_constant ("{tasks} for {duration}", LAB_STYLE_SHOWN, "10000 for 300 ms");
  assert_constant ("{tasks} for {duration}", LAB_STYLE_INTEGER, "10000 for 300000000");
  assert_constant ("{words}", LAB_STYLE_TYPED, "{letter}");
  assert_constant ("{number}", LAB_STYLE_TYPED, NULL);
}

static char *
evaluate (const char *text, guint32 index)
{
  static const LabComputed computed = { LAB_COMPUTE_OPERATIONS, 0xab };
  g_autoptr (LabTemplate) bound = bind (text, LAB_STYLE_SHOWN);
  g_autoptr (LabTemplate) name = bind ("task {number}", LAB_STYLE_SHOWN);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_template_free);
  g_autoptr (GPtrArray) named_values = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_template_free);
  LabTaskTexts texts = { name, arguments, named_values, NULL };
  LabTaskFacts facts = { .texts = &texts, .index = index, .n_tasks = 3, .computed = &computed };
  GString *result = g_string_new (NULL);

  g_ptr_array_add (arguments, bind ("{letter}", LAB_STYLE_TYPED));
  g_ptr_array_add (arguments, bind ("{number}", LAB_STYLE_TYPED));
  g_ptr_array_add (named_values, bind ("<{argument}>", LAB_STYLE_TYPED));
  lab_template_append (bound, &facts, result);
  return g_string_free (result, FALSE);
}

static void
assert_evaluates (const char *text, guint32 index, const char *expected)
{
  g_autofree char *result = evaluate (text, index);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_placeholders (void)
{
  assert_evaluates ("{index} {number} {letter}", 0, "0 1 a");
  assert_evaluates ("{letter}", 25, "z");
  assert_evaluates ("{letter}", 26, "aa");
  assert_evaluates ("{letter}", 701, "zz");
  assert_evaluates ("{letter}", 702, "aaa");
  assert_evaluates ("{number} {letter}", G_MAXUINT32, "4294967296 mwlqkwv");
  assert_evaluates ("{argument} {argument1} {argument2}", 1, "b b 2");
  assert_evaluates ("{arguments}", 1, "b, 2");
  assert_evaluates ("{parameter_1} of {task}", 2, "<c> of task 3");
  assert_evaluates ("{computed}", 0, "00000000000000ab");
}

static void
test_words (void)
{
  g_autoptr (LabTemplate) template = bind ("{argument2}|{argument1}|{arguments}", LAB_STYLE_SHOWN);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  LabTaskTexts texts = { NULL, none, none, items };
  LabTaskFacts facts = { .texts = &texts, .index = 1, .n_tasks = 3, .computed = NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) arguments = NULL;

  g_ptr_array_add (items, (gpointer) "one");
  g_ptr_array_add (items, (gpointer) "  two \t words ");
  lab_template_append (template, &facts, text);
  g_assert_cmpstr (text->str, ==, "words|two|two, words");
  arguments = lab_task_facts_get_arguments (&facts);
  g_assert_cmpuint (g_strv_length (arguments), ==, 2);
  g_assert_cmpstr (arguments[1], ==, "words");
  facts.index = 0;
  g_string_truncate (text, 0);
  lab_template_append (template, &facts, text);
  g_assert_cmpstr (text->str, ==, "|one|one");
}

static const struct
{
  const char *text, *message;
} wrong[] = {
  { "{dration}", "unknown placeholder \"dration\"; did you mean \"duration\"?" },
  { "{", "a brace is not closed; a plain one is written \"{{\"" },
  { "{number", "a brace is not closed; a plain one is written \"{{\"" },
  { "{a{b}", "a brace is not closed; a plain one is written \"{{\"" },
  { "a}", "a brace closes nothing; a plain one is written \"}}\"" },
  { "{argument3}", "there is no argument 3: a task has 2 arguments" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_template_new (wrong[i].text, &names, LAB_NAMES_ALL, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

static void
test_not_allowed (void)
{
  static const char *const texts[] = { "{index}",       "{argument}",   "{argument2}", "{arguments}",
                                       "{parameter_1}", "{task}",       "{computed}",  "{}",
                                       "{argument0}",   "{argument01}", "{argument-1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_template_new (texts[i], &names, LAB_NAMES_PARAMS, &error));
      g_assert_true (g_str_has_prefix (error->message, "unknown placeholder "));
    }
}

static void
test_bounded (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *euros = NULL;
  g_autofree char *long_text = NULL;
  g_autofree char *result = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (many, "{number}");
  g_assert_null (lab_template_new (many->str, &names, LAB_NAMES_ALL, &error));
  g_assert_cmpstr (error->message, ==, "more than 32 placeholders in one text");
  euros = g_strnfill (70000, 'x');
  long_text = g_strconcat ("{number}€", euros, NULL);
  result = evaluate (long_text, 0);
  g_assert_cmpuint (strlen (result), ==, LAB_TEXT_MAX);
  g_assert_true (g_utf8_validate (result, -1, NULL));
}

static void
test_reserved (void)
{
  g_assert_true (lab_template_is_reserved ("number"));
  g_assert_true (lab_template_is_reserved ("argument"));
  g_assert_true (lab_template_is_reserved ("argument12"));
  g_assert_false (lab_template_is_reserved ("argumentative"));
  g_assert_false (lab_template_is_reserved ("tasks"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/parameters are folded", test_fold);
  g_test_add_func ("/template/placeholders of a task", test_placeholders);
  g_test_add_func ("/template/the words of an item are arguments", test_words);
  g_test_add_func ("/template/what is wrong is named", test_wrong);
  g_test_add_func ("/template/what is not known yet cannot be named", test_not_allowed);
  g_test_add_func ("/template/texts have an end", test_bounded);
  g_test_add_func ("/template/reserved names", test_reserved);
  return g_test_run ();
}
