/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-data.h"
#include "lab-edition-private.h"
#include "lab-json.h"
#include "lab-latency-row.h"
#include "lab-quantity.h"

#define YEAR_MIN 1940
#define YEAR_MAX 2100

/* A text that may be left out where `needed` is FALSE: then *text stays as it is. */
static gboolean
read_text (const LabPlace *parent, const char *name, gboolean needed, LabEdition *self, const char **text,
           GError **error)
{
  LabPlace place = lab_place_member (parent, name);
  const char *found;

  if (place.node == NULL && !needed)
    return TRUE;
  found = lab_place_get_text (&place, error);
  if (found == NULL)
    return FALSE;
  if (*found == '\0')
    return lab_place_fail_expected (&place, _ ("a text that is not empty"), error);
  *text = lab_edition_keep (self, found);
  return TRUE;
}

static gboolean
read_id (const LabPlace *parent, const char *name, LabEdition *self, const char **id, GError **error)
{
  LabPlace place = lab_place_member (parent, name);

  if (!read_text (parent, name, TRUE, self, id, error))
    return FALSE;
  for (const char *letter = *id; *letter != '\0'; letter++)
    if (!g_ascii_islower (*letter) && (letter == *id || (!g_ascii_isdigit (*letter) && *letter != '-')))
      return lab_place_fail_expected (&place, _ ("lower case letters, digits and \"-\""), error);
  return TRUE;
}

static gboolean
read_year (const LabPlace *root, LabEdition *self, GError **error)
{
  LabPlace place = lab_place_member (root, "year");
  gint64 year;

  if (!lab_place_get_integer (&place, &year, error))
    return FALSE;
  if (year < YEAR_MIN || year > YEAR_MAX)
    return lab_place_fail_expected (&place, _ ("a year"), error);
  self->year = (int) year;
  return TRUE;
}

static gboolean
read_nanoseconds (const LabPlace *place, double *ns, GError **error)
{
  if (!lab_place_get_number (place, ns, error))
    return FALSE;
  return (*ns >= LAB_LATENCY_NS_MIN && *ns <= LAB_LATENCY_NS_MAX)
         || lab_place_fail_expected (place, _ ("nanoseconds, more than 0 and less than a year"), error);
}

/* A number, or two: from and to. */
static gboolean
read_range (const LabPlace *parent, LabEditionEntry *entry, GError **error)
{
  LabPlace place = lab_place_member (parent, "ns");
  LabPlace low = lab_place_element (&place, 0);
  LabPlace high = lab_place_element (&place, 1);

  if (place.node == NULL || !JSON_NODE_HOLDS_ARRAY (place.node))
    {
      if (!read_nanoseconds (&place, &entry->ns, error))
        return FALSE;
      entry->low = entry->high = entry->ns;
      return TRUE;
    }
  if (lab_place_get_length (&place) != 2)
    return lab_place_fail (&place, error, _ ("a range has two numbers"));
  if (!read_nanoseconds (&low, &entry->low, error) || !read_nanoseconds (&high, &entry->high, error))
    return FALSE;
  if (entry->low >= entry->high)
    return lab_place_fail (&place, error, _ ("the first number of a range must be the smaller one"));
  entry->ns = sqrt (entry->low * entry->high);
  return TRUE;
}

static gboolean
read_block (const LabPlace *parent, LabEditionEntry *entry, GError **error)
{
  LabPlace place = lab_place_member (parent, "block");
  const char *text = place.node == NULL ? NULL : lab_place_get_text (&place, error);
  GError *cause = NULL;

  if (text == NULL)
    return place.node == NULL;
  return lab_parse_size (text, &entry->block, &cause) || lab_place_fail_with (&place, cause, error);
}

static gboolean
read_title (const LabPlace *parent, LabEdition *self, LabEditionEntry *entry, GError **error)
{
  const LabLatencyRow *row = lab_latency_row_find (entry->row);
  LabPlace place = lab_place_member (parent, "row");
  GError *cause = NULL;

  entry->title = row == NULL ? NULL : _ (row->title);
  if (!read_text (parent, "title", FALSE, self, &entry->title, error))
    return FALSE;
  entry->title = lab_data_translate (entry->title);
  if (entry->title != NULL)
    return TRUE;
  lab_latency_row_require (entry->row, &cause);
  g_prefix_error (&cause, _ ("a row of your own needs a title; "));
  return lab_place_fail_with (&place, cause, error);
}

