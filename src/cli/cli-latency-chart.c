/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-latency.h"
#include "lab-latency-chart.h"

/* What a PDF says of when it was made: when the first measurement was, or else in the year of the first edition, so
 * that the same tables are the same bytes. */
static gint64
get_date (const CliLatency *self)
{
  const LabSheet *sheet = self->sheets->len > 0 ? g_ptr_array_index (self->sheets, 0) : NULL;
  g_autoptr (GDateTime) measured = sheet != NULL ? g_date_time_new_from_iso8601 (sheet->date, NULL) : NULL;
  g_autoptr (GDateTime)
    published = g_date_time_new_utc (lab_edition_get_year (g_ptr_array_index (self->editions, 0)), 1, 1, 0, 0, 0);

  if (measured != NULL)
    return g_date_time_to_unix (measured);
  return published != NULL ? g_date_time_to_unix (published) : 0;
}

gboolean
cli_latency_draw (const CliLatency *self, const CliPicture *picture, GError **error)
{
  g_autoptr (LabScene) scene = lab_scene_new (0, 0);
  CliPicture dated = *picture;
  LabLatencyView view;

  lab_latency_init_view (&view, self->editions, self->sheets, self->analogy);
  view.rows = self->rows;
  view.rate = self->rate;
  view.from = self->from;
  view.to = self->to;
  view.width = picture->width > 0 ? picture->width : view.width;
  view.height = picture->height;
  view.title = picture->title != NULL ? picture->title : _ ("Latency numbers every programmer should know");
  view.subtitle = self->analogy->rule;
  lab_latency_layout (&view, picture->font, scene);
  dated.export.date = get_date (self);
  return cli_picture_write (&dated, scene, error);
}
