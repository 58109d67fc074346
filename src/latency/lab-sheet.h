/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-conditions.h"
#include "lab-reading.h"

G_BEGIN_DECLS

/* One measurement of one machine: its conditions and a reading for each row. Not thread-safe. */

/* The version of the JSON: grows when a member changes its meaning, not when one is added. */
#define LAB_SHEET_SCHEMA 1

typedef struct
{
  char *label; /* what it is called: a file's name, or "this machine"; not in the JSON */
  char *date;  /* ISO 8601, UTC */
  LabConditions conditions;
  gboolean careful;
  GPtrArray *readings; /* LabReading, in the order in which they were finished */
} LabSheet;

LabSheet *lab_sheet_new (void); /* of now, of this machine, and empty */
void lab_sheet_free (LabSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabSheet, lab_sheet_free)

/* Takes the reading over, in place of one of the same row. */
void lab_sheet_add (LabSheet *self, LabReading *reading);
const LabReading *lab_sheet_find (const LabSheet *self, const char *row); /* NULL where there is none */

JsonNode *lab_sheet_to_node (const LabSheet *self);
LabSheet *lab_sheet_new_from_json (const char *json, gssize length, const char *source, GError **error);

/* What was measured is kept in the user's data folder, called by its date. */

/* Returns the name under which it can be loaded again. Caller frees. */
char *lab_sheet_keep (const LabSheet *self, GError **error);

/* A path when it has a '/' or ends in ".json"; the name of a kept one; or "last". LAB_ERROR_USAGE, or LAB_ERROR_INVALID
 * where the content is wrong. */
LabSheet *lab_sheet_load (const char *name_or_path, GError **error);

/* The names, oldest first; NULL-terminated. Caller frees. */
GStrv lab_sheet_list_kept (void);

G_END_DECLS
