/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "lab-cursor.h"
#include "lab-heading.h"
#include "lab-quantity.h"
#include "lab-race.h"
#include "lab-timeline-private.h"

#define MARGIN LAB_CHART_MARGIN
#define LANES_MAX 16
#define LANE_PITCH 12
#define LANE_PITCH_MIN 5
#define LANE_PITCH_MAX 40 /* where there is more room than all need */
#define ROW_PAD 12
#define ROW_PAD_SHARE 0.75 /* of a lane, where that is more */
#define ROW_MIN 46
#define FIGURE_WIDTH 84
#define NAME_SHARE 0.24
#define NAME_WIDTH_MAX 220
#define FLAG_ROOM 14
#define REASON_GAP 10
#define STACKED_HEIGHT 26 /* of the names, where they stand above the lanes */
#define WIDTH_FOR_ALL 720 /* narrower pictures leave figures out, the last first */
#define WIDTH_FOR_TWO 520

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
} Track;

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

static gboolean
has_finished (const LabRacer *racer)
{
  return racer->trouble == NULL && !racer->unfinished;
}

static const LabRacer *
find_first (const LabRace *race)
{
  const LabRacer *first = NULL;

  for (guint i = 0; i < race->n_racers; i++)
    if (has_finished (&race->racers[i]) && (first == NULL || race->racers[i].makespan < first->makespan))
      first = &race->racers[i];
  return first;
}

static void
track_init (Track *self, const LabRace *race, LabFont *font, LabScene *scene)
{
  gboolean narrow = race->width < WIDTH_FOR_TWO;
  double name = narrow ? 0 : floor (MIN (race->width * NAME_SHARE, NAME_WIDTH_MAX));
  double column = race->column > 0 ? race->column : 1;

  *self = (Track){ .race = race, .font = font, .scene = scene, .longest = MAX (race->axis, 1) };
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
  self->plot_x = round ((MARGIN + name) / MIN (column, 1)) * MIN (column, 1);
  self->plot_w = race->width - self->plot_x - MARGIN - (narrow ? 0 : self->n_figures * FIGURE_WIDTH) - FLAG_ROOM;
  self->plot_w = MAX (self->plot_w, 20);
  self->n_columns = (guint) (self->plot_w / column);
  self->plot_w = self->n_columns * column;
  self->ns = (double) self->longest / self->n_columns;
}

static guint
count_lanes (const LabRacer *racer)
{
  if (racer->timeline == NULL)
    return 0;
  return MIN (lab_lanes_get_n_lanes (lab_timeline_get_rows (racer->timeline, LAB_VIEW_WORKERS)->lanes), LANES_MAX);
}

static LabInk
get_detail_ink (const LabRacer *racer)
{
  return racer->trouble != NULL ? (LabInk) (LAB_INK_STATE + LAB_STATE_FAILED) : LAB_INK_DIM;
}

/* Of one that did not even begin there are no lanes: the reason has their place, in as many lines as it takes. */
static gboolean
tells_reason (const LabRacer *racer)
{
  return racer->trouble != NULL && count_lanes (racer) == 0;
}

/* Returns the height; with a scene of NULL only that. */
static double
add_reason (const Track *self, LabScene *scene, const LabRacer *racer, double y)
{
  double x = self->stacked > 0 ? MARGIN : self->plot_x + REASON_GAP;
  double width = self->race->width - MARGIN - x;

  return lab_scene_add_paragraph (scene, self->font, LAB_TEXT_CAPTION, get_detail_ink (racer), x, y, width,
                                  racer->trouble);
}

/* Of the lanes, or of what is there instead. */
static double
get_content_height (const Track *self, const LabRacer *racer, double pitch)
{
  return tells_reason (racer) ? add_reason (self, NULL, racer, 0) : count_lanes (racer) * pitch;
}

static double
get_row_height (const Track *self, const LabRacer *racer, double pitch)
{
  double content = get_content_height (self, racer, pitch);
  double pad = MAX (ROW_PAD, pitch * ROW_PAD_SHARE);

  return self->stacked > 0 ? self->stacked + content + pad : MAX (content + 2 * pad, ROW_MIN);
}

