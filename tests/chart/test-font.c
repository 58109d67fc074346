/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "golden.h"
#include "lab-font.h"

static void
assert_elided (double width, const char *expected)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  double letter = lab_font_measure (font, LAB_TEXT_BODY, "x");
  g_autofree char *elided = lab_font_elide (font, LAB_TEXT_BODY, "download page", width * letter);

  g_assert_cmpstr (elided, ==, expected);
}

static void
test_text_is_cut_where_it_does_not_fit (void)
{
  assert_elided (13, "download page");
  assert_elided (12, "download pa…");
  assert_elided (10, "download…");
  assert_elided (9, "download…");
  assert_elided (2, "d…");
  assert_elided (1, "");
  assert_elided (0, "");
}

static void
test_a_name_keeps_its_number (void)
{
  static const struct
  {
    const char *name;
    guint width;
    const char *expected;
  } cases[] = {
    { "station 12", 10, "station 12" }, { "station 12", 9, "stati… 12" }, { "station 12", 5, "s… 12" },
    { "station 12", 4, "sta…" },        { "station", 5, "stat…" },        { "12", 1, "" },
    { "a station", 6, "a sta…" },
  };
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  double letter = lab_font_measure (font, LAB_TEXT_BODY, "x");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *elided = lab_font_elide_name (font, LAB_TEXT_BODY, cases[i].name, cases[i].width * letter);

      g_assert_cmpstr (elided, ==, cases[i].expected);
    }
}

static void
test_a_real_font_measures_what_it_draws (void)
{
  g_autoptr (LabFont) font = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  const guint8 *pixels;
  int last = 0;

  if (!golden_has_font ())
    {
      g_test_skip ("the font " GOLDEN_FONT " is not installed");
      return;
    }
  font = lab_font_new (GOLDEN_FONT);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 200, 40);
  cr = cairo_create (surface);
  lab_font_draw (font, cr, LAB_TEXT_TITLE, "HHHHH", 0, 20);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface) + 20 * cairo_image_surface_get_stride (surface);
  for (int x = 0; x < 200; x++)
    if (pixels[x] > 127)
      last = x;
  g_assert_cmpfloat_with_epsilon (lab_font_measure (font, LAB_TEXT_TITLE, "HHHHH"), last + 1, 4);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_words_keep_their_order_behind_a_name (void)
{
  g_autofree char *english = lab_text_join ("G", "waiting for the GIL");
  g_autofree char *hebrew = lab_text_join ("G", "בהמתנה ל־GIL");

  g_assert_cmpstr (english, ==, "G  waiting for the GIL");
  g_assert_cmpstr (hebrew, ==, "G  \u2068בהמתנה ל־GIL\u2069");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/font/text-is-cut-where-it-does-not-fit", test_text_is_cut_where_it_does_not_fit);
  g_test_add_func ("/font/a-name-keeps-its-number", test_a_name_keeps_its_number);
  g_test_add_func ("/font/a-real-font-measures-what-it-draws", test_a_real_font_measures_what_it_draws);
  g_test_add_func ("/font/words-keep-their-order-behind-a-name", test_words_keep_their_order_behind_a_name);
  return g_test_run ();
}
