/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-timeline-labels.h"

#define PAD 5

/* A wait is to be seen as such: its label takes no more of it than this. */
#define WAIT_SHARE 0.4
#define LETTER_SHARE 0.5
#define WIDTH_MIN 12
#define ELIDED_MIN 44 /* less of a name says nothing */
#define HEIGHT_MIN 11

/* Takes `text`; TRUE where it fits and was added. */
static gboolean
try_running (const LabLabels *self, const LabBar *bar, LabScene *scene, char *text)
{
  g_autofree char *label = text;

  if (lab_font_measure (self->font, LAB_TEXT_CAPTION, label) + 2 * PAD > bar->w)
    return FALSE;
  lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_ON_RUNNING, LAB_ALIGN_CENTRE, bar->x + bar->w / 2,
                      self->y, label);
  return TRUE;
}

/* Stands on the lane's ground, in a gap of the bar. */
static gboolean
try_waiting (const LabLabels *self, const LabBar *bar, LabScene *scene, char *text, double share)
{
  g_autofree char *label = text;
  double width = lab_font_measure (self->font, LAB_TEXT_CAPTION, label);

  if (width + 2 * PAD > bar->w * share)
    return FALSE;
  lab_scene_add_box (scene, self->ground, LAB_FORM_FILL, bar->x + (bar->w - width) / 2 - PAD,
                     self->y - self->height / 2, width + 2 * PAD, self->height);
  lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_CENTRE, bar->x + bar->w / 2, self->y,
                      label);
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
label_running (const LabLabels *self, const LabBar *bar, LabScene *scene)
{
  g_autofree char *name = lab_timeline_get_task_name (self->timeline, bar->span.who);
  g_autofree char *arguments = lab_timeline_get_task_arguments (self->timeline, bar->span.who);

  if (arguments != NULL && strstr (name, arguments) == NULL
      && try_running (self, bar, scene, g_strdup_printf ("%s  %s", name, arguments)))
    return;
  if (!try_running (self, bar, scene, g_strdup (name)))
    try_running (self, bar, scene, shorten (self, bar, name));
}

static void
label_waiting (const LabLabels *self, const LabBar *bar, LabScene *scene)
{
  const char *state = lab_state_get_name (bar->span.state);

  if (self->by == LAB_VIEW_WORKERS && bar->span.who != LAB_NO_TASK)
    {
      g_autofree char *name = lab_timeline_get_task_name (self->timeline, bar->span.who);

      if (try_waiting (self, bar, scene, g_strdup_printf ("%s  %s", name, state), WAIT_SHARE))
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
    label_running (self, bar, scene);
}
