/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-names.h"
#include "cli-result.h"
#include "lab-export.h"

G_BEGIN_DECLS

/* One run that a chart is made of. */
typedef struct
{
  LabTrace *trace;
  CliResult *result;
  CliNames *names;
} CliSource;

CliSource *cli_source_open (const char *argument, GError **error);
void cli_source_free (CliSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSource, cli_source_free)

/* Everything that `render` was told. */
typedef struct
{
  GPtrArray *sources; /* of CliSource, at least one */
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

/* What was run, in a line: "Sleeping, by threads". Caller frees. */
char *cli_source_describe (const CliSource *self);

/* The subtitle: the verdict's one sentence, or what the trace lacks. Caller frees. */
char *cli_source_get_verdict (const CliSource *self);

G_END_DECLS
