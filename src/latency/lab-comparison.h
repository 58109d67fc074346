/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-analogy.h"

G_BEGIN_DECLS

/* A time or a distance that people have a feeling for. */
typedef struct
{
  LabAnalogyKind kind;
  double value;     /* seconds or metres */
  const char *name; /* translatable, to follow "about half of": "the way to the moon" */
} LabComparison;

const LabComparison *lab_comparisons_get (guint *n_comparisons);

/* The one nearest to a value, by how many times the one is the other; NULL for counts. */
const LabComparison *lab_comparison_find (LabAnalogyKind kind, double value);

G_END_DECLS
