/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-test-utils.h"

static LabWorkload *
parse (const char *fields, GError **error)
{
  g_autofree char *json = g_strdup_printf ("{'id': 'test', %s}", fields);

  return lab_workload_new_from_json (g_strdelimit (json, "'", '"'), -1, "test.json", error);
}

static LabProgram *
make (LabWorkload *workload, GError **error)
{
  guint n;
  const LabParamSpec *specs = lab_workload_get_params (workload, &n);
  g_autoptr (LabValues) values = lab_values_new (specs, n);

  return lab_program_new (workload, values, error);
}

LabWorkload *
lab_test_workload (const char *fields)
{
  g_autoptr (GError) error = NULL;
  LabWorkload *workload = parse (fields, &error);

  g_assert_no_error (error);
  return workload;
}

LabProgram *
lab_test_program (const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = lab_test_workload (fields);
  LabProgram *program = make (workload, &error);

  g_assert_no_error (error);
  return program;
}

char *
lab_test_workload_error (const char *fields)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (fields, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  return g_strdup (error->message);
}

char *
lab_test_program_error (const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = lab_test_workload (fields);

  g_assert_null (make (workload, &error));
  g_assert_nonnull (error);
  return g_strdup (error->message);
}
