/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-timeline-labels.h"

#define PAD 5

/* A wait is to be seen as such: its label takes no more of it than this. */
#define WAIT_SHARE 0.4
#define LETTER_SHARE 0.5
#define WIDTH_MIN 12
#define ELIDED_MIN 44 /* less of a name says nothing */
#define HEIGHT_MIN 11
#define TAG_HEIGHT 17

/* Takes `text`. */
static void
add_text (const LabLabels *self, LabInk ink, const LabBar *bar, char *text)
{
  LabLabelText label = { ink, bar->x + bar->w / 2, self->y, text };

  g_array_append_val (self->texts, label);
}

/* Takes `text`; TRUE where it fits and was added. */
static gboolean
try_running (const LabLabels *self, const LabBar *bar, char *text)
{
  g_autofree char *label = text;

  if (lab_font_measure (self->font, LAB_TEXT_CAPTION, label) + 2 * PAD > bar->w)
    return FALSE;
  add_text (self, LAB_INK_ON_RUNNING, bar, g_steal_pointer (&label));
  return TRUE;
}

/* On a tag that hangs on the bar: the bar itself is too flat for letters. */
static gboolean
try_waiting (const LabLabels *self, const LabBar *bar, LabScene *scene, char *text, double share)
{
  g_autofree char *label = text;
  double width = ceil (lab_font_measure (self->font, LAB_TEXT_CAPTION, label)) + 2 * PAD;
  double height = MIN (TAG_HEIGHT, self->height);

  if (width > bar->w * share)
    return FALSE;
  lab_scene_add_round_box (scene, (LabInk) (LAB_INK_STATE + bar->span.state), LAB_FORM_PALE,
                           floor (bar->x + (bar->w - width) / 2), floor (self->y - height / 2), width, height, 3);
  add_text (self, LAB_INK_TEXT, bar, g_steal_pointer (&label));
  return TRUE;
}

/* "7" for "task 7"; of other names as much as there is room for. */
static char *
shorten (const LabLabels *self, const LabBar *bar, const char *name)
{
  g_autofree char *number = g_strdup_printf (" %u", bar->span.who + 1);

  if (g_str_has_suffix (name, number))
    return g_strdup (number + 1);
  return lab_font_elide (self->font, LAB_TEXT_CAPTION, name, bar->w >= ELIDED_MIN ? bar->w - 2 * PAD : 0);
}

static void
label_running (const LabLabels *self, const LabBar *bar)
{
  g_autofree char *name = lab_timeline_get_task_name (self->timeline, bar->span.who);
  g_autofree char *arguments = lab_timeline_get_task_arguments (self->timeline, bar->span.who);

  if (arguments != NULL && strstr (name, arguments) == NULL
      && try_running (self, bar, g_strdup_printf ("%s  %s", name, arguments)))
    return;
  if (!try_running (self, bar, g_strdup (name)))
    try_running (self, bar, shorten (self, bar, name));
}

/* There many wait at once, and the bar is about all of them. */
static gboolean
is_loop (const LabLabels *self, guint row)
{
  return lab_trace_get_lane (self->timeline->trace, row)->kind == LAB_LANE_LOOP;
}

static void
label_waiting (const LabLabels *self, const LabBar *bar, LabScene *scene)
{
  const char *state = lab_state_get_name (bar->span.state);

  if (self->by == LAB_VIEW_WORKERS && bar->span.who != LAB_NO_TASK && !is_loop (self, bar->row))
    {
      g_autofree char *name = lab_timeline_get_task_name (self->timeline, bar->span.who);

      if (try_waiting (self, bar, scene, lab_text_join (name, state), WAIT_SHARE))
        return;
    }
  if (!try_waiting (self, bar, scene, g_strdup (state), WAIT_SHARE) && self->letters)
    try_waiting (self, bar, scene, g_strdup (lab_state_get_info (bar->span.state)->letter), LETTER_SHARE);
}

void
lab_labels_add (const LabLabels *self, const LabBar *bar, LabScene *scene)
{
  if (bar->w < WIDTH_MIN || self->height < HEIGHT_MIN)
    return;
  if (bar->span.state != LAB_STATE_RUNNING)
    label_waiting (self, bar, scene);
  else if (self->by == LAB_VIEW_WORKERS)
    label_running (self, bar);
}

static void
clear_text (gpointer data)
{
  g_free (((LabLabelText *) data)->text);
}

GArray *
lab_labels_new_texts (void)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (LabLabelText));

  g_array_set_clear_func (texts, clear_text);
  return texts;
}

void
lab_labels_add_texts (const GArray *texts, LabFont *font, LabScene *scene)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const LabLabelText *label = &g_array_index (texts, LabLabelText, i);

      lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, label->ink, LAB_ALIGN_CENTRE, label->x, label->y, label->text);
    }
}
