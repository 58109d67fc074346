/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table of latency numbers as someone published it. docs/editions.md has the format of the file. Immutable,
 * reference counted; its strings live as long as it does. */

#define LAB_EDITION_SIZE_MAX (1 << 20)

/* The edition that is shown unless another is asked for: the table of the source notes. */
#define LAB_EDITION_DEFAULT "notes"

/* Colin Scott's model: the years of its slider, and the last that it had data for. */
#define LAB_SCOTT_YEAR_MIN 1990
#define LAB_SCOTT_YEAR_MAX 2030
#define LAB_SCOTT_YEAR_KNOWN 2012

typedef struct
{
  const char *row; /* its id, perhaps of a row that only this edition has */
  const char *title;
  double ns; /* the geometric middle where a range is given */
  double low, high;
  guint64 block;    /* bytes that are moved at once; 0: it does not say */
  const char *note; /* NULL for none */
} LabEditionEntry;

/* What an edition says in words and its own rule may contradict. */
typedef struct
{
  const char *about;   /* "disk seek" */
  const char *analogy; /* "seconds", "metres" */
  const char *says;    /* in its own words */
  double ns;
  double value; /* seconds or metres, as it says */
} LabClaim;

typedef struct _LabEdition LabEdition;

LabEdition *lab_edition_new_from_json (const char *json, gssize length, const char *source, GError **error);

/* What Colin Scott's program computes for that year. */
LabEdition *lab_edition_new_scott (int year);

/* A path when it has a '/' or ends in ".json"; "scott-YEAR"; else the name of one in the data folders. Errors are
 * LAB_ERROR_USAGE, or LAB_ERROR_INVALID where the content is wrong, and say where. */
LabEdition *lab_edition_load (const char *name_or_path, GError **error);

/* All in the data folders, the default first, then by year, and Scott's of the last year that it had data for. A file
 * that is wrong is left out and, where `problems` is not NULL, its error message added there. */
GPtrArray *lab_edition_list (GPtrArray *problems);

LabEdition *lab_edition_ref (LabEdition *self);
void lab_edition_unref (LabEdition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabEdition, lab_edition_unref)

const char *lab_edition_get_id (const LabEdition *self);
const char *lab_edition_get_title (const LabEdition *self);
const char *lab_edition_get_source (const LabEdition *self);
const char *lab_edition_get_licence (const LabEdition *self);
const char *lab_edition_get_note (const LabEdition *self); /* NULL for none */
int lab_edition_get_year (const LabEdition *self);

/* Whether its model had no data for its year. */
gboolean lab_edition_is_extrapolated (const LabEdition *self);

const LabEditionEntry *lab_edition_get_entries (const LabEdition *self, guint *n_entries);
const LabEditionEntry *lab_edition_find (const LabEdition *self, const char *row); /* NULL where it has none */
const LabClaim *lab_edition_get_claims (const LabEdition *self, guint *n_claims);

G_END_DECLS
