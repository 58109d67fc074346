/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-timeline.h"

G_BEGIN_DECLS

/* One run of a race. Strings are borrowed. */
typedef struct
{
  LabTimeline *timeline; /* NULL: it has nothing to show, or not yet */
  const char *name;
  const char *detail;  /* below the name; NULL: nothing */
  guint64 makespan;    /* ns; of one that runs: so far */
  double speed_up;     /* 0: none */
  guint64 memory;      /* bytes; 0: not known */
  const char *trouble; /* why it did not begin or finish, or its answer is wrong; NULL: it won or lost fairly */
  gboolean unfinished; /* it runs, or has not begun: there is no flag yet */
} LabRacer;

typedef struct
{
  const LabRacer *racers; /* in any order: they are shown in that of their finish, unless it is to be kept */
  guint n_racers;
  gboolean keep_order; /* as given, while it is not decided */
  guint64 axis;        /* how far the time axis goes at least, ns */
  const char *title;
  const char *subtitle;
  const char *verdict;  /* why the winner won; NULL: nothing is said */
  double width, height; /* of the picture; height 0: as high as it takes */
  double column;
  guint64 cursor; /* a moment that is pointed at, ns since each one's start; G_MAXUINT64: none */
} LabRace;

/* Several runs on one time axis that starts with each, with a flag where each one ended. */
void lab_race_layout (const LabRace *race, LabFont *font, LabScene *scene);

/* How high it is with lanes of the usual height, whatever `height` says. */
double lab_race_get_height (const LabRace *race, LabFont *font);

/* The same with the highest lanes: what is more than this stays empty. */
double lab_race_get_full_height (const LabRace *race, LabFont *font);

/* Where the rows of the racers are in a picture of that size, one for each as they were given. Caller frees. */
LabRect *lab_race_get_rows (const LabRace *race, LabFont *font);

G_END_DECLS
