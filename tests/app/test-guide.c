/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "app-guide.h"
#include "app-help-page.h"
#include "app-help.h"
#include "app-racers.h"
#include "lab-preset.h"

static const AppGuideBlock *
get (GPtrArray *page, guint n)
{
  return g_ptr_array_index (page, n);
}

static void
test_every_kind_of_block_is_read (void)
{
  g_autoptr (GPtrArray)
    page = app_guide_parse ("# Title\n\nOne\nparagraph.\n- first\n  goes on\n- second\n\n"
                            "```\na < b\n  c\n```\n![A lock](pictures/lock.png)\n"
                            "[[preset:race]]\n[[race:sleep tasks=3]]\n| a | b |\n|---|---|\n| 1 | 2 |\n");
  static const AppGuideKind kinds[] = { APP_GUIDE_HEADING, APP_GUIDE_PARAGRAPH, APP_GUIDE_ITEM,   APP_GUIDE_ITEM,
                                        APP_GUIDE_CODE,    APP_GUIDE_PICTURE,   APP_GUIDE_PRESET, APP_GUIDE_RACE,
                                        APP_GUIDE_ROW,     APP_GUIDE_ROW };

  g_assert_cmpuint (page->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < page->len; i++)
    g_assert_cmpint (get (page, i)->kind, ==, kinds[i]);
  g_assert_cmpstr (get (page, 1)->text, ==, "One paragraph.");
  g_assert_cmpstr (get (page, 2)->text, ==, "first goes on");
  g_assert_cmpstr (get (page, 4)->text, ==, "a < b\n  c");
  g_assert_cmpstr (get (page, 5)->target, ==, "pictures/lock.png");
  g_assert_cmpstr (get (page, 6)->target, ==, "race");
  g_assert_cmpstr (get (page, 7)->target, ==, "sleep tasks=3");
  g_assert_cmpstr (get (page, 9)->cells[1], ==, "2");
}

static void
check_markup (const char *line, const char *expected)
{
  g_autofree char *markup = app_guide_to_markup (line);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_marks_become_markup (void)
{
  check_markup ("a *b* **c** `d` & <e>", "a <i>b</i> <b>c</b> <tt>d</tt> &amp; &lt;e&gt;");
  check_markup ("see [the \"page\"](workers.md).", "see <a href=\"workers.md\">the &quot;page&quot;</a>.");
  check_markup ("2 * 3, `open, [no link], **", "2 * 3, `open, [no link], **");
  check_markup ("no [link] and [a](b.md)", "no [link] and <a href=\"b.md\">a</a>");
  check_markup ("not closed: [a](b", "not closed: [a](b");
  check_markup ("", "");
}

/* A link in markup: <a href="NAME.md">. */
static void
check_links (const char *text)
{
  const char *link = text != NULL ? strstr (text, "href=\"") : NULL;

  for (; link != NULL; link = strstr (link + 1, "href=\""))
    {
      g_autofree char *name = g_strndup (link + 6, strcspn (link + 6, "\""));
      g_autofree char *path = app_guide_find (name);

      g_assert_true (strstr (name, "://") != NULL || path != NULL);
    }
}

/* On the page of that file. */
static void
check_block (const char *file, const AppGuideBlock *block)
{
  g_autoptr (GError) error = NULL;

  if (block->kind == APP_GUIDE_PRESET)
    {
      g_autoptr (LabPreset) preset = lab_preset_load (block->target, &error);

      g_assert_no_error (error);
    }
  else if (block->kind == APP_GUIDE_RACE)
    {
      g_autoptr (GPtrArray) racers = app_racers_new (block->target, &error);

      g_assert_no_error (error);
    }
  else if (block->kind == APP_GUIDE_PICTURE)
    {
      g_autofree char *path = app_guide_find_beside (file, block->target);

      g_assert_nonnull (path);
    }
  else if (block->kind != APP_GUIDE_CODE)
    check_links (block->text);
}

static void
test_what_the_guide_speaks_of_is_there (void)
{
  static const char *const pages[] = { "index.md",      "concurrency.md", "workers.md", "sharing.md",
                                       "challenges.md", "choosing.md",    "latency.md" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = app_guide_find (pages[i]);
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) page = NULL;

      g_assert_nonnull (path);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      page = app_guide_parse (text);
      g_assert_cmpuint (page->len, >, 1);
      for (guint j = 0; j < page->len; j++)
        check_block (path, get (page, j));
    }
}

static gboolean
is_loaded (gpointer data)
{
  return !app_help_is_loading (data);
}

static AppHelp *
show (GtkApplication *application, const char *page)
{
  AppHelp *help;

  app_help_show (application, page);
  help = APP_HELP (gtk_application_get_windows (application)->data);
  app_test_wait (is_loaded, help, "the page");
  app_test_wait_frame (GTK_WIDGET (help));
  return help;
}

static void
test_the_window_shows_pages_and_goes_back (void)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  AppHelp *help;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  help = show (application, "sharing.md");
  app_test_save_picture (GTK_WIDGET (help), "guide.out.png");
  help = show (application, "choosing.md");
  app_test_save_picture (GTK_WIDGET (help), "guide-table.out.png");
  help = show (application, "no-such-page.md");
  app_test_save_picture (GTK_WIDGET (help), "guide-missing.out.png");
  gtk_window_destroy (GTK_WINDOW (help));
}

typedef struct
{
  GPtrArray *page;
  GtkTextDirection code, text; /* of the labels that were found */
} Directions;

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  Directions *self = data;
  g_autoptr (GError) error = NULL;

  self->page = app_help_page_load_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
has_page (gpointer data)
{
  return ((Directions *) data)->page != NULL;
}

static void
find_directions (Directions *self, GtkWidget *page)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "guide-code"))
      self->code = gtk_widget_get_direction (child);
    else
      self->text = gtk_widget_get_direction (child);
}

static void
write_page (const char *folder, const char *name, const char *text)
{
  g_autofree char *guide = g_build_filename (folder, "docs", "guide", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *path = g_build_filename (guide, name, NULL);

  g_assert_no_errno (g_mkdir_with_parents (guide, 0700));
  g_assert_no_errno (g_mkdir_with_parents (data, 0700));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_setenv ("INTERLEAVE_DATADIR", data, TRUE);
}

static void
test_commands_read_from_left_to_right_in_every_language (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "guide", NULL); /* of this test's home */
  g_autofree char *before = g_strdup (g_getenv ("INTERLEAVE_DATADIR"));
  Directions found = { 0 };
  GtkWidget *page;

  write_page (folder, "commands.md", "שלום\n\n```\nmake check\n```\n");
  app_help_page_load_async ("commands.md", NULL, on_page, &found);
  app_test_wait (has_page, &found, "the page");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  page = g_object_ref_sink (app_help_page_build (found.page, G_CALLBACK (is_loaded), NULL));
  find_directions (&found, page);
  g_assert_cmpint (found.text, ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (found.code, ==, GTK_TEXT_DIR_LTR);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_unref (page);
  g_ptr_array_unref (found.page);
  g_setenv ("INTERLEAVE_DATADIR", before, TRUE);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/guide/every kind of block is read", test_every_kind_of_block_is_read);
  g_test_add_func ("/guide/marks become markup", test_marks_become_markup);
  g_test_add_func ("/guide/what the guide speaks of is there", test_what_the_guide_speaks_of_is_there);
  g_test_add_func ("/guide/the window shows pages and goes back", test_the_window_shows_pages_and_goes_back);
  g_test_add_func ("/guide/commands read from left to right in every language",
                   test_commands_read_from_left_to_right_in_every_language);
  return g_test_run ();
}
