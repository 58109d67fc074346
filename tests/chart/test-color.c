/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "lab-color.h"
#include "lab-palette.h"
#include "lab-pattern.h"

/* Bars against both grounds that lanes have, and text (WCAG 2.1, 1.4.11 and 1.4.3). */
#define BAR_CONTRAST_MIN 3.0
#define TEXT_CONTRAST_MIN 4.5

/* CIE 1976 distance in L*a*b*: 2.3 is what is just seen side by side. */
#define DISTANCE_MIN 12.0

/* Of the pixels of two patterns, drawn in the same greys. */
#define PATTERN_SHARE_MIN 0.1

typedef double Matrix[3][3];

/* What an eye sees that lacks a kind of cone: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
static const Matrix visions[] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};
static const char *const vision_names[] = { "all cones", "no red cones", "no green cones", "no blue cones" };

static double
to_linear (guint32 channel)
{
  double c = channel / 255.0;

  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
lab_curve (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

static void
to_lab (guint32 color, const Matrix vision, double lab[3])
{
  const double rgb[3] = { to_linear (color >> 16 & 0xff), to_linear (color >> 8 & 0xff), to_linear (color & 0xff) };
  double seen[3];
  double x, y, z;

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (vision[i][0] * rgb[0] + vision[i][1] * rgb[1] + vision[i][2] * rgb[2], 0, 1);
  x = lab_curve ((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
  y = lab_curve (0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
  z = lab_curve ((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

static double
get_distance (guint32 one, guint32 other, const Matrix vision)
{
  double a[3], b[3];

  to_lab (one, vision, a);
  to_lab (other, vision, b);
  return sqrt (pow (a[0] - b[0], 2) + pow (a[1] - b[1], 2) + pow (a[2] - b[2], 2));
}

static guint32
get_color (LabTheme theme, guint state)
{
  return lab_palette_get (theme, (LabInk) (LAB_INK_STATE + state));
}

static void
test_contrast_is_that_of_the_guidelines (void)
{
  g_assert_cmpfloat_with_epsilon (lab_color_get_contrast (0xffffff, 0x000000), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (lab_color_get_contrast (0x777777, 0xffffff), 4.48, 0.005);
  g_assert_cmpfloat (lab_color_get_contrast (0x123456, 0x123456), ==, 1);
}

static void
test_mixing_goes_from_one_to_the_other (void)
{
  g_assert_cmphex (lab_color_mix (0x000000, 0xffffff, 0), ==, 0x000000);
  g_assert_cmphex (lab_color_mix (0x000000, 0xffffff, 1), ==, 0xffffff);
  g_assert_cmphex (lab_color_mix (0x102030, 0x304050, 0.5), ==, 0x203040);
}

static void
test_bars_stand_out_from_their_ground (void)
{
  for (LabTheme theme = 0; theme < LAB_N_THEMES; theme++)
    for (guint state = LAB_STATE_QUEUED; state < LAB_N_STATES; state++)
      for (LabInk ground = LAB_INK_GROUND; ground <= LAB_INK_TINT; ground++)
        g_assert_cmpfloat (lab_color_get_contrast (get_color (theme, state), lab_palette_get (theme, ground)), >=,
                           BAR_CONTRAST_MIN);
}

/* WCAG 2.1, 1.4.6, which those who ask for more contrast are promised. */
static void
test_high_contrast_is_high (void)
{
  static const LabInk texts[] = { LAB_INK_TEXT, LAB_INK_DIM, LAB_INK_ACCENT, LAB_INK_GOOD };

  for (LabTheme theme = LAB_THEME_CONTRAST; theme <= LAB_THEME_CONTRAST_DARK; theme++)
    for (LabInk ground = LAB_INK_GROUND; ground <= LAB_INK_TINT; ground++)
      {
        guint32 behind = lab_palette_get (theme, ground);

        for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
          g_assert_cmpfloat (lab_color_get_contrast (lab_palette_get (theme, texts[i]), behind), >=, 7);
        for (guint state = LAB_STATE_QUEUED; state < LAB_N_STATES; state++)
          g_assert_cmpfloat (lab_color_get_contrast (get_color (theme, state), behind), >=, TEXT_CONTRAST_MIN);
        g_assert_cmpfloat (lab_color_get_contrast (lab_palette_get (theme, LAB_INK_GRID), behind), >=,
                           BAR_CONTRAST_MIN);
      }
}

/* How far a color is from grey. */
static double
get_chroma (guint32 color)
{
  double lab[3];

  to_lab (color, visions[0], lab);
  return hypot (lab[1], lab[2]);
}

static void
test_a_holder_looks_like_no_state (void)
{
  for (LabTheme theme = 0; theme < LAB_N_THEMES; theme++)
    for (guint i = 0; i < LAB_N_HOLDERS; i++)
      {
        guint32 color = lab_palette_get (theme, (LabInk) (LAB_INK_HOLDER + i));
        guint32 next = lab_palette_get (theme, (LabInk) (LAB_INK_HOLDER + (i + 1) % LAB_N_HOLDERS));

        g_assert_cmpfloat (get_chroma (color), <, 6);
        g_assert_cmpfloat (get_distance (color, next, visions[0]), >=, DISTANCE_MIN);
        g_assert_cmpfloat (lab_color_get_contrast (color, lab_palette_get (theme, LAB_INK_GROUND)), >=,
                           BAR_CONTRAST_MIN);
        for (guint state = LAB_STATE_RUNNING; state < LAB_N_TIMED_STATES; state++)
          g_assert_cmpfloat (get_distance (color, get_color (theme, state), visions[0]), >=, DISTANCE_MIN);
      }
}

