/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-comparison.h"

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0
#define YEAR (365.25 * DAY)
#define KM 1e3

static const LabComparison comparisons[] = {
  { LAB_ANALOGY_TIME, 0.1, N_ ("the blink of an eye") },
  { LAB_ANALOGY_TIME, 1, N_ ("a heartbeat") },
  { LAB_ANALOGY_TIME, 5, N_ ("a yawn") },
  { LAB_ANALOGY_TIME, 30, N_ ("tying a pair of shoes") },
  { LAB_ANALOGY_TIME, 3 * MINUTE, N_ ("brushing one's teeth") },
  { LAB_ANALOGY_TIME, 15 * MINUTE, N_ ("a coffee break") },
  { LAB_ANALOGY_TIME, 45 * MINUTE, N_ ("a lesson at school") },
  { LAB_ANALOGY_TIME, 2 * HOUR, N_ ("a film") },
  { LAB_ANALOGY_TIME, 8 * HOUR, N_ ("a night's sleep") },
  { LAB_ANALOGY_TIME, DAY, N_ ("a day and a night") },
  { LAB_ANALOGY_TIME, 3 * DAY, N_ ("a long weekend") },
  { LAB_ANALOGY_TIME, 21 * DAY, N_ ("a holiday of three weeks") },
  { LAB_ANALOGY_TIME, 91 * DAY, N_ ("a summer") },
  { LAB_ANALOGY_TIME, 280 * DAY, N_ ("a pregnancy") },
  { LAB_ANALOGY_TIME, 3 * YEAR, N_ ("an apprenticeship") },
  { LAB_ANALOGY_TIME, 12 * YEAR, N_ ("all the years at school") },
  { LAB_ANALOGY_TIME, 40 * YEAR, N_ ("a working life") },
  { LAB_ANALOGY_TIME, 80 * YEAR, N_ ("a human life") },
  { LAB_ANALOGY_TIME, 500 * YEAR, N_ ("the time since Columbus sailed") },
  { LAB_ANALOGY_TIME, 2000 * YEAR, N_ ("the time since the Roman Empire") },
  { LAB_ANALOGY_TIME, 4500 * YEAR, N_ ("the time since the pyramids were built") },
  { LAB_ANALOGY_TIME, 12000 * YEAR, N_ ("the time since the last ice age") },
  { LAB_ANALOGY_TIME, 300000 * YEAR, N_ ("the age of mankind") },
  { LAB_ANALOGY_DISTANCE, 0.0002, N_ ("the thickness of a sheet of card") },
  { LAB_ANALOGY_DISTANCE, 0.3, N_ ("a ruler") },
  { LAB_ANALOGY_DISTANCE, 1.7, N_ ("a person's height") },
  { LAB_ANALOGY_DISTANCE, 10, N_ ("a bus") },
  { LAB_ANALOGY_DISTANCE, 105, N_ ("a football pitch") },
  { LAB_ANALOGY_DISTANCE, 330, N_ ("the height of the Eiffel Tower") },
  { LAB_ANALOGY_DISTANCE, 8.849 * KM, N_ ("the height of Mount Everest") },
  { LAB_ANALOGY_DISTANCE, 42.195 * KM, N_ ("a marathon") },
  { LAB_ANALOGY_DISTANCE, 408 * KM, N_ ("the way up to the space station") },
  { LAB_ANALOGY_DISTANCE, 1300 * KM, N_ ("the length of Italy") },
  { LAB_ANALOGY_DISTANCE, 5570 * KM, N_ ("the way from London to New York") },
  { LAB_ANALOGY_DISTANCE, 40075 * KM, N_ ("the way around the world") },
  { LAB_ANALOGY_DISTANCE, 384400 * KM, N_ ("the way to the moon") },
  { LAB_ANALOGY_DISTANCE, 149597870.7 * KM, N_ ("the way to the sun") },
  { LAB_ANALOGY_DISTANCE, 4.5e9 * KM, N_ ("the way from the sun to Neptune") },
  { LAB_ANALOGY_DISTANCE, 4.02e13 * KM, N_ ("the way to the nearest star") },
};

const LabComparison *
lab_comparisons_get (guint *n_comparisons)
{
  *n_comparisons = G_N_ELEMENTS (comparisons);
  return comparisons;
}

const LabComparison *
lab_comparison_find (LabAnalogyKind kind, double value)
{
  const LabComparison *nearest = NULL;
  double smallest = INFINITY;

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      double distance = fabs (log (value / comparisons[i].value));

      if (comparisons[i].kind != kind || !(distance < smallest))
        continue;
      smallest = distance;
      nearest = &comparisons[i];
    }
  return nearest;
}
