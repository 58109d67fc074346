/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-export.h"
#include "lab-source.h"

G_BEGIN_DECLS

/* Everything that `render` was told. */
typedef struct
{
  GPtrArray *sources; /* of LabSource, at least one */
  LabFont *font;
  LabTheme theme;
  LabExportOptions export;
  double width, height; /* 0: as the chart likes */
  const char *title;    /* NULL: the chart's own */
  const char *lanes;    /* which; NULL: all */
  LabView by;
  gboolean has_from, has_to, has_at;
  guint64 from, to, at; /* ns since the run's start */
  gboolean critical;
} CliRender;

/* A chart: makes the scene, or NULL with an error. */
typedef struct
{
  const char *id;
  const char *summary; /* translatable */
  LabScene *(*make) (const CliRender *render, GError **error);
} CliChart;

extern const CliChart cli_chart_loop;
extern const CliChart cli_chart_race;
extern const CliChart cli_chart_scaling;
extern const CliChart cli_chart_states;
extern const CliChart cli_chart_threads;
extern const CliChart cli_chart_timeline;
extern const CliChart cli_chart_utilisation;

G_END_DECLS
