/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-result.h"

G_BEGIN_DECLS

/* The version of what is printed as JSON: grows when a member changes its meaning, not when one is added. */
#define CLI_RESULT_SCHEMA 1

/* One JSON object; docs/man/interleave-cli.1 lists its members. */
JsonNode *cli_result_to_node (const LabResult *self);

/* The summary for a person, to stdout. */
void cli_result_print (const LabResult *self);

G_END_DECLS
