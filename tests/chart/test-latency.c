/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "golden.h"
#include "lab-latency-chart.h"

typedef struct
{
  GPtrArray *editions, *sheets;
  LabAnalogy *analogy;
  LabFont *font;
  LabScene *scene;
  LabLatencyView view;
} Page;

static void
add_reading (LabSheet *sheet, const char *row, LabGrade grade, double low, double high)
{
  LabReading *reading = lab_reading_new (row, "a method");

  reading->status = LAB_READING_MEASURED;
  reading->estimate = (LabEstimate){ grade, grade == LAB_GRADE_D ? 0 : low, low, high };
  lab_sheet_add (sheet, reading);
}

/* A machine with rows of every kind: near, far off, a range only, not available, and one that no edition has. */
static LabSheet *
make_sheet (void)
{
  LabSheet *sheet = lab_sheet_new ();
  LabReading *missing = lab_reading_new ("wan", NULL);

  add_reading (sheet, "l1", LAB_GRADE_A, 1.08, 1.1);
  add_reading (sheet, "mem", LAB_GRADE_B, 155, 170);
  add_reading (sheet, "mem-1m", LAB_GRADE_C, 20000, 24000);
  add_reading (sheet, "ssd-random", LAB_GRADE_D, 40000, 900000);
  add_reading (sheet, "syscall", LAB_GRADE_A, 165, 166);
  missing->status = LAB_READING_UNAVAILABLE;
  missing->why = g_strdup ("no ship");
  lab_sheet_add (sheet, missing);
  return sheet;
}

static void
page_init (Page *self, const char *const *names, gboolean measured)
{
  g_autoptr (LabEdition) edition = NULL;
  g_autoptr (GError) error = NULL;

  self->editions = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_edition_unref);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_sheet_free);
  for (; *names != NULL; names++)
    {
      g_ptr_array_add (self->editions, lab_edition_load (*names, &error));
      g_assert_no_error (error);
    }
  if (measured)
    g_ptr_array_add (self->sheets, make_sheet ());
  edition = lab_edition_new_scott (LAB_SCOTT_YEAR_KNOWN);
  self->analogy = lab_analogy_new ("seconds", 0, edition, &error);
  g_assert_no_error (error);
  self->font = lab_font_new_fixed ();
  self->scene = lab_scene_new (0, 0);
  lab_latency_init_view (&self->view, self->editions, self->sheets, self->analogy);
  self->view.title = "Latency";
  self->view.subtitle = self->analogy->rule;
}

