/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "bench-turn.h"
#include "lab-clock.h"

static guint64 poll_returned, longest_turn;

static int
watch_poll (GPollFD *fds, guint n, int timeout)
{
  int ready;

  if (poll_returned != 0)
    longest_turn = MAX (longest_turn, lab_clock_now () - poll_returned);
  ready = g_poll (fds, n, timeout);
  poll_returned = lab_clock_now ();
  return ready;
}

void
bench_turn_watch (void)
{
  g_main_context_set_poll_func (NULL, watch_poll);
}

double
bench_turn_get_longest (void)
{
  return (double) longest_turn / 1e6;
}

static gboolean
on_time_up (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
bench_turn_wait (guint seconds)
{
  gboolean over = FALSE;

  g_timeout_add_seconds (seconds, on_time_up, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_box (GtkOrientation orientation, GtkWidget *parent)
{
  GtkWidget *box = gtk_box_new (orientation, 12);

  if (parent != NULL)
    gtk_box_append (GTK_BOX (parent), box);
  return box;
}

/* Ten bars or so in each row, and a name. */
static void
draw_bars (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (int y = 20; y + 30 < height; y += 40)
    for (int x = 100; x + 60 < width; x += 60)
      cairo_rectangle (cr, x, y, x % 50 + 6, 20);
  cairo_set_source_rgb (cr, 0.1, 0.36, 0.7);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  for (int y = 20; y + 30 < height; y += 40)
    {
      cairo_move_to (cr, 12, y + 14);
      cairo_show_text (cr, "worker");
    }
}

static void
add_drawing (GtkWidget *parent, int width, int height)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_set_size_request (area, width, height);
  gtk_widget_set_hexpand (area, TRUE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_bars, NULL, NULL);
  gtk_box_append (GTK_BOX (parent), area);
}

static GtkWidget *
add_card (GtkWidget *parent, const char *title, const char *detail)
{
  GtkWidget *card = make_box (GTK_ORIENTATION_VERTICAL, parent);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_hexpand (card, TRUE);
  gtk_box_append (GTK_BOX (card), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (card), make_label (detail, "dim-label"));
  return card;
}

/* As our run view: a title with buttons, a drawing, a card, five small ones, tabs, and two drawings more. */
static GtkWidget *
make_page (void)
{
  static const char *const names[] = { "from start to end", "overlap", "CPUs used at once", "waiting", "memory" };
  GtkWidget *page = make_box (GTK_ORIENTATION_VERTICAL, NULL), *row, *list;
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  row = make_box (GTK_ORIENTATION_HORIZONTAL, page);
  gtk_box_append (GTK_BOX (row), make_label ("A page", "heading"));
  for (guint i = 0; i < 4; i++)
    gtk_box_append (GTK_BOX (row), gtk_button_new_with_label ("Button"));
  add_drawing (page, -1, 320);
  add_card (page, "A headline", "A sentence that says a little more about what is seen above.");
  row = make_box (GTK_ORIENTATION_HORIZONTAL, page);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_card (row, "12.3", names[i]);
  row = make_box (GTK_ORIENTATION_HORIZONTAL, page);
  for (guint i = 0; i < 4; i++)
    gtk_box_append (GTK_BOX (row), gtk_toggle_button_new_with_label ("Tab"));
  row = make_box (GTK_ORIENTATION_HORIZONTAL, page);
  add_drawing (row, 300, 280);
  add_drawing (row, 300, 280);
  list = gtk_list_box_new ();
  gtk_box_append (GTK_BOX (page), list);
  for (guint i = 0; i < 8; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_label ("A row of the list", NULL));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  return scrolled;
}

static GtkWidget *
make_form (void)
{
  GtkWidget *page = adw_preferences_page_new ();

  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), "Group");
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
      for (guint n = 0; n < 2; n++)
        {
          GtkWidget *row = adw_action_row_new ();

          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Row");
          adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "What it is");
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
        }
    }
  gtk_widget_set_size_request (page, 330, -1);
  gtk_widget_set_hexpand (page, FALSE);
  return page;
}

double
bench_turn_measure_peer (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = make_box (GTK_ORIENTATION_VERTICAL, NULL), *content;
  GtkWidget *stack = adw_view_stack_new (), *empty = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (empty), "See What Happens");
  adw_view_stack_add_named (ADW_VIEW_STACK (stack), empty, "empty");
  adw_view_stack_add_named (ADW_VIEW_STACK (stack), make_page (), "page");
  gtk_widget_set_hexpand (stack, TRUE);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  content = make_box (GTK_ORIENTATION_HORIZONTAL, box);
  gtk_box_append (GTK_BOX (content), make_form ());
  gtk_box_append (GTK_BOX (content), stack);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  bench_turn_wait (3);
  bench_turn_watch ();
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), "page");
  bench_turn_wait (2);
  return bench_turn_get_longest ();
}
