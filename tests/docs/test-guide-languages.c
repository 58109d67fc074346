/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-guide.h"

/* Every translation of the guide has the structure of the English one: only its words are others. */

static char *
in_guide (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("SOURCE_DIR"), "docs", "guide", folder, name, NULL);
}

static void
add_links (GPtrArray *bones, const char *markup)
{
  static const char start[] = "href=\"";
  const char *link = strstr (markup, start);

  for (; link != NULL; link = strstr (link + 1, start))
    {
      const char *target = link + strlen (start);

      g_ptr_array_add (bones, g_strdup_printf ("a link to %.*s", (int) strcspn (target, "\""), target));
    }
}

/* A picture lies elsewhere, seen from another folder, and has to lie there. */
static void
add_picture (GPtrArray *bones, const char *file, const char *target)
{
  g_autofree char *path = app_guide_find_beside (file, target);
  g_autofree char *name = g_path_get_basename (target);

  if (path == NULL)
    g_error ("%s: there is no picture %s", file, target);
  g_ptr_array_add (bones, g_strdup_printf ("the picture %s", name));
}

static void
add_block (GPtrArray *bones, const char *file, const AppGuideBlock *block)
{
  switch (block->kind)
    {
    case APP_GUIDE_HEADING:
      g_ptr_array_add (bones, g_strdup_printf ("a heading of level %u", block->level));
      break;
    case APP_GUIDE_ITEM:
      g_ptr_array_add (bones, g_strdup ("an item"));
      break;
    case APP_GUIDE_CODE:
      g_ptr_array_add (bones, g_strdup_printf ("the code “%s”", block->text));
      break;
    case APP_GUIDE_PICTURE:
      add_picture (bones, file, block->target);
      break;
    case APP_GUIDE_ROW:
      g_ptr_array_add (bones, g_strdup_printf ("row %u of %u cells", block->level, g_strv_length (block->cells)));
      break;
    case APP_GUIDE_PRESET:
      g_ptr_array_add (bones, g_strdup_printf ("the preset %s", block->target));
      break;
    case APP_GUIDE_RACE:
      g_ptr_array_add (bones, g_strdup_printf ("the race %s", block->target));
      break;
    case APP_GUIDE_PARAGRAPH: /* a language may need two where another has one */
    default:
      break;
    }
  if (block->text != NULL && block->kind != APP_GUIDE_CODE && block->kind != APP_GUIDE_PICTURE)
    add_links (bones, block->text);
}

/* What a page consists of, in words, but for its own. */
static GPtrArray *
read_bones (const char *file)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) page = NULL;
  GPtrArray *bones = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (file, &text, NULL, NULL))
    g_error ("%s is not there", file);
  page = app_guide_parse (text);
  for (guint i = 0; i < page->len; i++)
    add_block (bones, file, g_ptr_array_index (page, i));
  g_ptr_array_add (bones, g_strdup ("its end"));
  return bones;
}

static void
check_chapter (const char *language, const char *name)
{
  g_autofree char *original = in_guide ("", name);
  g_autofree char *translation = in_guide (language, name);
  g_autoptr (GPtrArray) expected = read_bones (original);
  g_autoptr (GPtrArray) found = read_bones (translation);

  for (guint i = 0; i < MIN (expected->len, found->len); i++)
    if (!g_str_equal (g_ptr_array_index (expected, i), g_ptr_array_index (found, i)))
      g_error ("%s has %s where the English page has %s", translation, (char *) g_ptr_array_index (found, i),
               (char *) g_ptr_array_index (expected, i));
  g_assert_cmpuint (found->len, ==, expected->len);
}

/* The names of the chapters of a language; "": of the English guide. */
static GHashTable *
list_chapters (const char *language)
{
  g_autofree char *folder = in_guide (language, "");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GHashTable *chapters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".md"))
      g_hash_table_add (chapters, g_strdup (name));
  return chapters;
}

static void
test_a_translation_has_the_structure_of_the_english_guide (gconstpointer data)
{
  const char *language = data;
  g_autoptr (GHashTable) expected = list_chapters ("");
  g_autoptr (GHashTable) found = list_chapters (language);
  GHashTableIter iter;
  gpointer name;

  g_assert_cmpuint (g_hash_table_size (expected), >, 1);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (expected, name))
      g_error ("the English guide has no %s, the one in “%s” does", (char *) name, language);
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    check_chapter (language, name);
}

static void
assert_found (const char *languages, const char *folder)
{
  g_autofree char *expected = in_guide (folder, "index.md");
  g_autofree char *found = NULL;
  g_autofree char *found_really = NULL;

  g_setenv ("LANGUAGE", languages, TRUE);
  found = app_guide_find ("index.md");
  g_unsetenv ("LANGUAGE");
  g_assert_nonnull (found);
  found_really = g_canonicalize_filename (found, NULL);
  g_assert_cmpstr (found_really, ==, expected);
}

static void
test_who_speaks_a_language_gets_its_pages (gconstpointer data)
{
  assert_found (data, data);
}

static void
test_who_speaks_english_first_gets_it (void)
{
  assert_found ("en_GB:nl", "");
  assert_found ("nl:en", "nl");
}

/* Only those of the program are installed. */
static void
test_every_language_is_one_of_the_program (void)
{
  g_autofree char *folder = in_guide ("", "");
  g_autofree char *list = g_build_filename (g_getenv ("SOURCE_DIR"), "po", "LINGUAS", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) languages = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  languages = g_strsplit_set (text, " \n", -1);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_guide (name, "");

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_strv_contains ((const char *const *) languages, name))
        g_error ("docs/guide has “%s”, po/LINGUAS has not", name);
    }
}

static void
add_language (const char *language)
{
  g_autofree char *structure = g_strdup_printf ("/guide-languages/%s has the structure of the English guide", language);
  g_autofree char *pages = g_strdup_printf ("/guide-languages/who speaks %s gets its pages", language);

  g_test_add_data_func_full (structure, g_strdup (language), test_a_translation_has_the_structure_of_the_english_guide,
                             g_free);
  g_test_add_data_func_full (pages, g_strdup (language), test_who_speaks_a_language_gets_its_pages, g_free);
}

static void
add_languages (void)
{
  g_autofree char *folder = in_guide ("", "");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_guide (name, "");

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_language (name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide-languages/every language is one of the program", test_every_language_is_one_of_the_program);
  g_test_add_func ("/guide-languages/who speaks English first gets it", test_who_speaks_english_first_gets_it);
  add_languages ();
  return g_test_run ();
}
