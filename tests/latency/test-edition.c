/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-edition.h"
#include "lab-error.h"
#include "lab-latency-row.h"

static LabEdition *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  LabEdition *edition = lab_edition_load (name, &error);

  g_assert_no_error (error);
  return edition;
}

/* Each file NAME.json in the folder is wrong; what has to be said stands in NAME.message beside it, without the
 * file's name. */
static void
test_wrong_file (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_build_filename ("wrong", name, NULL);
  g_autofree char *base = g_strndup (path, strlen (path) - strlen (".json"));
  g_autofree char *message_path = g_strconcat (base, ".message", NULL);
  g_autofree char *message = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (message_path, &message, NULL, NULL));
  expected = g_strdup_printf ("%s: %s", path, g_strchomp (message));
  g_assert_null (lab_edition_load (path, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
add_wrong_files (GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open ("wrong", 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/edition/wrong/%s", name);

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_ptr_array_add (names, g_strdup (name));
      g_test_add_data_func (test, g_ptr_array_index (names, names->len - 1), test_wrong_file);
    }
  g_assert_cmpuint (names->len, >, 0);
}

static void
test_notes (void)
{
  static const struct
  {
    const char *row;
    double ns;
  } expected[] = {
    { "l1", 0.5 },      { "branch", 5 },         { "l2", 7 },         { "mem", 100 },
    { "net-2k", 20e3 }, { "ssd-random", 150e3 }, { "mem-1m", 250e3 }, { "dc-rtt", 500e3 },
    { "ssd-1m", 1e6 },  { "seek", 10e6 },        { "disk-1m", 20e6 }, { "wan", 150e6 },
  };
  g_autoptr (LabEdition) notes = load (LAB_EDITION_DEFAULT);
  guint n;
  const LabEditionEntry *entries = lab_edition_get_entries (notes, &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (entries[i].row, ==, expected[i].row);
      g_assert_cmpfloat (entries[i].ns, ==, expected[i].ns);
    }
  g_assert_cmpuint (lab_edition_find (notes, "net-2k")->block, ==, 2000);
}

static void
test_shipped (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) editions = lab_edition_list (problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (editions->len, >=, 1 + 8 + 1);
  g_assert_cmpstr (lab_edition_get_id (g_ptr_array_index (editions, 0)), ==, LAB_EDITION_DEFAULT);
  for (guint i = 0; i < editions->len; i++)
    {
      const LabEdition *edition = g_ptr_array_index (editions, i);

      g_assert_true (g_str_has_prefix (lab_edition_get_source (edition), "https://"));
      g_assert_cmpint (lab_edition_get_year (edition), >=, 2001);
      g_assert_cmpuint (strlen (lab_edition_get_licence (edition)), >, 0);
    }
}

/* The file of an edition is called as the edition is. */
static void
test_names (void)
{
  g_autoptr (GPtrArray) editions = lab_edition_list (NULL);

  for (guint i = 0; i < editions->len; i++)
    {
      const char *id = lab_edition_get_id (g_ptr_array_index (editions, i));
      g_autoptr (LabEdition) again = load (id);

      g_assert_cmpstr (lab_edition_get_id (again), ==, id);
    }
}

static void
test_range (void)
{
  g_autoptr (LabEdition) gregg = load ("gregg-2020");
  const LabEditionEntry *ssd = lab_edition_find (gregg, "ssd-random");

  g_assert_cmpfloat (ssd->low, ==, 10e3);
  g_assert_cmpfloat (ssd->high, ==, 100e3);
  g_assert_cmpfloat_with_epsilon (ssd->ns, sqrt (1e9), 1e-6);
}

static void
test_own_row (void)
{
  static const char json[] = "{\"id\": \"mine\", \"title\": \"Mine\", \"year\": 2026, \"source\": \"me\", \"licence\": "
                             "\"CC0\", \"rows\": [{\"row\": \"coffee\", \"title\": \"Coffee\", \"ns\": 9e10}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (LabEdition) edition = lab_edition_new_from_json (json, -1, "mine.json", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lab_edition_find (edition, "coffee")->title, ==, "Coffee");
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_edition_load ("nots", &error));
  g_assert_cmpstr (error->message, ==, "unknown edition \"nots\"; did you mean \"notes\"?");
  g_clear_error (&error);
  g_assert_null (lab_edition_load ("scott-2050", &error));
  g_assert_cmpstr (error->message, ==, "scott-2050: expected a year from 1990 to 2030");
  g_clear_error (&error);
  g_assert_null (lab_edition_load ("./none.json", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
}

/* Every rung that no probe measures says why. */
static void
test_rows (void)
{
  guint n;
  const LabLatencyRow *rows = lab_latency_rows_get (&n);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (lab_latency_row_find (rows[i].id) == &rows[i]);
      g_assert_nonnull (lab_bound_get_title (rows[i].bound));
    }
  g_assert_null (lab_latency_row_require ("sekk", &error));
  g_assert_cmpstr (error->message, ==, "unknown row \"sekk\"; did you mean \"seek\"?");
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edition/the notes have their twelve rows", test_notes);
  g_test_add_func ("/edition/those that come with the program", test_shipped);
  g_test_add_func ("/edition/each is found by its id", test_names);
  g_test_add_func ("/edition/a range has a middle", test_range);
  g_test_add_func ("/edition/a row of one's own", test_own_row);
  g_test_add_func ("/edition/what is not there", test_unknown);
  g_test_add_func ("/edition/the rows of the scale", test_rows);
  add_wrong_files (names);
  return g_test_run ();
}
