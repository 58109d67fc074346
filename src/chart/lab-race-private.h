/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-race.h"

G_BEGIN_DECLS

#define LAB_RACE_FIGURE_WIDTH 84

/* lab-race-track.c: who stands where in the picture of a race, and how high that is. A value, but for the order, which
 * whoever made it frees. */
typedef struct
{
  const LabRace *race;
  LabFont *font;
  LabScene *scene;
  const LabRacer **order;
  const LabRacer *first; /* who has won, so far; NULL: nobody */
  guint64 longest;
  double plot_x, plot_w;
  double ns; /* a column */
  guint n_columns;
  guint n_figures;
  double stacked; /* the names' height where they stand above the lanes, because beside them is no room; else 0 */
} LabRaceTrack;

void lab_race_track_init (LabRaceTrack *self, const LabRace *race, LabFont *font, LabScene *scene);

gboolean lab_racer_has_finished (const LabRacer *racer);
guint lab_racer_count_lanes (const LabRacer *racer); /* that are shown */
LabInk lab_racer_get_detail_ink (const LabRacer *racer);

/* Of one that did not even begin there are no lanes: the reason has their place, in as many lines as it takes. */
gboolean lab_racer_tells_reason (const LabRacer *racer);

/* Returns the height; with a scene of NULL only that. */
double lab_race_track_add_reason (const LabRaceTrack *self, LabScene *scene, const LabRacer *racer, double y);

/* Of the lanes, or of what is there instead; of a row; and of all rows, where a lane and its gap are that high. */
double lab_race_track_get_content_height (const LabRaceTrack *self, const LabRacer *racer, double pitch);
double lab_race_track_get_row_height (const LabRaceTrack *self, const LabRacer *racer, double pitch);
double lab_race_track_sum_rows (const LabRaceTrack *self, double pitch);

/* How high a lane and its gap are. Where there is no room for it, takes the verdict from `race`, which is the track's;
 * the height is the picture's. */
double lab_race_track_choose_pitch (const LabRaceTrack *self, LabRace *race, double *height);

G_END_DECLS