static gboolean
read_entry (const LabPlace *place, LabEdition *self, GError **error)
{
  static const char *const fields[] = { "row", "title", "ns", "block", "note", NULL };
  LabPlace row = lab_place_member (place, "row");
  LabEditionEntry entry = { 0 };

  if (!lab_place_check_object (place, fields, error) || !read_id (place, "row", self, &entry.row, error))
    return FALSE;
  if (lab_edition_find (self, entry.row) != NULL)
    return lab_place_fail (&row, error, _ ("there are two rows of this name"));
  if (!read_title (place, self, &entry, error) || !read_range (place, &entry, error)
      || !read_block (place, &entry, error) || !read_text (place, "note", FALSE, self, &entry.note, error))
    return FALSE;
  g_array_append_val (self->entries, entry);
  return TRUE;
}

static gboolean
read_claim (const LabPlace *place, LabEdition *self, GError **error)
{
  static const char *const fields[] = { "about", "analogy", "ns", "value", "says", NULL };
  LabPlace analogy = lab_place_member (place, "analogy");
  LabPlace ns = lab_place_member (place, "ns");
  LabPlace value = lab_place_member (place, "value");
  LabClaim claim = { 0 };

  if (!lab_place_check_object (place, fields, error) || !read_text (place, "about", TRUE, self, &claim.about, error)
      || !read_text (place, "says", TRUE, self, &claim.says, error)
      || !read_text (place, "analogy", TRUE, self, &claim.analogy, error) || !read_nanoseconds (&ns, &claim.ns, error)
      || !lab_place_get_number (&value, &claim.value, error))
    return FALSE;
  if (!g_str_equal (claim.analogy, "seconds") && !g_str_equal (claim.analogy, "metres"))
    return lab_place_fail_expected (&analogy, _ ("\"seconds\" or \"metres\""), error);
  if (claim.value <= 0)
    return lab_place_fail_expected (&value, _ ("a number above 0"), error);
  g_array_append_val (self->claims, claim);
  return TRUE;
}

typedef gboolean (*ReadElement) (const LabPlace *place, LabEdition *self, GError **error);

static gboolean
read_array (const LabPlace *place, ReadElement read, LabEdition *self, GError **error)
{
  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < lab_place_get_length (place); i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!read (&element, self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (const LabPlace *root, LabEdition *self, GError **error)
{
  static const char *const fields[] = { "id", "title", "year", "source", "licence", "note", "rows", "claims", NULL };
  LabPlace rows = lab_place_member (root, "rows");
  LabPlace claims = lab_place_member (root, "claims");

  if (!lab_place_check_object (root, fields, error) || !read_id (root, "id", self, &self->id, error)
      || !read_text (root, "title", TRUE, self, &self->title, error) || !read_year (root, self, error)
      || !read_text (root, "source", TRUE, self, &self->source, error)
      || !read_text (root, "licence", TRUE, self, &self->licence, error)
      || !read_text (root, "note", FALSE, self, &self->note, error) || !read_array (&rows, read_entry, self, error))
    return FALSE;
  if (self->entries->len == 0)
    return lab_place_fail (&rows, error, _ ("there must be at least one row"));
  return claims.node == NULL || read_array (&claims, read_claim, self, error);
}

LabEdition *
lab_edition_new_from_json (const char *json, gssize length, const char *source, GError **error)
{
  g_autoptr (LabEdition) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  LabPlace root;

  g_return_val_if_fail (json != NULL && source != NULL, NULL);

  node = lab_json_parse (json, length, LAB_EDITION_SIZE_MAX, source, error);
  if (node == NULL)
    return NULL;
  self = lab_edition_alloc ();
  root = lab_place_root (source, node);
  return read_all (&root, self, error) ? g_steal_pointer (&self) : NULL;
}
