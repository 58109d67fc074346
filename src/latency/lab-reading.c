/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-latency-row.h"
#include "lab-reading.h"
#include "lab-record.h"

static const char *const statuses[] = { "measured", "unavailable", "failed", NULL };

/* All but status, estimate and the two arrays. */
static const LabField fields[] = {
  { "row", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabReading, row) },
  { "method", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabReading, method) },
  { "why", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabReading, why) },
  { "note", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabReading, note) },
};
static const LabField measured_fields[] = {
  { "low_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, estimate.low) },
  { "high_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, estimate.high) },
  { "working_set_bytes", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabReading, working_set) },
  { "page_size_bytes", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabReading, page_size) },
  { "foreign_share", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, foreign_share) },
  { "n", LAB_FIELD_COUNT, G_STRUCT_OFFSET (LabReading, n) },
  { "min_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, min) },
  { "median_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, median) },
  { "mean_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, mean) },
  { "mad_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, mad) },
  { "p99_ns", LAB_FIELD_NUMBER, G_STRUCT_OFFSET (LabReading, p99) },
};

LabReading *
lab_reading_new (const char *row, const char *method)
{
  LabReading *self = g_new0 (LabReading, 1);

  self->row = g_strdup (row);
  self->method = g_strdup (method);
  self->medians = g_array_new (FALSE, FALSE, sizeof (double));
  self->cpus = g_array_new (FALSE, FALSE, sizeof (gint));
  return self;
}

LabReading *
lab_reading_copy (const LabReading *self)
{
  LabReading *copy = g_memdup2 (self, sizeof (*self));

  copy->row = g_strdup (self->row);
  copy->method = g_strdup (self->method);
  copy->why = g_strdup (self->why);
  copy->note = g_strdup (self->note);
  copy->medians = g_array_copy (self->medians);
  copy->cpus = g_array_copy (self->cpus);
  return copy;
}

void
lab_reading_free (LabReading *self)
{
  if (self == NULL)
    return;
  lab_record_clear (fields, G_N_ELEMENTS (fields), self);
  g_array_unref (self->medians);
  g_array_unref (self->cpus);
  g_free (self);
}

/* Of all samples: a middle one would leave out what comes now and then, which a mean is asked for. */
static double
get_mean (const LabSummary *repetitions, guint n)
{
  double sum = 0;
  guint64 n_samples = 0;

  for (guint i = 0; i < n; i++)
    {
      sum += repetitions[i].mean * repetitions[i].n;
      n_samples += repetitions[i].n;
    }
  return sum / (double) n_samples;
}

/* The middle of one number of each repetition. */
static double
get_middle (const LabSummary *repetitions, guint n, gsize offset)
{
  double numbers[LAB_REPETITIONS_MAX];

  for (guint i = 0; i < n; i++)
    numbers[i] = *(const double *) ((const char *) &repetitions[i] + offset);
  return lab_summary_compute (numbers, n).median;
}

void
lab_reading_conclude (LabReading *self, const LabSummary *repetitions, guint n, LabEstimator how)
{
  g_return_if_fail (self != NULL && n <= LAB_REPETITIONS_MAX);

  self->n = 0;
  g_array_set_size (self->medians, 0);
  for (guint i = 0; i < n; i++)
    {
      self->n += repetitions[i].n;
      self->min = i == 0 ? repetitions[i].min : MIN (self->min, repetitions[i].min);
      g_array_append_val (self->medians, repetitions[i].median);
    }
  if (!lab_estimate_compute (repetitions, n, how, &self->estimate))
    {
      self->status = LAB_READING_FAILED;
      self->why = g_strdup_printf (_ ("only %u samples in %u repetitions"), (guint) self->n, n);
      return;
    }
  self->status = LAB_READING_MEASURED;
  self->median = get_middle (repetitions, n, G_STRUCT_OFFSET (LabSummary, median));
  self->mean = get_mean (repetitions, n);
  self->mad = get_middle (repetitions, n, G_STRUCT_OFFSET (LabSummary, mad));
  self->p99 = get_middle (repetitions, n, G_STRUCT_OFFSET (LabSummary, p99));
}

void
lab_reading_doubt (LabReading *self, double foreign_share)
{
  self->foreign_share = foreign_share;
  if (foreign_share > LAB_FOREIGN_SHARE_MAX)
    self->estimate.grade = MAX (self->estimate.grade, LAB_GRADE_C);
}

static void
add_arrays (JsonBuilder *builder, const LabReading *self)
{
  json_builder_set_member_name (builder, "repetitions_ns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->medians->len; i++)
    json_builder_add_double_value (builder, g_array_index (self->medians, double, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "cpus");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->cpus->len; i++)
    json_builder_add_int_value (builder, g_array_index (self->cpus, gint, i));
  json_builder_end_array (builder);
}

static void
add_measured (JsonBuilder *builder, const LabReading *self)
{
  json_builder_set_member_name (builder, "grade");
  json_builder_add_string_value (builder, lab_grade_get_id (self->estimate.grade));
  json_builder_set_member_name (builder, "value_ns");
  if (self->estimate.grade == LAB_GRADE_D)
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, self->estimate.value);
  lab_record_write (builder, measured_fields, G_N_ELEMENTS (measured_fields), self);
  add_arrays (builder, self);
}

JsonNode *
lab_reading_to_node (const LabReading *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lab_record_write (builder, fields, G_N_ELEMENTS (fields), self);
  json_builder_set_member_name (builder, "status");
  json_builder_add_string_value (builder, statuses[self->status]);
  if (self->status == LAB_READING_MEASURED)
    add_measured (builder, self);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
read_status (const LabPlace *place, LabReading *self, GError **error)
{
  LabPlace member = lab_place_member (place, "status");
  const char *text = lab_place_get_text (&member, error);

  if (text == NULL)
    return FALSE;
  for (guint i = 0; statuses[i] != NULL; i++)
    if (g_str_equal (statuses[i], text))
      {
        self->status = (LabReadingStatus) i;
        return TRUE;
      }
  return lab_place_fail_expected (&member, "\"measured\", \"unavailable\" or \"failed\"", error);
}

static gboolean
is_on_scale (double ns)
{
  return ns >= LAB_LATENCY_NS_MIN && ns <= LAB_LATENCY_NS_MAX;
}

static gboolean
read_estimate (const LabPlace *place, LabReading *self, GError **error)
{
  LabPlace grade = lab_place_member (place, "grade");
  LabPlace value = lab_place_member (place, "value_ns");
  const char *id = lab_place_get_text (&grade, error);

  if (id == NULL)
    return FALSE;
  if (!lab_grade_from_id (id, &self->estimate.grade))
    return lab_place_fail_expected (&grade, "\"A\", \"B\", \"C\" or \"D\"", error);
  if (self->estimate.grade == LAB_GRADE_D)
    return TRUE;
  if (!lab_place_get_number (&value, &self->estimate.value, error))
    return FALSE;
  return is_on_scale (self->estimate.value)
         || lab_place_fail_expected (&value, _ ("nanoseconds, more than 0 and less than a year"), error);
}

/* A number may do without its range, but where there is none it is all there is. */
static gboolean
check_range (const LabPlace *place, const LabReading *self, GError **error)
{
  const LabEstimate *estimate = &self->estimate;
  LabPlace low = lab_place_member (place, "low_ns");
  LabPlace high = lab_place_member (place, "high_ns");

  if (estimate->grade != LAB_GRADE_D && estimate->low <= 0 && estimate->high <= 0)
    return TRUE;
  if (!is_on_scale (estimate->low))
    return lab_place_fail_expected (&low, _ ("nanoseconds, more than 0 and less than a year"), error);
  return (is_on_scale (estimate->high) && estimate->high >= estimate->low)
         || lab_place_fail_expected (&high, _ ("no less than low_ns, and less than a year"), error);
}

static gboolean
read_arrays (const LabPlace *place, LabReading *self, GError **error)
{
  LabPlace medians = lab_place_member (place, "repetitions_ns");
  LabPlace cpus = lab_place_member (place, "cpus");

  for (guint i = 0; i < lab_place_get_length (&medians); i++)
    {
      LabPlace element = lab_place_element (&medians, i);
      double number;

      if (!lab_place_get_number (&element, &number, error))
        return FALSE;
      g_array_append_val (self->medians, number);
    }
  for (guint i = 0; i < lab_place_get_length (&cpus); i++)
    {
      LabPlace element = lab_place_element (&cpus, i);
      gint64 number;
      gint cpu;

      if (!lab_place_get_integer (&element, &number, error))
        return FALSE;
      cpu = (gint) number;
      g_array_append_val (self->cpus, cpu);
    }
  return TRUE;
}

LabReading *
lab_reading_new_from_place (const LabPlace *place, GError **error)
{
  g_autoptr (LabReading) self = lab_reading_new (NULL, NULL);
  LabPlace row = lab_place_member (place, "row");

  if (!lab_record_read (place, fields, G_N_ELEMENTS (fields), self, error) || !read_status (place, self, error))
    return NULL;
  if (self->row == NULL)
    {
      lab_place_fail_expected (&row, _ ("a text"), error);
      return NULL;
    }
  if (self->status == LAB_READING_MEASURED
      && (!read_estimate (place, self, error)
          || !lab_record_read (place, measured_fields, G_N_ELEMENTS (measured_fields), self, error)
          || !read_arrays (place, self, error) || !check_range (place, self, error)))
    return NULL;
  if (self->status != LAB_READING_MEASURED && self->why == NULL)
    self->why = g_strdup (_ ("it is not said why"));
  return g_steal_pointer (&self);
}
