/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Less than light takes through an atom, and more than a year: nothing that belongs on the scale. */
#define LAB_LATENCY_NS_MIN 1e-4
#define LAB_LATENCY_NS_MAX 3.2e16

/* What keeps a program waiting. */
typedef enum
{
  LAB_BOUND_CPU,
  LAB_BOUND_MEMORY,
  LAB_BOUND_KERNEL, /* the operating system: calls, switches, other threads and processes */
  LAB_BOUND_DISK,
  LAB_BOUND_NETWORK,
  LAB_N_BOUNDS,
} LabBound;

/* One rung of the latency scale: what editions have numbers for and probes measure. Static data. */
typedef struct
{
  const char *id;      /* lower case letters, digits and '-' */
  const char *title;   /* translatable */
  const char *why_not; /* translatable: why no probe can measure it here; NULL where one does */
  LabBound bound;
} LabLatencyRow;

/* In the order of the scale. */
const LabLatencyRow *lab_latency_rows_get (guint *n_rows);

/* NULL where there is none. */
const LabLatencyRow *lab_latency_row_find (const char *id);

/* The same, but a LAB_ERROR_USAGE that suggests the nearest. */
const LabLatencyRow *lab_latency_row_require (const char *id, GError **error);

/* "the processor", "memory", "the operating system", "the disk", "the network". Translated. */
const char *lab_bound_get_title (LabBound bound);

G_END_DECLS