static void
page_clear (Page *self)
{
  g_ptr_array_unref (self->editions);
  g_ptr_array_unref (self->sheets);
  lab_analogy_free (self->analogy);
  lab_font_free (self->font);
  lab_scene_free (self->scene);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *const notes[] = { "notes", NULL };
static const char *const two_editions[] = { "notes", "scott-2026", NULL };

static const LabMark *
find_text (const Page *self, const char *text)
{
  for (guint i = 0; i < self->scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (self->scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_TEXT && g_str_equal (mark->text, text))
        return mark;
    }
  return NULL;
}

static void
lay_out (Page *self)
{
  lab_latency_layout (&self->view, self->font, self->scene);
}

static void
test_the_notes_beside_this_machine (void)
{
  g_auto (Page) page = { 0 };

  page_init (&page, notes, TRUE);
  lay_out (&page);
  golden_check_scene ("latency", page.scene);
  golden_check_image ("latency", page.scene, LAB_THEME_LIGHT, 1);
}

static void
test_a_narrow_picture_in_the_dark (void)
{
  g_auto (Page) page = { 0 };

  page_init (&page, two_editions, TRUE);
  page.view.width = 360;
  lay_out (&page);
  golden_check_scene ("latency-small", page.scene);
  golden_check_image ("latency-small", page.scene, LAB_THEME_DARK, 1);
}

/* Ten times and more is written in another ink, less is not. */
static void
test_far_apart_stands_out (void)
{
  g_auto (Page) page = { 0 };

  page_init (&page, notes, TRUE);
  lay_out (&page);
  g_assert_cmpuint (find_text (&page, "12.5 × shorter")->ink, ==, LAB_INK_ACCENT);
  g_assert_cmpuint (find_text (&page, "2.16 × longer")->ink, ==, LAB_INK_DIM);
}

/* Where there is no room for what people know, the ratio needs no column of its own, which the bars would pay for. */
static void
test_a_ratio_below_its_analogy (void)
{
  g_auto (Page) page = { 0 };
  const LabMark *analogy, *ratio;

  page_init (&page, notes, TRUE);
  page.view.width = 800;
  lay_out (&page);
  analogy = find_text (&page, "50 s");
  ratio = find_text (&page, "2.16 × longer");
  g_assert_cmpfloat (ratio->y, >, analogy->y);
  g_assert_cmpuint (ratio->align, ==, LAB_ALIGN_RIGHT);
  g_assert_cmpfloat (ratio->x, ==, analogy->x);
}

/* Grade D: the range is written, no mark is drawn that could be pointed at, and nothing is compared. */
static void
test_what_is_not_trusted_has_no_mark (void)
{
  static const char *const rows[] = { "ssd-random", NULL };
  g_auto (Page) page = { 0 };
  double y, height;

  page_init (&page, notes, TRUE);
  page.view.rows = rows;
  lay_out (&page);
  g_assert_nonnull (find_text (&page, "40 µs to 900 µs"));
  lab_latency_get_rung_place (&page.view, page.font, 0, &y, &height);
  for (double x = 0; x < page.view.width; x++)
    for (double at = y; at < y + height; at++)
      g_assert_cmpuint (lab_latency_hit (&page.view, page.font, x, at).column, !=, 1);
}

/* Where the name of a rung stands, that rung is hit; all of them are reached from the keyboard. */
static void
test_what_is_seen_is_hit (void)
{
  g_auto (Page) page = { 0 };
  guint n;

  page_init (&page, notes, TRUE);
  lay_out (&page);
  n = lab_latency_get_n_rungs (&page.view, page.font);
  g_assert_cmpuint (n, ==, 13);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = lab_latency_describe_rung (&page.view, page.font, i);
      g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
      const LabMark *name = find_text (&page, lines[0]);

      g_assert_nonnull (name);
      g_assert_cmpuint (lab_latency_hit (&page.view, page.font, name->x + 1, name->y).rung, ==, i);
    }
  g_assert_cmpuint (lab_latency_hit (&page.view, page.font, 20, 5).rung, ==, LAB_LATENCY_NO_RUNG);
}

static gboolean
finds_mark (const Page *page, guint rung, guint column, double *ns)
{
  double y, height;

  lab_latency_get_rung_place (&page->view, page->font, rung, &y, &height);
  for (double at = y; at < y + height; at += 2)
    for (double x = 0; x < page->view.width; x += 2)
      {
        LabLatencyHit hit = lab_latency_hit (&page->view, page->font, x, at);

        *ns = hit.ns;
        if (hit.column == column && hit.rung == rung)
          return TRUE;
      }
  return FALSE;
}

/* The mark of the first edition is at its number, within what 8 units are. */
static void
test_a_mark_stands_at_its_number (void)
{
  g_auto (Page) page = { 0 };
  double ns = 0;

  page_init (&page, notes, FALSE);
  g_assert_true (finds_mark (&page, 3, 0, &ns));
  g_assert_cmpfloat (ns, >, 50);
  g_assert_cmpfloat (ns, <, 200);
}

/* One power of ten of the scale holds what lies in it, and never shows less than that. */
static void
test_zoom (void)
{
  g_auto (Page) page = { 0 };

  page_init (&page, notes, FALSE);
  page.view.from = 90;
  page.view.to = 110;
  lay_out (&page);
  g_assert_cmpuint (lab_latency_get_n_rungs (&page.view, page.font), ==, 1);
  g_assert_nonnull (find_text (&page, "Main memory reference"));
  g_assert_nonnull (find_text (&page, "50 ns"));
  page.view.from = 1e6;
  page.view.to = 1e9;
  g_assert_cmpuint (lab_latency_get_n_rungs (&page.view, page.font), ==, 4);
}

static void
test_an_extrapolated_edition_says_so (void)
{
  static const char *const known[] = { "scott-2012", NULL };
  g_auto (Page) page = { 0 };
  g_auto (Page) other = { 0 };
  const char *text = "Hollow marks: the model had no data for that year.";

  page_init (&page, two_editions, FALSE);
  lay_out (&page);
  g_assert_nonnull (find_text (&page, text));
  page_init (&other, known, FALSE);
  lay_out (&other);
  g_assert_null (find_text (&other, text));
}

/* The same machine, ten times slower, beside itself: they are compared, and not with the notes. What neither could
 * measure is what the notes say. */