static void
test_text_can_be_read (void)
{
  static const LabInk inks[] = { LAB_INK_TEXT, LAB_INK_DIM };

  for (LabTheme theme = 0; theme < LAB_N_THEMES; theme++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (inks); i++)
        for (LabInk ground = LAB_INK_GROUND; ground <= LAB_INK_TINT; ground++)
          g_assert_cmpfloat (lab_color_get_contrast (lab_palette_get (theme, inks[i]), lab_palette_get (theme, ground)),
                             >=, TEXT_CONTRAST_MIN);
      g_assert_cmpfloat (
        lab_color_get_contrast (lab_palette_get (theme, LAB_INK_ON_RUNNING), get_color (theme, LAB_STATE_RUNNING)), >=,
        TEXT_CONTRAST_MIN);
      for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
        g_assert_cmpfloat (lab_color_get_contrast (lab_palette_get (theme, LAB_INK_TEXT),
                                                   lab_palette_get_pale (theme, (LabInk) (LAB_INK_STATE + state))),
                           >=, TEXT_CONTRAST_MIN);
      for (guint i = 0; i < LAB_N_HOLDERS; i++)
        g_assert_cmpfloat (lab_color_get_contrast (lab_palette_get (theme, (LabInk) (LAB_INK_HOLDER + i)),
                                                   lab_palette_get (theme, (LabInk) (LAB_INK_ON_HOLDER + i))),
                           >=, TEXT_CONTRAST_MIN);
      g_assert_cmpfloat (
        lab_color_get_contrast (lab_palette_get (theme, LAB_INK_GOOD), lab_palette_get (theme, LAB_INK_GROUND)), >=,
        TEXT_CONTRAST_MIN);
    }
}

static void
test_states_differ_in_hue_for_every_eye (void)
{
  for (LabTheme theme = 0; theme < LAB_N_THEMES; theme++)
    for (gsize vision = 0; vision < G_N_ELEMENTS (visions); vision++)
      for (guint one = LAB_STATE_QUEUED; one < LAB_N_TIMED_STATES; one++)
        for (guint other = one + 1; other < LAB_N_TIMED_STATES; other++)
          {
            double distance = get_distance (get_color (theme, one), get_color (theme, other), visions[vision]);

            if (distance < DISTANCE_MIN)
              g_test_message ("%s, %s: %s and %s are %.1f apart", lab_theme_get_id (theme), vision_names[vision],
                              lab_state_get_info ((LabState) one)->id, lab_state_get_info ((LabState) other)->id,
                              distance);
            g_assert_cmpfloat (distance, >=, DISTANCE_MIN);
          }
}

/* 1 where the pattern is drawn, 0 where its ground is seen. */
static void
draw_bitmap (LabState state, guint8 bits[LAB_PATTERN_SIZE * 4][LAB_PATTERN_SIZE * 4])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, LAB_PATTERN_SIZE * 4,
                                                         LAB_PATTERN_SIZE * 4);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern = lab_pattern_new (LAB_THEME_PRINT, state, 4);
  guint32 ink = lab_palette_get (LAB_THEME_PRINT, (LabInk) (LAB_INK_STATE + state));
  guint32 pale = lab_palette_get_pale (LAB_THEME_PRINT, (LabInk) (LAB_INK_STATE + state));

  cairo_scale (cr, 4, 4);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < LAB_PATTERN_SIZE * 4; y++)
    for (int x = 0; x < LAB_PATTERN_SIZE * 4; x++)
      {
        const guint8 *pixel = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
                              + x * 4;

        bits[y][x] = abs (pixel[1] - (int) (ink >> 8 & 0xff)) < abs (pixel[1] - (int) (pale >> 8 & 0xff));
      }
  cairo_pattern_destroy (pattern);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Bars of running tasks are three times as high, and those of queued ones only framed: the others need a pattern. */
static void
test_waits_differ_in_pattern_without_colour (void)
{
  const int size = LAB_PATTERN_SIZE * 4;

  for (guint one = LAB_STATE_SLEEPING; one < LAB_N_TIMED_STATES; one++)
    for (guint other = one + 1; other < LAB_N_TIMED_STATES; other++)
      {
        guint8 a[LAB_PATTERN_SIZE * 4][LAB_PATTERN_SIZE * 4], b[LAB_PATTERN_SIZE * 4][LAB_PATTERN_SIZE * 4];
        guint n = 0;

        draw_bitmap ((LabState) one, a);
        draw_bitmap ((LabState) other, b);
        for (int y = 0; y < size; y++)
          for (int x = 0; x < size; x++)
            n += a[y][x] != b[y][x];
        g_assert_cmpfloat ((double) n / (size * size), >=, PATTERN_SHARE_MIN);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color/contrast-is-that-of-the-guidelines", test_contrast_is_that_of_the_guidelines);
  g_test_add_func ("/color/mixing-goes-from-one-to-the-other", test_mixing_goes_from_one_to_the_other);
  g_test_add_func ("/color/bars-stand-out-from-their-ground", test_bars_stand_out_from_their_ground);
  g_test_add_func ("/color/high-contrast-is-high", test_high_contrast_is_high);
  g_test_add_func ("/color/a-holder-looks-like-no-state", test_a_holder_looks_like_no_state);
  g_test_add_func ("/color/text-can-be-read", test_text_can_be_read);
  g_test_add_func ("/color/states-differ-in-hue-for-every-eye", test_states_differ_in_hue_for_every_eye);
  g_test_add_func ("/color/waits-differ-in-pattern-without-colour", test_waits_differ_in_pattern_without_colour);
  return g_test_run ();
}
