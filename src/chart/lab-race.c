/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-cursor.h"
#include "lab-heading.h"
#include "lab-quantity.h"
#include "lab-race-private.h"
#include "lab-timeline-private.h"

#define MARGIN LAB_CHART_MARGIN

static double
get_x (const LabRaceTrack *self, guint64 elapsed)
{
  return self->plot_x + (double) elapsed / (double) self->longest * self->plot_w;
}

static void
add_lanes (const LabRaceTrack *self, const LabRacer *racer, double y, double pitch)
{
  double bar = pitch - MAX (floor (pitch / 4), 1);
  guint units = (guint) CLAMP (lround (bar * self->n_columns / self->plot_w), 3, LAB_UNITS_MAX);
  guint n_lanes = lab_racer_count_lanes (racer);
  LabTimelineRows *rows;
  guint64 start, end;

  if (n_lanes == 0)
    return;
  rows = lab_timeline_get_rows (racer->timeline, LAB_VIEW_WORKERS);
  lab_timeline_get_range (racer->timeline, &start, &end);
  lab_columns_begin (rows->columns);
  for (guint i = 0, lane = 0; i < lab_lanes_get_n_entries (rows->lanes) && lane < n_lanes; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (rows->lanes, i);
      LabCell *cells;

      if (entry->is_group)
        continue;
      cells = lab_scene_add_columns (self->scene, self->plot_x, y + lane++ * pitch + floor ((pitch - bar) / 2),
                                     self->plot_w, bar, self->n_columns, units);
      lab_columns_get (rows->columns, entry->row, self->ns, (guint64) ((double) start / self->ns), self->n_columns,
                       units, cells);
    }
}

/* The flag shows which way the time goes, and, in green, who came in first. */
static void
add_flag (const LabRaceTrack *self, double x, double y, double height, gboolean first)
{
  LabInk ink = first ? LAB_INK_GOOD : LAB_INK_DIM;
  LabPoint cloth[] = { { x, y }, { x + 12, y + 5 }, { x, y + 10 } };

  lab_scene_add_box (self->scene, ink, LAB_FORM_FILL, floor (x), y, 2, height);
  lab_scene_add_area (self->scene, ink, LAB_FORM_FILL, cloth, G_N_ELEMENTS (cloth));
}

static void
add_figure (const LabRaceTrack *self, guint n, double y, LabTextStyle style, LabInk ink, const char *text)
{
  double right = self->race->width - MARGIN - (self->n_figures - 1 - n) * LAB_RACE_FIGURE_WIDTH;

  if (n < self->n_figures)
    lab_scene_add_text (self->scene, self->font, style, ink, LAB_ALIGN_RIGHT, right, y, text);
}

static void
add_figures (const LabRaceTrack *self, const LabRacer *racer, double y, gboolean first)
{
  g_autofree char *makespan = lab_format_duration (racer->makespan);
  g_autofree char *ratio = lab_format_ratio (racer->speed_up);
  g_autofree char *speed_up = g_strdup_printf ("%s×", ratio);
  g_autofree char *memory = lab_format_size (racer->memory);

  if (racer->makespan > 0)
    add_figure (self, 0, y, LAB_TEXT_STRONG, lab_racer_has_finished (racer) ? LAB_INK_TEXT : LAB_INK_DIM, makespan);
  if (lab_racer_has_finished (racer) && racer->speed_up > 0)
    add_figure (self, 1, y, LAB_TEXT_BODY, first ? LAB_INK_GOOD : LAB_INK_DIM, speed_up);
  if (racer->memory > 0)
    add_figure (self, 2, y, LAB_TEXT_BODY, LAB_INK_DIM, memory);
}

/* Above the lanes, in one line with what is to be said of it. */
static void
add_name_above (const LabRaceTrack *self, const LabRacer *racer, double y, const char *detail)
{
  double width = self->race->width - 2 * MARGIN - LAB_RACE_FIGURE_WIDTH;
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_STRONG, racer->name, width);
  double taken = lab_font_measure (self->font, LAB_TEXT_STRONG, name) + 8;
  g_autofree char *second = lab_font_elide (self->font, LAB_TEXT_CAPTION, detail, MAX (width - taken, 0));

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, y, name);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, lab_racer_get_detail_ink (racer), LAB_ALIGN_LEFT,
                      MARGIN + taken, y, second);
}

static void
add_name_beside (const LabRaceTrack *self, const LabRacer *racer, double y, const char *detail)
{
  double width = self->plot_x - MARGIN - 10;
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_STRONG, racer->name, width);
  g_autofree char *second = lab_font_elide (self->font, LAB_TEXT_CAPTION, detail, width);

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN,
                      y - (*second != '\0' ? 8 : 0), name);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, lab_racer_get_detail_ink (racer), LAB_ALIGN_LEFT,
                      MARGIN, y + 8, second);
}

static void
add_name (const LabRaceTrack *self, const LabRacer *racer, double y)
{
  const char *detail = racer->trouble != NULL ? racer->trouble : racer->detail;

  if (detail == NULL || lab_racer_tells_reason (racer))
    detail = "";
  if (self->stacked > 0)
    add_name_above (self, racer, y, detail);
  else
    add_name_beside (self, racer, y, detail);
}