static void
test_two_machines (void)
{
  g_auto (Page) page = { 0 };
  LabSheet *slow = lab_sheet_new ();

  page_init (&page, notes, TRUE);
  add_reading (slow, "l1", LAB_GRADE_A, 10.8, 11);
  g_ptr_array_add (page.sheets, slow);
  lay_out (&page);
  g_assert_nonnull (find_text (&page, "10.8 ns"));
  g_assert_nonnull (find_text (&page, "10.0 × longer"));
  g_assert_null (find_text (&page, "0.5 ns"));
  g_assert_nonnull (find_text (&page, "150 ms"));
}

/* A machine alone, of which nothing is known yet; and a row that nothing has. */
static void
test_an_empty_sheet_and_no_row (void)
{
  static const char *const none[] = { NULL };
  static const char *const nowhere[] = { "nowhere", NULL };
  g_auto (Page) page = { 0 };

  page_init (&page, none, FALSE);
  g_ptr_array_add (page.sheets, lab_sheet_new ());
  lay_out (&page);
  g_assert_nonnull (find_text (&page, "There is no row to show."));
  g_ptr_array_add (page.editions, lab_edition_load ("notes", NULL));
  lay_out (&page);
  g_assert_nonnull (find_text (&page, "Main memory reference"));
  page.view.rows = nowhere;
  lay_out (&page);
  g_assert_nonnull (find_text (&page, "There is no row to show."));
}

static void
check_inside (const Page *page)
{
  for (guint i = 0; i < page->scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (page->scene->marks, LabMark, i);

      g_assert_cmpfloat (mark->w, >=, 0);
      if (mark->kind == LAB_MARK_TEXT)
        g_assert_cmpfloat (mark->y, <=, page->scene->height);
    }
}

/* No size is too small or too large, no name too long, and what is left out is counted. */
static void
test_every_size (void)
{
  static const double sizes[][2] = { { 64, 64 },   { 200, 100 },   { 360, 640 },
                                     { 640, 300 }, { 1920, 1080 }, { 7680, 4320 } };
  static const char *const long_name =
    "{\"id\": \"long\", \"title\": \"A title that does not end soon\", \"year\": 2026, \"source\": \"us\", "
    "\"licence\": "
    "\"CC0\", \"rows\": [{\"row\": \"coffee\", \"title\": \"A name that is much too long for any picture that "
    "somebody might want to look at\", \"ns\": [1, 1000000000000]}]}";
  g_auto (Page) page = { 0 };
  g_autoptr (GError) error = NULL;

  page_init (&page, two_editions, TRUE);
  g_ptr_array_add (page.editions, lab_edition_new_from_json (long_name, -1, "long", &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      page.view.width = sizes[i][0];
      page.view.height = sizes[i][1];
      lay_out (&page);
      if (sizes[i][1] > 200)
        check_inside (&page);
    }
  page.view.width = 900;
  page.view.height = 400;
  lay_out (&page);
  g_assert_cmpuint (lab_latency_get_n_rungs (&page.view, page.font), <, 15);
  page.view.height = lab_latency_get_full_height (&page.view, page.font);
  lay_out (&page);
  check_inside (&page);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/latency-chart/the-notes-beside-this-machine", test_the_notes_beside_this_machine);
  g_test_add_func ("/latency-chart/a-narrow-picture-in-the-dark", test_a_narrow_picture_in_the_dark);
  g_test_add_func ("/latency-chart/far-apart-stands-out", test_far_apart_stands_out);
  g_test_add_func ("/latency-chart/a-ratio-below-its-analogy", test_a_ratio_below_its_analogy);
  g_test_add_func ("/latency-chart/what-is-not-trusted-has-no-mark", test_what_is_not_trusted_has_no_mark);
  g_test_add_func ("/latency-chart/what-is-seen-is-hit", test_what_is_seen_is_hit);
  g_test_add_func ("/latency-chart/a-mark-stands-at-its-number", test_a_mark_stands_at_its_number);
  g_test_add_func ("/latency-chart/zoom", test_zoom);
  g_test_add_func ("/latency-chart/an-extrapolated-edition-says-so", test_an_extrapolated_edition_says_so);
  g_test_add_func ("/latency-chart/two-machines", test_two_machines);
  g_test_add_func ("/latency-chart/an-empty-sheet-and-no-row", test_an_empty_sheet_and_no_row);
  g_test_add_func ("/latency-chart/every-size", test_every_size);
  return g_test_run ();
}