static double
sum_rows (const Track *self, double pitch)
{
  double sum = 0;

  for (guint i = 0; i < self->race->n_racers; i++)
    sum += get_row_height (self, self->order[i], pitch);
  return sum;
}

static double
get_x (const Track *self, guint64 elapsed)
{
  return self->plot_x + (double) elapsed / (double) self->longest * self->plot_w;
}

static void
add_lanes (const Track *self, const LabRacer *racer, double y, double pitch)
{
  double bar = pitch - MAX (floor (pitch / 4), 1);
  guint units = (guint) CLAMP (lround (bar * self->n_columns / self->plot_w), 3, LAB_UNITS_MAX);
  guint n_lanes = count_lanes (racer);
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
add_flag (const Track *self, double x, double y, double height, gboolean first)
{
  LabInk ink = first ? LAB_INK_GOOD : LAB_INK_DIM;
  LabPoint cloth[] = { { x, y }, { x + 12, y + 5 }, { x, y + 10 } };

  lab_scene_add_box (self->scene, ink, LAB_FORM_FILL, floor (x), y, 2, height);
  lab_scene_add_area (self->scene, ink, LAB_FORM_FILL, cloth, G_N_ELEMENTS (cloth));
}

static void
add_figure (const Track *self, guint n, double y, LabTextStyle style, LabInk ink, const char *text)
{
  double right = self->race->width - MARGIN - (self->n_figures - 1 - n) * FIGURE_WIDTH;

  if (n < self->n_figures)
    lab_scene_add_text (self->scene, self->font, style, ink, LAB_ALIGN_RIGHT, right, y, text);
}

static void
add_figures (const Track *self, const LabRacer *racer, double y, gboolean first)
{
  g_autofree char *makespan = lab_format_duration (racer->makespan);
  g_autofree char *ratio = lab_format_ratio (racer->speed_up);
  g_autofree char *speed_up = g_strdup_printf ("%s×", ratio);
  g_autofree char *memory = lab_format_size (racer->memory);

  if (racer->makespan > 0)
    add_figure (self, 0, y, LAB_TEXT_STRONG, has_finished (racer) ? LAB_INK_TEXT : LAB_INK_DIM, makespan);
  if (has_finished (racer) && racer->speed_up > 0)
    add_figure (self, 1, y, LAB_TEXT_BODY, first ? LAB_INK_GOOD : LAB_INK_DIM, speed_up);
  if (racer->memory > 0)
    add_figure (self, 2, y, LAB_TEXT_BODY, LAB_INK_DIM, memory);
}

/* Above the lanes, in one line with what is to be said of it. */
static void
add_name_above (const Track *self, const LabRacer *racer, double y, const char *detail)
{
  double width = self->race->width - 2 * MARGIN - FIGURE_WIDTH;
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_STRONG, racer->name, width);
  double taken = lab_font_measure (self->font, LAB_TEXT_STRONG, name) + 8;
  g_autofree char *second = lab_font_elide (self->font, LAB_TEXT_CAPTION, detail, MAX (width - taken, 0));

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, y, name);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, get_detail_ink (racer), LAB_ALIGN_LEFT, MARGIN + taken,
                      y, second);
}

static void
add_name_beside (const Track *self, const LabRacer *racer, double y, const char *detail)
{
  double width = self->plot_x - MARGIN - 10;
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_STRONG, racer->name, width);
  g_autofree char *second = lab_font_elide (self->font, LAB_TEXT_CAPTION, detail, width);

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN,
                      y - (*second != '\0' ? 8 : 0), name);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, get_detail_ink (racer), LAB_ALIGN_LEFT, MARGIN, y + 8,
                      second);
}

static void
add_name (const Track *self, const LabRacer *racer, double y)
{
  const char *detail = racer->trouble != NULL ? racer->trouble : racer->detail;

  if (detail == NULL || tells_reason (racer))
    detail = "";
  if (self->stacked > 0)
    add_name_above (self, racer, y, detail);
  else
    add_name_beside (self, racer, y, detail);
}

