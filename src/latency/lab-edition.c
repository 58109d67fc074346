/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-data.h"
#include "lab-edition-private.h"
#include "lab-error.h"
#include "lab-quantity.h"
#include "lab-suggest.h"

#define KIND "latency"
#define SCOTT_PREFIX "scott-"

LabEdition *
lab_edition_alloc (void)
{
  LabEdition *self = g_new0 (LabEdition, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->strings = g_string_chunk_new (1024);
  self->entries = g_array_new (FALSE, TRUE, sizeof (LabEditionEntry));
  self->claims = g_array_new (FALSE, TRUE, sizeof (LabClaim));
  return self;
}

const char *
lab_edition_keep (LabEdition *self, const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->strings, text);
}

LabEdition *
lab_edition_ref (LabEdition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lab_edition_unref (LabEdition *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->entries);
  g_array_unref (self->claims);
  g_string_chunk_free (self->strings);
  g_free (self);
}

static LabEdition *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  g_autofree char *text = lab_data_read (path, LAB_EDITION_SIZE_MAX, &length, &cause);

  if (text != NULL)
    return lab_edition_new_from_json (text, (gssize) length, path, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("cannot read the edition %s: %s"), path, cause->message);
  return NULL;
}

static LabEdition *
load_scott (const char *year_text, GError **error)
{
  gint64 year;

  if (lab_parse_integer (year_text, &year, NULL) && year >= LAB_SCOTT_YEAR_MIN && year <= LAB_SCOTT_YEAR_MAX)
    return lab_edition_new_scott ((int) year);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s%s: expected a year from %d to %d"), SCOTT_PREFIX, year_text,
               LAB_SCOTT_YEAR_MIN, LAB_SCOTT_YEAR_MAX);
  return NULL;
}

LabEdition *
lab_edition_load (const char *name_or_path, GError **error)
{
  g_autofree char *path = NULL;
  g_auto (GStrv) known = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  if (lab_data_is_path (name_or_path))
    return load_file (name_or_path, error);
  path = lab_data_find (KIND, name_or_path);
  if (path != NULL)
    return load_file (path, error);
  if (g_str_has_prefix (name_or_path, SCOTT_PREFIX))
    return load_scott (name_or_path + strlen (SCOTT_PREFIX), error);
  known = lab_data_list (KIND);
  lab_set_unknown_error (error, _ ("edition"), name_or_path, (const char *const *) known);
  return NULL;
}

static int
compare_editions (gconstpointer a, gconstpointer b)
{
  const LabEdition *one = *(LabEdition *const *) a;
  const LabEdition *other = *(LabEdition *const *) b;
  gboolean one_leads = g_str_equal (one->id, LAB_EDITION_DEFAULT);
  gboolean other_leads = g_str_equal (other->id, LAB_EDITION_DEFAULT);

  if (one_leads != other_leads)
    return one_leads ? -1 : 1;
  return one->year != other->year ? one->year - other->year : strcmp (one->id, other->id);
}

GPtrArray *
lab_edition_list (GPtrArray *problems)
{
  GPtrArray *editions = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_edition_unref);
  g_auto (GStrv) names = lab_data_list (KIND);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      LabEdition *edition = lab_edition_load (names[i], &error);

      if (edition != NULL)
        g_ptr_array_add (editions, edition);
      else if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
  g_ptr_array_add (editions, lab_edition_new_scott (LAB_SCOTT_YEAR_KNOWN));
  g_ptr_array_sort (editions, compare_editions);
  return editions;
}

const char *
lab_edition_get_id (const LabEdition *self)
{
  return self->id;
}

const char *
lab_edition_get_title (const LabEdition *self)
{
  return lab_data_translate (self->title);
}

const char *
lab_edition_get_source (const LabEdition *self)
{
  return self->source;
}

const char *
lab_edition_get_licence (const LabEdition *self)
{
  return self->licence;
}

const char *
lab_edition_get_note (const LabEdition *self)
{
  return lab_data_translate (self->note);
}

int
lab_edition_get_year (const LabEdition *self)
{
  return self->year;
}

gboolean
lab_edition_is_extrapolated (const LabEdition *self)
{
  return self->extrapolated;
}

const LabEditionEntry *
lab_edition_get_entries (const LabEdition *self, guint *n_entries)
{
  g_return_val_if_fail (self != NULL && n_entries != NULL, NULL);

  *n_entries = self->entries->len;
  return (const LabEditionEntry *) self->entries->data;
}

const LabEditionEntry *
lab_edition_find (const LabEdition *self, const char *row)
{
  g_return_val_if_fail (self != NULL && row != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const LabEditionEntry *entry = &g_array_index (self->entries, LabEditionEntry, i);

      if (g_str_equal (entry->row, row))
        return entry;
    }
  return NULL;
}

const LabClaim *
lab_edition_get_claims (const LabEdition *self, guint *n_claims)
{
  g_return_val_if_fail (self != NULL && n_claims != NULL, NULL);

  *n_claims = self->claims->len;
  return (const LabClaim *) self->claims->data;
}
