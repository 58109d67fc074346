/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index.h"

G_BEGIN_DECLS

/* Which rows of an index are shown, in which order and groups. A picture of a few of a hundred thousand lanes costs
 * what those few cost. */

typedef struct
{
  gboolean is_group; /* the heading of a group, not a lane */
  gboolean is_folded;
  guint row;     /* of the index; of a group: its first */
  gint32 pid;    /* of a group */
  guint n_lanes; /* of a group, folded or not */
  guint number;  /* of a lane, counted from 0 over all that are not folded: every second is tinted */
} LabLaneEntry;

typedef struct _LabLanes LabLanes;

LabLanes *lab_lanes_new (LabTrace *trace, LabIndex *index); /* borrows both */
void lab_lanes_free (LabLanes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLanes, lab_lanes_free)

/* Takes in what the index has got since. Rows on which nothing happened are left out. */
void lab_lanes_update (LabLanes *self);

/* Shows only the lanes in the ranges "1-4,9", counted from 1 as a person counts those that there are; NULL: all.
 * LAB_ERROR_USAGE where it is no such list. */
gboolean lab_lanes_set_filter (LabLanes *self, const char *ranges, GError **error);

/* A folded group shows its heading only. */
void lab_lanes_set_folded (LabLanes *self, gint32 pid, gboolean folded);
GArray *lab_lanes_list_folded (LabLanes *self); /* of gint32: pids. Caller unrefs. */

guint lab_lanes_get_n_entries (LabLanes *self);
const LabLaneEntry *lab_lanes_get_entry (LabLanes *self, guint n);
guint lab_lanes_get_n_lanes (LabLanes *self);   /* entries that are no headings */
guint lab_lanes_get_n_groups (LabLanes *self);  /* 0 where there is one process only, or one lane each */
gint32 lab_lanes_get_only_pid (LabLanes *self); /* of all lanes; 0 where there are several or none */

/* The entry of a row; FALSE where it is not shown. */
gboolean lab_lanes_find_row (LabLanes *self, guint row, guint *n);

/* Where an entry begins when a lane takes `lane` and a heading `heading`; n may be the number of entries. */
double lab_lanes_get_y (LabLanes *self, guint n, double lane, double heading);

/* The entry at y, the number of entries below the last. */
guint lab_lanes_find (LabLanes *self, double y, double lane, double heading);

G_END_DECLS
