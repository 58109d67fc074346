/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-picture.h"
#include "lab-analogy.h"
#include "lab-rungs.h"

G_BEGIN_DECLS

/* The version of what is printed as JSON: grows when a member changes its meaning, not when one is added. */
#define CLI_LATENCY_SCHEMA 1

/* What interleave-cli latency shows: editions and measurements side by side. */
typedef struct
{
  GPtrArray *editions; /* LabEdition, at least one */
  GPtrArray *sheets;   /* LabSheet, perhaps none */
  LabAnalogy *analogy;
  double rate;             /* instructions in a nanosecond that waits are counted in */
  const char *const *rows; /* which to show; NULL: all */
  double span;             /* ns; how many of each row fit into it; 0: not asked for */
  double from, to;         /* ns: the stretch of a picture's axis; 0: all */
} CliLatency;

/* For a person, and as one JSON object, to stdout. */
void cli_latency_print (const CliLatency *self);
void cli_latency_print_json (const CliLatency *self);

gboolean cli_latency_draw (const CliLatency *self, const CliPicture *picture, GError **error);

/* The logarithmic bar of a rung: a line as long as its number, a mark for each edition and each measurement. Caller
 * frees. */
char *cli_latency_draw_bar (const CliLatency *self, const LabRung *rung);

G_END_DECLS
