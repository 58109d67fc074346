/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-figure.h"
#include "lab-instant.h"

#define HEIGHT 280
#define INSTANT_HEIGHT 330
#define STATES_HEIGHT_MAX 420
#define NARROW 520

struct _AppFigure
{
  AppChart parent_instance;

  AppFigureKind kind;
  AppRecord *record; /* NULL: none */
  LabView by;
  guint64 time;
  double height; /* that it asked for last */
};

G_DEFINE_FINAL_TYPE (AppFigure, app_figure, APP_TYPE_CHART)

/* The moment that is pointed at; where there is none, as before a run has been looked at closer, the middle. */
static gboolean
find_moment (AppFigure *self, guint64 *time)
{
  guint64 start = 0, end = 0;

  if (self->record != NULL && app_record_get_timeline (self->record) != NULL)
    lab_timeline_get_range (app_record_get_timeline (self->record), &start, &end);
  *time = self->time;
  if (self->time >= start && self->time <= end)
    return TRUE;
  *time = start + (end - start) / 2;
  return FALSE;
}

static const char *
get_title (AppFigureKind kind)
{
  switch (kind)
    {
    case APP_FIGURE_UTILISATION:
      return _ ("How many ran at once");
    case APP_FIGURE_STATES:
      return _ ("What each did with its time");
    case APP_FIGURE_INSTANT:
    default:
      return _ ("At this moment");
    }
}

static const char *
get_heading (AppFigure *self)
{
  guint64 time;

  if (self->kind == APP_FIGURE_INSTANT && !find_moment (self, &time))
    return _ ("Halfway through the run");
  return get_title (self->kind);
}

static gboolean
is_loop (AppRecord *record)
{
  LabTrace *trace = app_record_get_trace (record);

  for (guint i = 0; i < lab_trace_get_n_lanes (trace); i++)
    if (lab_trace_get_lane (trace, i)->kind == LAB_LANE_LOOP)
      return TRUE;
  return FALSE;
}

static void
layout_instant (AppFigure *self, const LabFigure *figure, LabFont *font, LabScene *scene)
{
  LabTimeline *timeline = app_record_get_timeline (self->record);
  guint64 time;

  find_moment (self, &time);
  if (is_loop (self->record))
    lab_loop_layout (figure, timeline, time, font, scene);
  else
    lab_threads_layout (figure, timeline, time, font, scene);
}

static void
app_figure_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  AppFigure *self = APP_FIGURE (chart);
  LabTimeline *timeline = self->record != NULL ? app_record_get_timeline (self->record) : NULL;
  const LabResult *result = self->record != NULL ? app_record_get_result (self->record) : NULL;
  const LabFigure figure = { .title = get_heading (self), .width = width, .height = height };

  if (timeline == NULL || (self->kind == APP_FIGURE_UTILISATION && result == NULL))
    {
      lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_DIM, LAB_ALIGN_CENTRE, width / 2, height / 2,
                          _ ("This comes when the run has ended."));
      return;
    }
  switch (self->kind)
    {
    case APP_FIGURE_UTILISATION:
      lab_utilisation_layout (&figure, &result->metrics.parallelism, result->metrics.n_cpus, font, scene);
      break;
    case APP_FIGURE_STATES:
      lab_states_layout (&figure, timeline, self->by, font, scene);
      break;
    case APP_FIGURE_INSTANT:
    default:
      layout_instant (self, &figure, font, scene);
    }
}

static double
app_figure_get_height (AppChart *chart, double width, LabFont *font)
{
  AppFigure *self = APP_FIGURE (chart);
  LabTimeline *timeline = self->record != NULL ? app_record_get_timeline (self->record) : NULL;

  if (self->kind == APP_FIGURE_INSTANT)
    return width < NARROW ? 2 * INSTANT_HEIGHT : INSTANT_HEIGHT;
  if (self->kind == APP_FIGURE_STATES && timeline != NULL)
    {
      const LabFigure figure = { .title = get_heading (self), .width = width };

      return CLAMP (lab_states_get_full_height (&figure, timeline, self->by, font), HEIGHT, STATES_HEIGHT_MAX);
    }
  return HEIGHT;
}

static void
app_figure_dispose (GObject *object)
{
  g_clear_object (&APP_FIGURE (object)->record);
  G_OBJECT_CLASS (app_figure_parent_class)->dispose (object);
}

static void
app_figure_class_init (AppFigureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_figure_dispose;
  APP_CHART_CLASS (klass)->layout = app_figure_layout;
  APP_CHART_CLASS (klass)->get_height = app_figure_get_height;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
app_figure_init (AppFigure *self)
{
  self->by = LAB_VIEW_WORKERS;
  self->time = G_MAXUINT64;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
app_figure_new (AppFigureKind kind)
{
  static const char *const descriptions[] = {
    [APP_FIGURE_UTILISATION] = N_ ("For which share of the time how many lanes ran at once."),
    [APP_FIGURE_STATES] = N_ ("For each lane the share of the time in each state."),
    [APP_FIGURE_INSTANT] = N_ ("Who ran, who was ready and who waited, at the moment that is pointed at."),
  };
  AppFigure *self = g_object_new (APP_TYPE_FIGURE, NULL);

  self->kind = kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, get_title (kind),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (descriptions[kind]), -1);
  return GTK_WIDGET (self);
}

/* Most often it stays as high as it was, and then nothing around it has to be laid out anew. */
static void
app_figure_check_height (AppFigure *self)
{
  AppChart *chart = APP_CHART (self);
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / app_chart_get_zoom (chart);
  double height = app_figure_get_height (chart, width, app_chart_get_font (chart));

  if (self->height == height)
    return;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
app_figure_update (AppFigure *self)
{
  g_return_if_fail (APP_IS_FIGURE (self));

  app_figure_check_height (self);
  app_chart_queue_layout (APP_CHART (self));
}

void
app_figure_set_record (AppFigure *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_FIGURE (self));

  g_set_object (&self->record, record);
  self->time = G_MAXUINT64;
  app_figure_update (self);
}

void
app_figure_set_by_task (AppFigure *self, gboolean by_task)
{
  g_return_if_fail (APP_IS_FIGURE (self));

  self->by = by_task ? LAB_VIEW_TASKS : LAB_VIEW_WORKERS;
  app_figure_update (self);
}

void
app_figure_set_time (AppFigure *self, guint64 time)
{
  g_return_if_fail (APP_IS_FIGURE (self));

  if (self->time == time)
    return;
  self->time = time;
  if (self->kind == APP_FIGURE_INSTANT && gtk_widget_get_mapped (GTK_WIDGET (self)))
    app_chart_queue_layout (APP_CHART (self));
}
