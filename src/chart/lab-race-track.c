/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "lab-heading.h"
#include "lab-race-private.h"
#include "lab-timeline-private.h"

#define MARGIN LAB_CHART_MARGIN
#define LANES_MAX 16
#define LANE_PITCH 12
#define LANE_PITCH_MIN 5
#define LANE_PITCH_MAX 40 /* where there is more room than all need */
#define ROW_PAD 12
#define ROW_PAD_SHARE 0.75 /* of a lane, where that is more */
#define ROW_MIN 46
#define NAME_SHARE 0.24
#define NAME_WIDTH_MAX 220
#define FLAG_ROOM 14
#define REASON_GAP 10
#define STACKED_HEIGHT 26 /* of the names, where they stand above the lanes */
#define WIDTH_FOR_ALL 720 /* narrower pictures leave figures out, the last first */
#define WIDTH_FOR_TWO 520

/* Those that finished by their time, then those that may still, then the others; what is alike as it was given. */
static int
compare_racers (gconstpointer one, gconstpointer other)
{
  const LabRacer *a = *(const LabRacer *const *) one;
  const LabRacer *b = *(const LabRacer *const *) other;

  if ((a->trouble != NULL) != (b->trouble != NULL))
    return a->trouble != NULL ? 1 : -1;
  if (a->unfinished != b->unfinished)
    return a->unfinished ? 1 : -1;
  if (!a->unfinished && a->makespan != b->makespan)
    return a->makespan < b->makespan ? -1 : 1;
  return a < b ? -1 : a > b;
}

gboolean
lab_racer_has_finished (const LabRacer *racer)
{
  return racer->trouble == NULL && !racer->unfinished;
}

static const LabRacer *
find_first (const LabRace *race)
{
  const LabRacer *first = NULL;

  for (guint i = 0; i < race->n_racers; i++)
    if (lab_racer_has_finished (&race->racers[i]) && (first == NULL || race->racers[i].makespan < first->makespan))
      first = &race->racers[i];
  return first;
}

void
lab_race_track_init (LabRaceTrack *self, const LabRace *race, LabFont *font, LabScene *scene)
{
  gboolean narrow = race->width < WIDTH_FOR_TWO;
  double name = narrow ? 0 : floor (MIN (race->width * NAME_SHARE, NAME_WIDTH_MAX));
  double column = race->column > 0 ? race->column : 1;

  *self = (LabRaceTrack){ .race = race, .font = font, .scene = scene, .longest = MAX (race->axis, 1) };
  self->order = g_new (const LabRacer *, race->n_racers);
  for (guint i = 0; i < race->n_racers; i++)
    {
      self->order[i] = &race->racers[i];
      self->longest = MAX (self->longest, race->racers[i].makespan);
    }
  if (!race->keep_order && race->n_racers > 1)
    qsort (self->order, race->n_racers, sizeof (*self->order), compare_racers);
  self->first = find_first (race);
  self->n_figures = race->width >= WIDTH_FOR_ALL ? 3 : narrow ? 1 : 2;
  self->stacked = narrow ? STACKED_HEIGHT : 0;
  self->plot_x = lab_snap (MARGIN + name, column);
  self->plot_w = race->width - self->plot_x - MARGIN - (narrow ? 0 : self->n_figures * LAB_RACE_FIGURE_WIDTH)
                 - FLAG_ROOM;
  self->plot_w = MAX (self->plot_w, 20);
  self->n_columns = (guint) (self->plot_w / column);
  self->plot_w = self->n_columns * column;
  self->ns = (double) self->longest / self->n_columns;
}

guint
lab_racer_count_lanes (const LabRacer *racer)
{
  if (racer->timeline == NULL)
    return 0;
  return MIN (lab_lanes_get_n_lanes (lab_timeline_get_rows (racer->timeline, LAB_VIEW_WORKERS)->lanes), LANES_MAX);
}

LabInk
lab_racer_get_detail_ink (const LabRacer *racer)
{
  return racer->trouble != NULL ? (LabInk) (LAB_INK_STATE + LAB_STATE_FAILED) : LAB_INK_DIM;
}

gboolean
lab_racer_tells_reason (const LabRacer *racer)
{
  return racer->trouble != NULL && lab_racer_count_lanes (racer) == 0;
}

