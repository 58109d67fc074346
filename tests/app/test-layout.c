/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-key-figures.h"
#include "app-wrap-layout.h"

/* What lays its children out by itself. */

typedef struct
{
  GtkWidget *line;
  GtkWidget *words[3];
} Line;

static Line
make_line (guint expanding)
{
  static const int widths[] = { 100, 60, 40 };
  Line self = { .line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0) };

  gtk_widget_set_layout_manager (self.line, g_object_new (APP_TYPE_WRAP_LAYOUT, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      self.words[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_size_request (self.words[i], widths[i], 10 * ((int) i + 1));
      gtk_widget_set_hexpand (self.words[i], i == expanding);
      gtk_box_append (GTK_BOX (self.line), self.words[i]);
    }
  return self;
}

static GdkRectangle
get_place (GtkWidget *child, GtkWidget *parent)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, parent, &bounds));
  return (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                         (int) bounds.size.height };
}

static void
allocate (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_allocate (widget, width, height, -1, NULL);
}

static void
test_words_that_do_not_fit_begin_a_line (void)
{
  Line line = make_line (G_MAXUINT);

  g_object_ref_sink (line.line);
  allocate (line.line, 180);
  g_assert_cmpint (get_place (line.words[1], line.line).x, ==, 106);
  g_assert_cmpint (get_place (line.words[1], line.line).y, ==, 0);
  g_assert_cmpint (get_place (line.words[2], line.line).x, ==, 0);
  g_assert_cmpint (get_place (line.words[2], line.line).y, >=, 20);
  g_object_unref (line.line);
}

static void
test_a_word_that_expands_takes_what_is_left_of_its_line (void)
{
  Line line = make_line (0);
  GdkRectangle first, last;

  g_object_ref_sink (line.line);
  allocate (line.line, 500);
  first = get_place (line.words[0], line.line);
  last = get_place (line.words[2], line.line);
  g_assert_cmpint (first.width, ==, 500 - 60 - 40 - 2 * 6);
  g_assert_cmpint (first.height, ==, last.height);
  g_assert_cmpint (last.x + last.width, ==, 500);
  /* Alone in its line it fills that. */
  allocate (line.line, 120);
  g_assert_cmpint (get_place (line.words[0], line.line).width, ==, 120);
  g_assert_cmpint (get_place (line.words[1], line.line).x, ==, 0);
  g_object_unref (line.line);
}

static void
test_from_right_to_left_the_first_word_is_on_the_right (void)
{
  Line line = make_line (G_MAXUINT);
  GdkRectangle first;

  g_object_ref_sink (line.line);
  gtk_widget_set_direction (line.line, GTK_TEXT_DIR_RTL);
  allocate (line.line, 300);
  first = get_place (line.words[0], line.line);
  g_assert_cmpint (first.x + first.width, ==, 300);
  g_object_unref (line.line);
}

/* How many stand in each row, as "3 2". */
static char *
count_rows (GtkWidget *figures)
{
  GString *rows = g_string_new (NULL);
  int y = 0, n = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (figures); card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      GdkRectangle place = get_place (card, figures);

      if (place.y != y)
        {
          g_string_append_printf (rows, "%d ", n);
          y = place.y;
          n = 0;
        }
      n++;
      g_assert_cmpint (place.x + place.width, <=, gtk_widget_get_width (figures));
    }
  g_string_append_printf (rows, "%d", n);
  return g_string_free (rows, FALSE);
}

static void
test_key_figures_are_in_rows_as_even_as_can_be (void)
{
  static const struct
  {
    int width;
    const char *rows;
  } cases[] = { { 1200, "5" }, { 640, "3 2" }, { 450, "3 2" }, { 320, "2 2 1" }, { 150, "1 1 1 1 1" } };
  GtkWidget *figures = g_object_new (APP_TYPE_KEY_FIGURES, NULL);

  g_object_ref_sink (figures);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = NULL;

      allocate (figures, cases[i].width);
      rows = count_rows (figures);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
  g_object_unref (figures);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/layout/words that do not fit begin a line", test_words_that_do_not_fit_begin_a_line);
  g_test_add_func ("/layout/a word that expands takes what is left of its line",
                   test_a_word_that_expands_takes_what_is_left_of_its_line);
  g_test_add_func ("/layout/from right to left the first word is on the right",
                   test_from_right_to_left_the_first_word_is_on_the_right);
  g_test_add_func ("/layout/key figures are in rows as even as can be", test_key_figures_are_in_rows_as_even_as_can_be);
  return g_test_run ();
}
