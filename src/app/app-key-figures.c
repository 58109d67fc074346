/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-key-figures.h"
#include "lab-quantity.h"

#define N_CARDS 5
#define CARD_WIDTH 132
#define GAP 12
#define LABEL_CHARS 14 /* then a second line: five cards stand side by side */
#define UNKNOWN "–"

typedef struct
{
  GtkWidget *widget;
  GtkLabel *value, *unit, *label;
} Card;

struct _AppKeyFigures
{
  GtkWidget parent_instance;

  Card cards[N_CARDS];
};

G_DEFINE_FINAL_TYPE (AppKeyFigures, app_key_figures, GTK_TYPE_WIDGET)

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
card_init (Card *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->widget, "card");
  gtk_widget_add_css_class (self->widget, "key-figure");
  self->value = add_label (line, "value");
  self->unit = add_label (line, "dim-label");
  gtk_label_set_ellipsize (self->unit, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->widget), line);
  self->label = add_label (self->widget, "dim-label");
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_max_width_chars (self->label, LABEL_CHARS);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
}

/* "301 ms" is a number and its unit; "2 h 5 min" is both in one. */
static void
card_set (const Card *self, const char *quantity, const char *label)
{
  const char *space = strchr (quantity, ' ');
  gboolean parted = space != NULL && strpbrk (space, "0123456789") == NULL;
  g_autofree char *number = parted ? g_strndup (quantity, (gsize) (space - quantity)) : g_strdup (quantity);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, quantity);

  gtk_label_set_label (self->value, number);
  gtk_label_set_label (self->unit, parted ? space + 1 : "");
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_makespan (const Card *card, const LabMetrics *metrics)
{
  g_autofree char *makespan = metrics != NULL ? lab_format_duration (metrics->makespan) : g_strdup (UNKNOWN);

  card_set (card, makespan, _ ("from start to end"));
  gtk_widget_set_tooltip_text (card->widget, _ ("The makespan: from the first submission to the last end."));
}

static void
set_overlap (const Card *card, const LabMetrics *metrics)
{
  g_autofree char *ratio = metrics != NULL ? lab_format_ratio (metrics->overlap) : NULL;
  g_autofree char *overlap = ratio != NULL ? g_strdup_printf ("%s ×", ratio) : g_strdup (UNKNOWN);

  card_set (card, overlap, _ ("overlap"));
  gtk_widget_set_tooltip_text (card->widget,
                               _ ("The work of all tasks, divided by the time it took: how much was done at once."));
}

static void
set_processors (const Card *card, const LabMetrics *metrics)
{
  g_autofree char *mean = metrics != NULL ? lab_format_ratio (metrics->parallelism.mean) : NULL;
  g_autofree char *used = NULL;
  const char *quantity;
  /* Lanes that compute on more processors than there are take turns, which nothing but the kernel sees. */
  gboolean crowded = metrics != NULL && metrics->n_cpus > 0 && metrics->parallelism.mean > metrics->n_cpus;

  if (mean != NULL && metrics->n_cpus > 0)
    used = g_strdup_printf (crowded ? _ ("%s on %u") : _ ("%s of %u"), mean, metrics->n_cpus);
  gtk_widget_set_tooltip_text (card->widget, _ ("How many lanes ran a task at the same time, on average."));
  quantity = used != NULL ? used : mean;
  card_set (card, quantity != NULL ? quantity : UNKNOWN,
            crowded ? _ ("lanes that wanted a CPU") : _ ("CPUs used at once"));
  if (used != NULL)
    {
      gtk_label_set_label (card->value, mean);
      gtk_label_set_label (card->unit, used + strlen (mean) + (used[strlen (mean)] == ' '));
    }
}

/* What those that had begun waited for most. To be queued, or to sleep as the program asks, counts only where that is
 * next to nothing. */
static LabState
find_largest_wait (const LabMetrics *metrics)
{
  static const LabState waits[] = { LAB_STATE_GIL, LAB_STATE_LOCK, LAB_STATE_CHANNEL, LAB_STATE_STARTING,
                                    LAB_STATE_IO };
  LabState largest = LAB_STATE_GIL, other = LAB_STATE_QUEUED;

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    if (metrics->states[waits[i]] > metrics->states[largest])
      largest = waits[i];
  if (metrics->states[LAB_STATE_SLEEPING] > metrics->states[LAB_STATE_QUEUED])
    other = LAB_STATE_SLEEPING;
  return metrics->states[largest] * 20 >= metrics->states[other] ? largest : other;
}

static void
set_wait (const Card *card, const LabMetrics *metrics)
{
  LabState wait = metrics != NULL ? find_largest_wait (metrics) : LAB_STATE_SLEEPING;
  g_autofree char *time = metrics != NULL ? lab_format_duration (metrics->states[wait]) : g_strdup (UNKNOWN);

  if (metrics == NULL || metrics->states[wait] == 0)
    card_set (card, time, _ ("waiting"));
  else
    card_set (card, time, lab_state_get_name (wait));
  gtk_widget_set_tooltip_text (card->widget, _ ("The longest wait there was, summed over all tasks."));
}

