/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-json.h"

G_BEGIN_DECLS

/* A plain struct as a JSON object, by a table of its fields. */

typedef enum
{
  LAB_FIELD_TEXT,   /* char *, owned; NULL is left out */
  LAB_FIELD_COUNT,  /* guint64 */
  LAB_FIELD_NUMBER, /* double */
  LAB_FIELD_FLAG,   /* gboolean */
} LabFieldType;

typedef struct
{
  const char *name;
  LabFieldType type;
  gsize offset;
} LabField;

/* As members of the object that is being built. */
void lab_record_write (JsonBuilder *builder, const LabField *fields, guint n_fields, gconstpointer record);

/* Into a record of zeroes. What is missing stays zero, what the table does not have is skipped: it may come from a
 * later version. */
gboolean lab_record_read (const LabPlace *place, const LabField *fields, guint n_fields, gpointer record,
                          GError **error);

/* Frees the texts. */
void lab_record_clear (const LabField *fields, guint n_fields, gpointer record);

G_END_DECLS
