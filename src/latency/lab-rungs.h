/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-edition.h"
#include "lab-sheet.h"

G_BEGIN_DECLS

/* Editions and measurements side by side, rung by rung. Columns are counted through: the editions first, then the
 * sheets. */

/* A difference of so many times stands out. */
#define LAB_FAR_APART 10

typedef struct
{
  guint n_editions, n_sheets;
  const char *id;
  const char *title;
  double ns; /* of the first edition that has it, else of the first measurement; 0: there is no number */
  const LabEditionEntry **entries; /* for each edition, or NULL */
  const LabReading **readings;     /* for each sheet, or NULL */
} LabRung;

/* From the shortest to the longest, those without a number or a range last. `editions` are of LabEdition and `sheets`
 * of LabSheet; `rows` says which to take, NULL: all. Caller frees; the rungs borrow what they show. */
GPtrArray *lab_rungs_collect (const GPtrArray *editions, const GPtrArray *sheets, const char *const *rows);

/* What a column says, in ns. 0 where it says nothing, or only a range. */
double lab_rung_get_number (const LabRung *self, guint column);

/* FALSE where it says nothing; `low` and `high` are the same where it does not say a range. */
gboolean lab_rung_get_range (const LabRung *self, guint column, double *low, double *high);

/* "0.5 ns", "1 ms to 10 ms", "between 5 µs and 45 µs", "not available here"; NULL where it says nothing. Caller frees.
 */
char *lab_rung_describe (const LabRung *self, guint column);

/* How many times as long the one column is as the other; 0 where one of them has no number. */
double lab_rung_get_ratio (const LabRung *self, guint column, guint other);

static inline gboolean
lab_ratio_is_far (double ratio)
{
  return ratio > 0 && (ratio >= LAB_FAR_APART || ratio <= 1.0 / LAB_FAR_APART);
}

G_END_DECLS