static void
add_grid (const LabRaceTrack *self, double top, double height)
{
  LabTicks ticks = lab_ticks_choose (0, self->longest + 1,
                                     (guint) MAX (self->plot_w / lab_ticks_get_room (self->plot_w), 1));

  for (guint i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = lab_ticks_get_label (&ticks, i);
      double x = floor (get_x (self, lab_ticks_get_time (&ticks, i)));

      lab_scene_add_box (self->scene, LAB_INK_GRID, LAB_FORM_FILL, x, top + 6, 1, height + LAB_RULER_HEIGHT - 6);
      if (x + 4 + lab_font_measure (self->font, LAB_TEXT_CAPTION, label) <= self->plot_x + self->plot_w)
        lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + 4,
                            top + LAB_RULER_HEIGHT / 2.0, label);
    }
}

static void
add_rows (const LabRaceTrack *self, double y, double pitch)
{
  for (guint i = 0; i < self->race->n_racers; i++)
    {
      const LabRacer *racer = self->order[i];
      double height = lab_race_track_get_row_height (self, racer, pitch);
      double content = lab_race_track_get_content_height (self, racer, pitch);
      double top = self->stacked > 0 ? y + self->stacked : y + (height - content) / 2;
      gboolean first = racer == self->first;
      double middle = self->stacked > 0 ? y + self->stacked / 2 : y + height / 2;
      double flag_y = self->stacked > 0 ? y + self->stacked - 2 : y + 5;

      add_name (self, racer, middle);
      if (lab_racer_tells_reason (racer))
        lab_race_track_add_reason (self, self->scene, racer, top);
      else
        add_lanes (self, racer, top, pitch);
      if (lab_racer_has_finished (racer))
        add_flag (self, get_x (self, racer->makespan), flag_y, y + height - 5 - flag_y, first);
      add_figures (self, racer, middle, first);
      y += height;
    }
}

static void
add_tints (const LabRaceTrack *self, double y, double pitch)
{
  for (guint i = 0; i < self->race->n_racers; i++)
    {
      double height = lab_race_track_get_row_height (self, self->order[i], pitch);

      if (i % 2 == 0)
        lab_scene_add_box (self->scene, LAB_INK_TINT, LAB_FORM_FILL, 8, y, self->race->width - 16, height);
      y += height;
    }
}

static void
add_cursor (const LabRaceTrack *self, double top, double height)
{
  const LabCursorFrame where = {
    .left = self->plot_x,
    .right = self->plot_x + self->plot_w,
    .ruler_y = top,
    .ruler_h = LAB_RULER_HEIGHT,
    .bottom = top + LAB_RULER_HEIGHT + height,
  };

  if (self->race->cursor <= self->longest)
    lab_scene_add_cursor (self->scene, self->font, &where, get_x (self, self->race->cursor), self->race->cursor,
                          (double) self->longest / self->plot_w);
}

static void
add_all (const LabRaceTrack *self, double pitch)
{
  const LabRace *race = self->race;
  double y = MARGIN, rows = lab_race_track_sum_rows (self, pitch);

  y += lab_scene_add_heading (self->scene, self->font, MARGIN, y, race->width - 2 * MARGIN, race->title,
                              race->subtitle);
  if (self->stacked <= 0)
    add_figure (self, 0, y + LAB_RULER_HEIGHT / 2.0, LAB_TEXT_CAPTION, LAB_INK_DIM, _ ("makespan"));
  add_figure (self, 1, y + LAB_RULER_HEIGHT / 2.0, LAB_TEXT_CAPTION, LAB_INK_DIM, _ ("speed-up"));
  add_figure (self, 2, y + LAB_RULER_HEIGHT / 2.0, LAB_TEXT_CAPTION, LAB_INK_DIM, _ ("memory"));
  add_tints (self, y + LAB_RULER_HEIGHT, pitch);
  add_grid (self, y, rows);
  add_rows (self, y + LAB_RULER_HEIGHT, pitch);
  add_cursor (self, y, rows);
  y += LAB_RULER_HEIGHT + rows + MARGIN;
  if (race->verdict != NULL && *race->verdict != '\0')
    lab_scene_add_card (self->scene, self->font, MARGIN, y, race->width - 2 * MARGIN, race->verdict);
}

void
lab_race_layout (const LabRace *race, LabFont *font, LabScene *scene)
{
  LabRace copy = *race, *self = &copy;
  LabRaceTrack track;
  double pitch, height;

  g_return_if_fail (race != NULL && font != NULL && scene != NULL);

  lab_race_track_init (&track, self, font, scene);
  pitch = lab_race_track_choose_pitch (&track, self, &height);
  lab_scene_reset (scene, self->width, height);
  scene->title = g_strdup (self->title != NULL ? self->title : _ ("Race"));
  scene->description = g_strdup (race->verdict);
  if (self->n_racers > 0)
    add_all (&track, pitch);
  else
    lab_scene_add_nothing (scene, font, _ ("Nobody ran."));
  g_free (track.order);
}