static void
add_grid (const Track *self, double top, double height)
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
add_rows (const Track *self, double y, double pitch)
{
  for (guint i = 0; i < self->race->n_racers; i++)
    {
      const LabRacer *racer = self->order[i];
      double height = get_row_height (self, racer, pitch);
      double content = get_content_height (self, racer, pitch);
      double top = self->stacked > 0 ? y + self->stacked : y + (height - content) / 2;
      gboolean first = racer == self->first;
      double middle = self->stacked > 0 ? y + self->stacked / 2 : y + height / 2;
      double flag_y = self->stacked > 0 ? y + self->stacked - 2 : y + 5;

      add_name (self, racer, middle);
      if (tells_reason (racer))
        add_reason (self, self->scene, racer, top);
      else
        add_lanes (self, racer, top, pitch);
      if (has_finished (racer))
        add_flag (self, get_x (self, racer->makespan), flag_y, y + height - 5 - flag_y, first);
      add_figures (self, racer, middle, first);
      y += height;
    }
}

static void
add_tints (const Track *self, double y, double pitch)
{
  for (guint i = 0; i < self->race->n_racers; i++)
    {
      double height = get_row_height (self, self->order[i], pitch);

      if (i % 2 == 0)
        lab_scene_add_box (self->scene, LAB_INK_TINT, LAB_FORM_FILL, 8, y, self->race->width - 16, height);
      y += height;
    }
}

static void
add_cursor (const Track *self, double top, double height)
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

static double
get_fixed_height (const Track *self)
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

static void
add_all (const Track *self, double pitch)
{
  const LabRace *race = self->race;
  double y = MARGIN, rows = sum_rows (self, pitch);

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

/* In a picture that is too small for all, lanes get flatter, and then the verdict has to go. */
static double
choose_pitch (const Track *self, LabRace *race, double *height)
{
  double fixed = get_fixed_height (self), pitch = LANE_PITCH;

  while (race->height > 0 && pitch > LANE_PITCH_MIN && fixed + sum_rows (self, pitch) > race->height)
    pitch--;
  while (pitch >= LANE_PITCH && pitch < LANE_PITCH_MAX && fixed + sum_rows (self, pitch + 1) <= race->height)
    pitch++;
  if (race->height > 0 && fixed + sum_rows (self, pitch) > race->height)
    race->verdict = NULL;
  *height = race->height > 0 ? race->height : ceil (fixed + sum_rows (self, pitch));
  return pitch;
}

void
lab_race_layout (const LabRace *race, LabFont *font, LabScene *scene)
{
  LabRace copy = *race, *self = &copy;
  Track track;
  double pitch, height;

  g_return_if_fail (race != NULL && font != NULL && scene != NULL);

  track_init (&track, self, font, scene);
  pitch = choose_pitch (&track, self, &height);
  lab_scene_reset (scene, self->width, height);
  scene->title = g_strdup (self->title != NULL ? self->title : _ ("Race"));
  scene->description = g_strdup (race->verdict);
  if (self->n_racers > 0)
    add_all (&track, pitch);
  else
    lab_scene_add_nothing (scene, font, _ ("Nobody ran."));
  g_free (track.order);
}

static double
get_height (const LabRace *race, LabFont *font, double pitch)
{
  Track track;
  double height;

  track_init (&track, race, font, NULL);
  height = ceil (get_fixed_height (&track) + sum_rows (&track, pitch));
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
  Track track;
  double pitch, height, y;
  LabRect *rows;

  g_return_val_if_fail (race != NULL && font != NULL, NULL);

  rows = g_new (LabRect, race->n_racers);
  track_init (&track, &copy, font, NULL);
  pitch = choose_pitch (&track, &copy, &height);
  y = MARGIN + lab_heading_get_height (font, copy.width - 2 * MARGIN, copy.title, copy.subtitle) + LAB_RULER_HEIGHT;
  for (guint i = 0; i < copy.n_racers; i++)
    {
      height = get_row_height (&track, track.order[i], pitch);
      rows[track.order[i] - copy.racers] = (LabRect){ 8, y, copy.width - 16, height };
      y += height;
    }
  g_free (track.order);
  return rows;
}
