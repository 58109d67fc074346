/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-analogy.h"
#include "lab-sheet.h"

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
} CliLatency;

/* One rung with all that is known of it. */
typedef struct
{
  const char *id;
  const char *title;
  double ns; /* of the first edition that has it, else of the first measurement; 0: there is no number */
  const LabEditionEntry **entries; /* for each edition, or NULL */
  const LabReading **readings;     /* for each sheet, or NULL */
} CliRung;

/* From the shortest to the longest, those without a number last. Caller frees; the rungs borrow what they show. */
GPtrArray *cli_latency_collect (const CliLatency *self);

/* For a person, and as one JSON object, to stdout. */
void cli_latency_print (const CliLatency *self);
void cli_latency_print_json (const CliLatency *self);

/* The logarithmic bar of a rung: a line as long as its number, a mark for each edition and each measurement. Caller
 * frees. */
char *cli_latency_draw_bar (const CliLatency *self, const CliRung *rung);

G_END_DECLS
