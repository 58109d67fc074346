/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "app-preferences.h"
#include "lab-locale.h"

/* In a language that marks what is translated, ⟦thus⟧, all words of the window stand in the marks. */

/* What GTK and libadwaita say, in their own translations, and a name. */
static const char *const foreign[] = { "Search…",
                                       "(None)",
                                       "Apply",
                                       "Clear entry",
                                       "Clear Entry",
                                       "Preferences",
                                       "Search preferences",
                                       "Search",
                                       "Flatpak",
                                       "No Results Found",
                                       "Try a different search.",
                                       "Try a different search",
                                       NULL };

/* The first word outside of the marks, of which a label may show a part, and not in an address; NULL: none. Caller
 * frees. */
static char *
find_escaped (const char *text)
{
  g_autoptr (GRegex)
    word = g_regex_new ("(?<![\\w:/.#-])[^\\W\\d_][\\w-]++(?!:/)", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GRegex) marked = g_regex_new ("^[^⟦⟧]*⟧|⟦[^⟦⟧]*(⟧|$)", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *rest = g_strdup (text);
  g_autoptr (GMatchInfo) match = NULL;

  while (g_regex_match (marked, rest, G_REGEX_MATCH_DEFAULT, NULL))
    {
      char *stripped = g_regex_replace_literal (marked, rest, -1, 0, " ", G_REGEX_MATCH_DEFAULT, NULL);

      g_free (rest);
      rest = stripped;
    }
  return g_regex_match (word, rest, G_REGEX_MATCH_DEFAULT, &match) ? g_match_info_fetch (match, 0) : NULL;
}

/* A command is the same in every language. */
static gboolean
is_foreign (const char *text)
{
  return g_strv_contains (foreign, text) || g_str_has_prefix (text, "interleave-cli ");
}

static void
check_text (GtkWidget *widget, const char *kind, const char *text)
{
  g_autofree char *escaped = text != NULL && !is_foreign (text) ? find_escaped (text) : NULL;

  if (escaped == NULL)
    return;
  g_test_message ("the %s \"%s\" of a %s has not been translated: %s", kind, text, G_OBJECT_TYPE_NAME (widget),
                  escaped);
  g_test_fail ();
}

/* Of the widget and all below it, shown or not. */
static void
check_widget (GtkWidget *widget)
{
  check_text (widget, "tooltip", gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_LABEL (widget))
    check_text (widget, "text", gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_TEXT (widget))
    check_text (widget, "placeholder", gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (child);
}

static void
test_that_it_can_fail (void)
{
  g_autofree char *escaped = find_escaped ("3 ⟦von ⟦vier⟧⟧ tasks ⟦fertig⟧");
  g_autofree char *none = find_escaped ("3 ⟦von ⟦vier⟧⟧ ⟦fertig⟧");

  g_assert_cmpstr (escaped, ==, "tasks");
  g_assert_null (none);
}

static void
test_every_page (void)
{
  static const char *const pages[] = { "explore", "race", "latency", "history" };
  AppWindow *window = app_test_window ();

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      app_window_show_page (window, pages[i]);
      app_test_wait_frame (GTK_WIDGET (window));
    }
  check_widget (GTK_WIDGET (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_run (gconstpointer workload)
{
  AppWindow *window = app_test_window ();
  g_autoptr (AppRecord) record = app_test_run (workload, "threads", "");

  app_window_show_record (window, record);
  app_test_wait_frame (GTK_WIDGET (window));
  check_widget (GTK_WIDGET (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_preferences (void)
{
  AppWindow *window = app_test_window ();
  GListModel *windows = gtk_window_get_toplevels ();

  app_preferences_show (GTK_WINDOW (window));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (windows, i);

      check_widget (other);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* In the home that is the tests' own, and goes with them. */
static void
install_language (void)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "locale", NULL);
  g_autofree char *place = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (place, "interleave.mo", NULL);
  g_autofree char *catalogue = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("MARKED"), &catalogue, &length, NULL));
  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, catalogue, (gssize) length, NULL));
  g_setenv ("LANGUAGE", "xx", TRUE);
  g_setenv ("INTERLEAVE_LOCALEDIR", folder, TRUE);
}

int
main (int argc, char **argv)
{
  install_language ();
  lab_locale_init ();
  app_test_init (&argc, &argv);
  g_test_add_func ("/translated/that it can fail", test_that_it_can_fail);
  g_test_add_func ("/translated/every page", test_every_page);
  g_test_add_data_func ("/translated/a run", "mixed", test_a_run);
  g_test_add_data_func ("/translated/a run with a hazard", "deadlock", test_a_run);
  g_test_add_func ("/translated/preferences", test_preferences);
  return g_test_run ();
}