double
lab_race_track_add_reason (const LabRaceTrack *self, LabScene *scene, const LabRacer *racer, double y)
{
  double x = self->stacked > 0 ? MARGIN : self->plot_x + REASON_GAP;
  double width = self->race->width - MARGIN - x;

  return lab_scene_add_paragraph (scene, self->font, LAB_TEXT_CAPTION, lab_racer_get_detail_ink (racer), x, y, width,
                                  racer->trouble);
}

double
lab_race_track_get_content_height (const LabRaceTrack *self, const LabRacer *racer, double pitch)
{
  return lab_racer_tells_reason (racer) ? lab_race_track_add_reason (self, NULL, racer, 0)
                                        : lab_racer_count_lanes (racer) * pitch;
}

double
lab_race_track_get_row_height (const LabRaceTrack *self, const LabRacer *racer, double pitch)
{
  double content = lab_race_track_get_content_height (self, racer, pitch);
  double pad = MAX (ROW_PAD, pitch * ROW_PAD_SHARE);

  return self->stacked > 0 ? self->stacked + content + pad : MAX (content + 2 * pad, ROW_MIN);
}

double
lab_race_track_sum_rows (const LabRaceTrack *self, double pitch)
{
  double sum = 0;

  for (guint i = 0; i < self->race->n_racers; i++)
    sum += lab_race_track_get_row_height (self, self->order[i], pitch);
  return sum;
}

static double
get_fixed_height (const LabRaceTrack *self)
{
  const LabRace *race = self->race;
  double height = 2 * MARGIN
                  + lab_heading_get_height (self->font, race->width - 2 * MARGIN, race->title, race->subtitle)
                  + LAB_RULER_HEIGHT;
  LabScene *scratch;

  if (race->verdict == NULL || *race->verdict == '\0')
    return height;
  scratch = lab_scene_new (race->width, 0);
  height += MARGIN + lab_scene_add_card (scratch, self->font, 0, 0, race->width - 2 * MARGIN, race->verdict);
  lab_scene_free (scratch);
  return height;
}

/* In a picture that is too small for all, lanes get flatter, and then the verdict has to go. */
double
lab_race_track_choose_pitch (const LabRaceTrack *self, LabRace *race, double *height)
{
  double fixed = get_fixed_height (self), pitch = LANE_PITCH;

  while (race->height > 0 && pitch > LANE_PITCH_MIN && fixed + lab_race_track_sum_rows (self, pitch) > race->height)
    pitch--;
  while (pitch >= LANE_PITCH && pitch < LANE_PITCH_MAX
         && fixed + lab_race_track_sum_rows (self, pitch + 1) <= race->height)
    pitch++;
  if (race->height > 0 && fixed + lab_race_track_sum_rows (self, pitch) > race->height)
    race->verdict = NULL;
  *height = race->height > 0 ? race->height : ceil (fixed + lab_race_track_sum_rows (self, pitch));
  return pitch;
}

static double
get_height (const LabRace *race, LabFont *font, double pitch)
{
  LabRaceTrack track;
  double height;

  lab_race_track_init (&track, race, font, NULL);
  height = ceil (get_fixed_height (&track) + lab_race_track_sum_rows (&track, pitch));
  g_free (track.order);
  return height;
}

double
lab_race_get_height (const LabRace *race, LabFont *font)
{
  g_return_val_if_fail (race != NULL && font != NULL, 0);

  return get_height (race, font, LANE_PITCH);
}

double
lab_race_get_full_height (const LabRace *race, LabFont *font)
{
  g_return_val_if_fail (race != NULL && font != NULL, 0);

  return get_height (race, font, LANE_PITCH_MAX);
}

LabRect *
lab_race_get_rows (const LabRace *race, LabFont *font)
{
  LabRace copy = *race;
  LabRaceTrack track;
  double pitch, height, y;
  LabRect *rows;

  g_return_val_if_fail (race != NULL && font != NULL, NULL);

  rows = g_new (LabRect, race->n_racers);
  lab_race_track_init (&track, &copy, font, NULL);
  pitch = lab_race_track_choose_pitch (&track, &copy, &height);
  y = MARGIN + lab_heading_get_height (font, copy.width - 2 * MARGIN, copy.title, copy.subtitle) + LAB_RULER_HEIGHT;
  for (guint i = 0; i < copy.n_racers; i++)
    {
      height = lab_race_track_get_row_height (&track, track.order[i], pitch);
      rows[track.order[i] - copy.racers] = (LabRect){ 8, y, copy.width - 16, height };
      y += height;
    }
  g_free (track.order);
  return rows;
}
