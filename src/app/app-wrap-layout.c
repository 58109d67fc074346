/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-wrap-layout.h"

#define SPACING 6

struct _AppWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AppWrapLayout, app_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the next child goes. */
typedef struct
{
  int width; /* of a line; -1: without end */
  int x, y;
  int line; /* the height of the line that is being filled */
} Pen;

static GdkRectangle
pen_place (Pen *self, GtkWidget *child)
{
  GdkRectangle place = { 0 };

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &place.width, NULL, NULL);
  if (self->width >= 0)
    {
      place.width = MIN (place.width, self->width);
      if (self->x > 0 && self->x + place.width > self->width)
        {
          self->x = 0;
          self->y += self->line + SPACING;
          self->line = 0;
        }
    }
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, NULL, &place.height, NULL, NULL);
  place.x = self->x;
  place.y = self->y;
  self->x += place.width + SPACING;
  self->line = MAX (self->line, place.height);
  return place;
}

static GtkSizeRequestMode
app_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_widest (GtkWidget *widget)
{
  int widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      widest = MAX (widest, minimum);
    }
  return widest;
}

static void
app_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  Pen pen = { .width = orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      pen_place (&pen, child);
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? pen.y + pen.line : MAX (pen.x - SPACING, 0);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *natural : measure_widest (widget);
}

typedef struct
{
  GtkWidget *child;
  GtkAllocation place;
} Word;

static GArray *
set_words (GtkWidget *widget, int width)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  Pen pen = { .width = width };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        Word word = { child, pen_place (&pen, child) };

        g_array_append_val (words, word);
      }
  return words;
}

/* The words of one line. */
static void
fill_line (Word *words, guint n, int width)
{
  int left = width - words[n - 1].place.x - words[n - 1].place.width, height = 0, shift = 0;

  for (guint i = 0; i < n; i++)
    height = MAX (height, words[i].place.height);
  for (guint i = 0; i < n; i++)
    {
      words[i].place.x += shift;
      words[i].place.height = height;
      if (shift == 0 && gtk_widget_compute_expand (words[i].child, GTK_ORIENTATION_HORIZONTAL))
        words[i].place.width += shift = left;
    }
}

static void
app_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) array = set_words (widget, width);
  Word *words = (Word *) (void *) array->data;

  for (guint i = 0, end; i < array->len; i = end)
    {
      for (end = i + 1; end < array->len && words[end].place.y == words[i].place.y;)
        end++;
      fill_line (words + i, end - i, width);
    }
  for (guint i = 0; i < array->len; i++)
    {
      if (mirrored)
        words[i].place.x = width - words[i].place.x - words[i].place.width;
      gtk_widget_size_allocate (words[i].child, &words[i].place, -1);
    }
}

static void
app_wrap_layout_class_init (AppWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = app_wrap_layout_get_request_mode;
  layout_class->measure = app_wrap_layout_measure;
  layout_class->allocate = app_wrap_layout_allocate;
}

static void
app_wrap_layout_init (AppWrapLayout *self)
{
}
