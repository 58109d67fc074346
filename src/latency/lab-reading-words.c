/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-reading.h"

char *
lab_reading_describe (const LabReading *self)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (self->status == LAB_READING_UNAVAILABLE)
    return g_strdup (_ ("not available here"));
  if (self->status == LAB_READING_FAILED)
    return g_strdup (_ ("not measured"));
  if (self->estimate.grade != LAB_GRADE_D)
    return lab_format_fine_duration (self->estimate.value);
  low = lab_format_fine_duration (self->estimate.low);
  high = lab_format_fine_duration (self->estimate.high);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, _ (", "));
  g_string_append (text, part);
  g_free (part);
}

/* "on CPU 0", "on CPUs 0 and 1" */
static char *
describe_cpus (const LabReading *self)
{
  int first = g_array_index (self->cpus, gint, 0);

  if (self->cpus->len == 1)
    return g_strdup_printf (_ ("on CPU %d"), first);
  return g_strdup_printf (_ ("on CPUs %d and %d"), first, g_array_index (self->cpus, gint, 1));
}

/* How they lie around the number. */
static char *
describe_samples (const LabReading *self)
{
  g_autofree char *min = lab_format_fine_duration (self->min);
  g_autofree char *median = lab_format_fine_duration (self->median);
  g_autofree char *mad = lab_format_fine_duration (self->mad);
  g_autofree char *p99 = lab_format_fine_duration (self->p99);

  if (self->mad <= 0)
    return g_strdup_printf (_ ("at least %s, median %s, 99 %% within %s"), min, median, p99);
  return g_strdup_printf (_ ("at least %s, median %s ± %s, 99 %% within %s"), min, median, mad, p99);
}

static char *
describe_memory (const LabReading *self)
{
  g_autofree char *size = lab_format_size (self->working_set);
  g_autofree char *page = lab_format_size (self->page_size);

  if (self->page_size == 0)
    return g_strdup_printf (_ ("in %s"), size);
  return g_strdup_printf (_ ("in %s of %s pages"), size, page);
}

/* What others measured may tell less. */
char *
lab_reading_describe_samples (const LabReading *self)
{
  g_autofree char *n = lab_format_count (self->n);
  GString *text;

  if (self->status != LAB_READING_MEASURED || self->n == 0 || self->medians->len == 0)
    return NULL;
  text = g_string_new (NULL);
  append (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s sample in %u repetitions",
                                              "%s samples in %u repetitions", (gulong) self->n),
                                 n, self->medians->len));
  if (self->cpus->len > 0)
    append (text, describe_cpus (self));
  if (self->working_set > 0)
    append (text, describe_memory (self));
  if (self->min > 0 && self->median > 0)
    append (text, describe_samples (self));
  return g_string_free (text, FALSE);
}

char *
lab_reading_describe_doubt (const LabReading *self)
{
  g_autofree char *share = lab_format_share (self->foreign_share);

  if (self->status != LAB_READING_MEASURED || self->foreign_share <= LAB_FOREIGN_SHARE_MAX)
    return NULL;
  return g_strdup_printf (_ ("No better grade, for other processes took %s of the processors’ time meanwhile."), share);
}
