/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-comparison.h"
#include "lab-error.h"
#include "lab-latency-row.h"
#include "lab-data.h"
#include "lab-quantity.h"
#include "lab-suggest.h"

#define METRES_OF_LIGHT_PER_NS 0.299792458

static const char *const names[] = { "instructions", "seconds", "metres", "light", NULL };

const char *const *
lab_analogy_get_names (void)
{
  return names;
}

static LabAnalogy *
analogy_new (LabAnalogyKind kind, double unit_ns, char *rule)
{
  LabAnalogy *self = g_new0 (LabAnalogy, 1);

  self->kind = kind;
  self->unit_ns = unit_ns;
  self->rule = rule;
  return self;
}

void
lab_analogy_free (LabAnalogy *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_free (self);
}

static LabAnalogy *
analogy_new_instructions (double rate)
{
  double used = rate > 0 ? rate : LAB_RATE_COUNTED;
  g_autofree char *shown = lab_format_rough_count (used);

  return analogy_new (LAB_ANALOGY_COUNT, 1 / used, g_strdup_printf (_ ("1 ns = %s instructions"), shown));
}

static LabAnalogy *
analogy_new_instruction_is (LabAnalogyKind kind, double rate)
{
  double unit = 1 / (rate > 0 ? rate : LAB_RATE_COMPARED);
  g_autofree char *shown = lab_format_fine_duration (unit);

  return analogy_new (kind, unit,
                      g_strdup_printf (kind == LAB_ANALOGY_TIME ? _ ("1 instruction (%s) = 1 second")
                                                                : _ ("1 instruction (%s) = 1 metre"),
                                       shown));
}

/* "ROW=1s" or "ROW=1m"; `equals` points to the sign. */
static LabAnalogy *
analogy_new_row_is (const char *name, const char *equals, const LabEdition *edition, GError **error)
{
  g_autofree char *row = g_strndup (name, (gsize) (equals - name));
  const LabEditionEntry *entry = lab_edition_find (edition, row);
  gboolean second = g_str_equal (equals, "=1s");

  if (!second && !g_str_equal (equals, "=1m"))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s: expected %s=1s or %s=1m"), name, row, row);
      return NULL;
    }
  if (entry == NULL && lab_latency_row_require (row, error) != NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("the edition \"%s\" has no row \"%s\""),
                 lab_edition_get_id (edition), row);
  if (entry == NULL)
    return NULL;
  return analogy_new (second ? LAB_ANALOGY_TIME : LAB_ANALOGY_DISTANCE, entry->ns,
                      g_strdup_printf (second ? _ ("%s = 1 second") : _ ("%s = 1 metre"), entry->title));
}

LabAnalogy *
lab_analogy_new (const char *name, double rate, const LabEdition *edition, GError **error)
{
  const char *equals;

  g_return_val_if_fail (name != NULL && edition != NULL, NULL);

  equals = strchr (name, '=');
  if (equals != NULL)
    return analogy_new_row_is (name, equals, edition, error);
  if (g_str_equal (name, "instructions"))
    return analogy_new_instructions (rate);
  if (g_str_equal (name, "seconds"))
    return analogy_new_instruction_is (LAB_ANALOGY_TIME, rate);
  if (g_str_equal (name, "metres"))
    return analogy_new_instruction_is (LAB_ANALOGY_DISTANCE, rate);
  if (g_str_equal (name, "light"))
    return analogy_new (LAB_ANALOGY_DISTANCE, 1 / METRES_OF_LIGHT_PER_NS, g_strdup (_ ("as far as light goes")));
  lab_set_unknown_error (error, _ ("analogy"), name, names);
  return NULL;
}

double
lab_analogy_apply (const LabAnalogy *self, double ns)
{
  return ns / self->unit_ns;
}

char *
lab_analogy_describe (const LabAnalogy *self, double ns)
{
  double value = lab_analogy_apply (self, ns);
  g_autofree char *count = NULL;

  switch (self->kind)
    {
    case LAB_ANALOGY_TIME:
      return lab_format_span (value);
    case LAB_ANALOGY_DISTANCE:
      return lab_format_distance (value);
    case LAB_ANALOGY_COUNT:
    default:
      count = lab_format_rough_count (value);
      return g_strdup_printf (value == 1 ? _ ("%s instruction") : _ ("%s instructions"), count);
    }
}

/* Farther than this from all that we know nothing is said. */
#define SHARE_MIN 0.07
#define TIMES_MAX 15

/* The nearest of the fractions that have a name: the limits are the geometric middles between them. */
static char *
describe_share (double share, const char *name)
{
  if (share > 1 / sqrt (2))
    return g_strdup_printf (_ ("about %s"), name);
  if (share > 1 / sqrt (6))
    return g_strdup_printf (_ ("about half of %s"), name);
  if (share > 1 / sqrt (12))
    return g_strdup_printf (_ ("about a third of %s"), name);
  if (share > 1 / sqrt (20))
    return g_strdup_printf (_ ("about a quarter of %s"), name);
  if (share > 1 / sqrt (50))
    return g_strdup_printf (_ ("about a fifth of %s"), name);
  return g_strdup_printf (_ ("about a tenth of %s"), name);
}

char *
lab_analogy_compare (const LabAnalogy *self, double ns)
{
  double value = lab_analogy_apply (self, ns);
  const LabComparison *comparison = lab_comparison_find (self->kind, value);
  double times = comparison == NULL ? 0 : value / comparison->value;

  if (times < SHARE_MIN || times > TIMES_MAX)
    return NULL;
  if (times < 1.5)
    return describe_share (times, _ (comparison->name));
  return g_strdup_printf (_ ("about %.0f times %s"), times, _ (comparison->name));
}

/* What is said in words is rounded to a few digits. */
#define CLAIM_TOLERANCE 0.02

char *
lab_claim_contradict (const LabClaim *claim)
{
  gboolean time = g_str_equal (claim->analogy, "seconds");
  g_autoptr (LabAnalogy)
    analogy = analogy_new_instruction_is (time ? LAB_ANALOGY_TIME : LAB_ANALOGY_DISTANCE, LAB_RATE_COMPARED);
  double value = lab_analogy_apply (analogy, claim->ns);
  g_autofree char *given = lab_format_fine_duration (claim->ns);
  g_autofree char *ours = lab_analogy_describe (analogy, claim->ns);
  g_autofree char *compared = lab_analogy_compare (analogy, claim->ns);

  if (fabs (value / claim->value - 1) <= CLAIM_TOLERANCE)
    return NULL;
  if (compared == NULL)
    return g_strdup_printf (_ ("It says of %s (%s): \"%s\". Its rule, %s, gives %s."),
                            lab_data_translate (claim->about), given, claim->says, analogy->rule, ours);
  return g_strdup_printf (_ ("It says of %s (%s): \"%s\". Its rule, %s, gives %s, %s."), claim->about, given,
                          claim->says, analogy->rule, ours, compared);
}
