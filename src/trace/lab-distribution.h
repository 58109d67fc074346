/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 median;
  guint64 p95;
  guint64 max;
} LabDistribution;

/* By nearest rank: each figure is one of the values. All 0 where there are none. The values may be in any order. */
LabDistribution lab_distribution_of (const guint64 *values, guint n);

G_END_DECLS
