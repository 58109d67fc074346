/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-locale.h"

static void
test_a_translation_is_spoken (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_locale_set_language ("de", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (_ ("theme"), ==, "Thema");
  g_assert_true (lab_locale_set_language ("nl", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (_ ("theme"), ==, "thema");
}

static void
test_english_needs_none (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_locale_set_language ("en", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (_ ("theme"), ==, "theme");
}

static void
test_what_nobody_has_translated_it_into_is_said (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autofree char *environment = g_strdup (g_getenv ("LC_ALL"));
  g_autoptr (GError) error = NULL;

  g_assert_false (lab_locale_set_language ("qx", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "\"qx\""));
  g_assert_cmpstr (setlocale (LC_ALL, NULL), ==, before);
  g_assert_cmpstr (g_getenv ("LC_ALL"), ==, environment);
  g_assert_cmpstr (_ ("theme"), ==, "theme");
}

int
main (int argc, char **argv)
{
  lab_locale_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locale/a translation is spoken", test_a_translation_is_spoken);
  g_test_add_func ("/locale/English needs none", test_english_needs_none);
  g_test_add_func ("/locale/what nobody has translated it into is said",
                   test_what_nobody_has_translated_it_into_is_said);
  return g_test_run ();
}
