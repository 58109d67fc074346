/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-bound-by.h"
#include "lab-latency-private.h"
#include "lab-quantity.h"

#define MARGIN LAB_CHART_MARGIN
#define HEADING_HEIGHT 30.0
#define ROW_HEIGHT 36.0
#define NARROW_ROW_HEIGHT 46.0
#define STRIP 18.0
#define WAIT 6.0 /* a third of it, as everywhere */
#define GAP 16.0
#define CARD_GAP 10.0
#define LINE_OFFSET 8.0

/* So many instructions are executed between two waits. With 12 in a nanosecond they take 8.3 µs. */
#define WORK 100000.0

/* What a program may have to wait for; what it waits for the processor itself is no wait. */
static const LabBound kinds[] = { LAB_BOUND_MEMORY, LAB_BOUND_KERNEL, LAB_BOUND_DISK, LAB_BOUND_NETWORK };

static double
get_share (const LabBoundWait *wait)
{
  return wait->instructions / (WORK + wait->instructions);
}

/* Working is tall, waiting is thin. */
static void
add_strip (LabScene *scene, const LabBoundWait *wait, double x, double y, double width)
{
  double work = MAX (width * (1 - get_share (wait)), 1);

  lab_scene_add_round_box (scene, (LabInk) (LAB_INK_STATE + LAB_STATE_RUNNING), LAB_FORM_PATTERN, x, y - STRIP / 2,
                           work, STRIP, 3);
  lab_scene_add_round_box (scene, (LabInk) (LAB_INK_STATE + LAB_STATE_IO), LAB_FORM_PATTERN, x + work, y - WAIT / 2,
                           width - work, WAIT, 0);
}

static char *
describe_share (const LabBoundWait *wait)
{
  g_autofree char *share = lab_format_share (get_share (wait));

  return g_strdup_printf (_ ("waits %s of the time"), share);
}

static void
add_wide (const LabLatencyFrame *self, LabScene *scene, const LabBoundWait *wait, double y, double value_w)
{
  double right = self->view->width - MARGIN, middle = y + ROW_HEIGHT / 2;
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_BODY, lab_bound_get_title (wait->bound), self->name_w);
  g_autofree char *caption = lab_font_elide (self->font, LAB_TEXT_CAPTION, wait->entry->title, self->name_w);
  g_autofree char *share = describe_share (wait);

  lab_scene_add_text (scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, middle - LINE_OFFSET,
                      name);
  lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, MARGIN, middle + LINE_OFFSET,
                      caption);
  add_strip (scene, wait, self->plot_x, middle, right - value_w - GAP - self->plot_x);
  lab_scene_add_text (scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_RIGHT, right, middle, share);
}

static void
add_narrow (const LabLatencyFrame *self, LabScene *scene, const LabBoundWait *wait, double y, double value_w)
{
  double right = self->view->width - MARGIN;
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_BODY, wait->entry->title,
                                          right - value_w - GAP - MARGIN);
  g_autofree char *share = describe_share (wait);

  lab_scene_add_text (scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, y + 11, name);
  lab_scene_add_text (scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_RIGHT, right, y + 11, share);
  add_strip (scene, wait, MARGIN, y + 31, right - MARGIN);
}

static double
get_widest_share (const LabLatencyFrame *self, const LabBoundWait *waits)
{
  double widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (waits[kinds[i]].entry != NULL)
      {
        g_autofree char *share = describe_share (&waits[kinds[i]]);

        widest = MAX (widest, lab_font_measure (self->font, LAB_TEXT_STRONG, share));
      }
  return widest;
}

static double
add_kinds (const LabLatencyFrame *self, LabScene *scene, const LabBoundWait *waits, double y)
{
  double height = self->narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  double widest = get_widest_share (self, waits);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const LabBoundWait *wait = &waits[kinds[i]];

      if (wait->entry == NULL)
        continue;
      if (scene != NULL && self->narrow)
        add_narrow (self, scene, wait, y + n * height, widest);
      else if (scene != NULL)
        add_wide (self, scene, wait, y + n * height, widest);
      n++;
    }
  return n * height;
}

double
lab_latency_add_bound (const LabLatencyFrame *self, LabScene *scene, double y)
{
  LabBoundWait waits[LAB_N_BOUNDS];
  g_autofree char *count = lab_format_rough_count (WORK);
  g_autofree char *heading = g_strdup_printf (_ ("A program that waits after every %s instructions"), count);
  g_autofree char *sentence = NULL;
  const LabEdition *edition;
  double height = HEADING_HEIGHT;

  if (self->view->editions->len == 0)
    return 0;
  edition = g_ptr_array_index (self->view->editions, 0);
  sentence = lab_bound_by_describe (edition, self->view->rate);
  if (sentence == NULL)
    return 0;
  lab_bound_by_collect (edition, self->view->rate, waits);
  if (scene != NULL)
    {
      g_autofree char *shown = lab_font_elide (self->font, LAB_TEXT_STRONG, heading, self->view->width - 2 * MARGIN);

      lab_scene_add_text (scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN,
                          y + HEADING_HEIGHT / 2, shown);
    }
  height += add_kinds (self, scene, waits, y + height) + CARD_GAP;
  return height + lab_scene_add_card (scene, self->font, MARGIN, y + height, self->view->width - 2 * MARGIN, sentence);
}
