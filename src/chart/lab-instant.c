/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-instant-private.h"
#include "lab-quantity.h"

#define SWATCH 20
#define PAD 8
#define HEAD_SIZE 6

static int
compare_tasks (gconstpointer one, gconstpointer other)
{
  const LabInstantTask *a = one;
  const LabInstantTask *b = other;

  if (a->since != b->since)
    return a->since < b->since ? -1 : 1;
  return a->task < b->task ? -1 : a->task > b->task;
}

static void
add_task (LabInstant *self, LabIndex *tasks, guint32 task, guint64 time)
{
  LabInstantTask entry = { .task = task };
  LabSpan span;
  guint64 n;

  if (!lab_index_find (tasks, task, time, &n))
    return;
  span = lab_index_get_span (tasks, task, n);
  entry.state = span.state;
  entry.since = span.start;
  if (span.start > time)
    self->n_to_come++;
  else if (lab_state_is_end (span.state))
    self->n_ended++;
  else if (span.state == LAB_STATE_QUEUED)
    g_array_append_val (self->ready, entry);
  else if (span.state == LAB_STATE_RUNNING)
    g_array_append_val (self->running, entry);
  else if (span.state != LAB_STATE_IDLE)
    g_array_append_val (self->waiting, entry);
}

LabInstant *
lab_instant_new (LabTimeline *timeline, guint64 time)
{
  LabInstant *self = g_new0 (LabInstant, 1);
  LabIndex *tasks = lab_timeline_get_rows (timeline, LAB_VIEW_TASKS)->index;

  self->ready = g_array_new (FALSE, FALSE, sizeof (LabInstantTask));
  self->running = g_array_new (FALSE, FALSE, sizeof (LabInstantTask));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (LabInstantTask));
  for (guint task = 0; task < lab_index_get_n_rows (tasks); task++)
    add_task (self, tasks, task, time);
  g_array_sort (self->ready, compare_tasks);
  g_array_sort (self->running, compare_tasks);
  g_array_sort (self->waiting, compare_tasks);
  return self;
}

void
lab_instant_free (LabInstant *self)
{
  g_array_unref (self->ready);
  g_array_unref (self->running);
  g_array_unref (self->waiting);
  g_free (self);
}

double
lab_instant_add_heading (const LabInstantPicture *self, const LabFigure *figure, guint64 time)
{
  g_autofree char *at = lab_format_duration (time - MIN (self->timeline->first_time, time));
  g_autofree char *ended = lab_format_count (self->instant->n_ended);
  g_autofree char *to_come = lab_format_count (self->instant->n_to_come);
  g_autofree char *subtitle = g_strdup_printf (_ ("At %s: %s ended, %s still to come."), at, ended, to_come);

  self->scene->title = g_strdup (figure->title);
  self->scene->description = g_strdup (subtitle);
  return LAB_CHART_MARGIN
         + lab_scene_add_heading (self->scene, self->font, LAB_CHART_MARGIN, LAB_CHART_MARGIN,
                                  figure->width - 2 * LAB_CHART_MARGIN, figure->title, subtitle);
}

void
lab_instant_add_task (const LabInstantPicture *self, double x, double y, double w, const LabInstantTask *task)
{
  gboolean runs = task->state == LAB_STATE_RUNNING;
  g_autofree char *name = lab_timeline_get_task_name (self->timeline, task->task);
  g_autofree char *text = runs || task->state == LAB_STATE_QUEUED
                            ? g_strdup (name)
                            : lab_text_join (name, lab_state_get_name (task->state));
  double left = runs ? PAD : SWATCH + 2 * PAD;
  g_autofree char *elided = lab_font_elide (self->font, LAB_TEXT_CAPTION, text, w - left - PAD);

  lab_scene_add_round_box (self->scene, runs ? (LabInk) (LAB_INK_STATE + LAB_STATE_RUNNING) : LAB_INK_TINT,
                           LAB_FORM_FILL, x, y, w, LAB_CARD_HEIGHT, 4);
  if (!runs)
    lab_scene_add_box (self->scene, (LabInk) (LAB_INK_STATE + task->state), LAB_FORM_PATTERN, x + PAD,
                       y + LAB_CARD_HEIGHT / 2.0 - 5, SWATCH, 10);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, runs ? LAB_INK_ON_RUNNING : LAB_INK_TEXT,
                      LAB_ALIGN_LEFT, x + left, y + LAB_CARD_HEIGHT / 2.0, elided);
}

/* The place of the first one who comes. */
static void
add_nobody (const LabInstantPicture *self, double x, double y, double w)
{
  g_autofree char *elided = lab_font_elide (self->font, LAB_TEXT_CAPTION, _ ("empty"), w - 2 * PAD);

  lab_scene_add_round_box (self->scene, LAB_INK_GRID, LAB_FORM_FRAME, x, y, w, LAB_CARD_HEIGHT, 4);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + PAD,
                      y + LAB_CARD_HEIGHT / 2.0, elided);
}

double
lab_instant_add_list (const LabInstantPicture *self, double x, double y, double w, const char *title,
                      const GArray *tasks)
{
  g_autofree char *count = lab_format_count (tasks->len);
  g_autofree char *head = g_strdup_printf ("%s  %s", title, count);
  g_autofree char *elided = lab_font_elide (self->font, LAB_TEXT_STRONG, head, w);
  guint room = (guint) MAX ((self->bottom - y - LAB_CARD_PITCH) / LAB_CARD_PITCH, 1);
  guint shown = tasks->len <= room ? tasks->len : room - 1;

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, x, y + 10, elided);
  if (tasks->len == 0)
    add_nobody (self, x, y + 0.9 * LAB_CARD_PITCH, w);
  for (guint i = 0; i < shown; i++)
    lab_instant_add_task (self, x, y + (i + 0.9) * LAB_CARD_PITCH, w, &g_array_index (tasks, LabInstantTask, i));
  if (shown < tasks->len)
    {
      g_autofree char *n = lab_format_count (tasks->len - shown);
      g_autofree char *more = g_strdup_printf (_ ("and %s more"), n);

      lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x,
                          y + (shown + 0.9) * LAB_CARD_PITCH + 8, more);
    }
  return y + 0.9 * LAB_CARD_PITCH + MAX (shown, 1) * LAB_CARD_PITCH + (shown < tasks->len ? 16 : 0);
}

void
lab_instant_add_arrow (const LabInstantPicture *self, double x0, double y0, double x1, double y1)
{
  double length = MAX (hypot (x1 - x0, y1 - y0), 1);
  double dx = (x1 - x0) / length * HEAD_SIZE, dy = (y1 - y0) / length * HEAD_SIZE;
  LabPoint line[] = { { x0, y0 }, { x1 - dx, y1 - dy } };
  LabPoint head[] = { { x1, y1 },
                      { x1 - 1.5 * dx - 0.7 * dy, y1 - 1.5 * dy + 0.7 * dx },
                      { x1 - 1.5 * dx + 0.7 * dy, y1 - 1.5 * dy - 0.7 * dx } };

  lab_scene_add_line (self->scene, LAB_INK_DIM, LAB_FORM_FILL, 1.5, line, G_N_ELEMENTS (line));
  lab_scene_add_area (self->scene, LAB_INK_DIM, LAB_FORM_FILL, head, G_N_ELEMENTS (head));
}