static void
set_cost (const Card *card, const LabMetrics *metrics)
{
  g_autofree char *cost = NULL;
  gboolean has_memory = metrics != NULL && metrics->peak_rss > 0;
  g_autofree char *share = metrics != NULL ? lab_format_share (metrics->recording_share) : g_strdup (UNKNOWN);
  g_autofree char *tooltip = g_strdup_printf (_ ("Recording all this took %s of the time."), share);

  cost = has_memory ? lab_format_size (metrics->peak_rss) : g_strdup (share);
  card_set (card, cost, has_memory || metrics == NULL ? _ ("memory at its peak") : _ ("spent recording"));
  gtk_widget_set_tooltip_text (card->widget, tooltip);
}

/* As few rows as hold them all, and as even as can be: three and two, not four and one. */
static guint
get_n_rows (int width)
{
  guint n_fit = (guint) CLAMP ((width + GAP) / (CARD_WIDTH + GAP), 1, N_CARDS);

  return (N_CARDS + n_fit - 1) / n_fit;
}

static guint
get_n_in_row (guint row, guint n_rows)
{
  guint n = (N_CARDS + n_rows - 1) / n_rows;

  return MIN (n, N_CARDS - row * n);
}

/* Of the highest card in a row. */
static int
get_row_height (AppKeyFigures *self, guint n_rows, int width)
{
  int highest = 0;

  for (guint row = 0, i = 0; row < n_rows; row++)
    {
      int n = (int) get_n_in_row (row, n_rows);

      for (guint end = i + (guint) n; i < end; i++)
        {
          int height;

          gtk_widget_measure (self->cards[i].widget, GTK_ORIENTATION_VERTICAL, (width - (n - 1) * GAP) / n, &height,
                              NULL, NULL, NULL);
          highest = MAX (highest, height);
        }
    }
  return highest;
}

static GtkSizeRequestMode
app_key_figures_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
app_key_figures_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  AppKeyFigures *self = APP_KEY_FIGURES (widget);
  int least = CARD_WIDTH, all = N_CARDS * CARD_WIDTH + (N_CARDS - 1) * GAP;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int width = for_size > 0 ? for_size : all;
      guint n_rows = get_n_rows (width);

      *minimum = *natural = (int) n_rows * (get_row_height (self, n_rows, width) + GAP) - GAP;
      return;
    }
  for (guint i = 0; i < N_CARDS; i++)
    {
      int card;

      gtk_widget_measure (self->cards[i].widget, orientation, -1, &card, NULL, NULL, NULL);
      least = MAX (least, card);
    }
  *minimum = least;
  *natural = MAX (all, least);
}

static void
app_key_figures_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppKeyFigures *self = APP_KEY_FIGURES (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n_rows = get_n_rows (width);
  int row_height = get_row_height (self, n_rows, width);

  for (guint row = 0, i = 0; row < n_rows; row++)
    {
      int n = (int) get_n_in_row (row, n_rows);

      for (int column = 0; column < n; column++, i++)
        {
          int left = column * (width + GAP) / n, right = (column + 1) * (width + GAP) / n - GAP;
          GtkAllocation place = { left, (int) row * (row_height + GAP), right - left, row_height };

          if (is_mirrored)
            place.x = width - right;
          gtk_widget_size_allocate (self->cards[i].widget, &place, -1);
        }
    }
}

static void
app_key_figures_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_key_figures_parent_class)->dispose (object);
}

static void
app_key_figures_class_init (AppKeyFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_key_figures_dispose;
  widget_class->get_request_mode = app_key_figures_get_request_mode;
  widget_class->measure = app_key_figures_measure;
  widget_class->size_allocate = app_key_figures_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_key_figures_init (AppKeyFigures *self)
{
  for (guint i = 0; i < N_CARDS; i++)
    {
      card_init (&self->cards[i]);
      gtk_widget_set_parent (self->cards[i].widget, GTK_WIDGET (self));
    }
  app_key_figures_set_result (self, NULL);
}

void
app_key_figures_set_result (AppKeyFigures *self, const LabResult *result)
{
  static void (*const setters[]) (const Card *card, const LabMetrics *metrics) = { set_makespan, set_overlap,
                                                                                   set_processors, set_wait, set_cost };
  const LabMetrics *metrics = result != NULL ? &result->metrics : NULL;

  g_return_if_fail (APP_IS_KEY_FIGURES (self));

  G_STATIC_ASSERT (G_N_ELEMENTS (setters) == N_CARDS);
  for (guint i = 0; i < N_CARDS; i++)
    setters[i](&self->cards[i], metrics);
}
