/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-json.h"

G_BEGIN_DECLS

/* What a machine was like while it was measured. A plain value that owns its texts; what could not be found out is NULL
 * or 0, which means "unknown" and not "bad". */
typedef struct
{
  char *cpu;
  char *kernel;
  char *governor;    /* of the clock frequency */
  char *huge_pages;  /* "always", "madvise", "never" */
  char *folder;      /* where the scratch file of the disk's rows was */
  char *file_system; /* of that folder: "ext4", "tmpfs" */
  char *sandbox;     /* "Flatpak" */
  guint64 n_cpus;    /* that we may use */
  guint64 l1_bytes, l2_bytes, l3_bytes;
  guint64 n_mitigations; /* of processor faults: they make system calls dearer */
  gboolean virtual_machine;
  gboolean memory_disk; /* the folder is memory and no disk */
  gboolean same_core;   /* the two CPUs of the rows that need two share a core */
  double load;          /* average of the last minute when it began */
  double steal_share;   /* of the processors' time that the host gave to others */
  double drift_share;   /* most by which the clock frequency changed during a repetition */
  double foreign_share; /* of the processors' time that other processes took */
} LabConditions;

/* All but the shares. */
void lab_conditions_read (LabConditions *self, const char *folder);
void lab_conditions_clear (LabConditions *self);

void lab_conditions_write (const LabConditions *self, JsonBuilder *builder);
gboolean lab_conditions_read_place (LabConditions *self, const LabPlace *place, GError **error);

/* What throws doubt on all rows, a sentence each; NULL-terminated, perhaps empty. Caller frees. */
GStrv lab_conditions_describe (const LabConditions *self);

/* The processors' time since the machine was started, in ticks. */
typedef struct
{
  guint64 total, busy, steal;
  double own; /* of this process and its ended children */
} LabCpuTimes;

void lab_cpu_times_read (LabCpuTimes *self);

/* Which share of it other processes took between the two; 0 where no tick has passed. */
double lab_cpu_times_get_foreign_share (const LabCpuTimes *from, const LabCpuTimes *to);

void lab_conditions_set_shares (LabConditions *self, const LabCpuTimes *from, const LabCpuTimes *to);

/* Bytes of a data or unified cache of the first processor; 0 where it is not known. */
guint64 lab_cache_get_size (guint level);

/* Also where nobody knows how large it is. */
gboolean lab_cache_has_third_level (void);

G_END_DECLS
