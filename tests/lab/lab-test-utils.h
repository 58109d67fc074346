/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"
#include "lab-program.h"

G_BEGIN_DECLS

/* A workload "test" with the fields given as JSON with single quotes: "'tasks': […], 'answer': {…}". Fails the
 * test where it is wrong. */
LabWorkload *lab_test_workload (const char *fields);

/* Its program, with the defaults. */
LabProgram *lab_test_program (const char *fields);

/* The error of what must be wrong. */
char *lab_test_workload_error (const char *fields);
char *lab_test_program_error (const char *fields);

G_END_DECLS
