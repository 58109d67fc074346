/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-template.h"

G_BEGIN_DECLS

/* What a compiled template consists of: between its compiler (lab-template.c) and its evaluator
 * (lab-template-text.c). */
typedef enum
{
  LAB_PART_LITERAL,
  LAB_PART_PARAM, /* until bound; number: which */
  LAB_PART_INDEX,
  LAB_PART_NUMBER,
  LAB_PART_LETTER,
  LAB_PART_NEXT,  /* the number of the next task; the first one's behind the last */
  LAB_PART_LOWER, /* of number and next */
  LAB_PART_HIGHER,
  LAB_PART_ARGUMENT, /* number: which, from 0 */
  LAB_PART_ARGUMENTS,
  LAB_PART_NAMED, /* number: which */
  LAB_PART_TASK,
  LAB_PART_COMPUTED,
  LAB_PART_WORD, /* of what is computed */
  LAB_PART_GOT,
  LAB_PART_TAKEN,
  LAB_PART_OUTPUT,
  LAB_PART_READ,
  LAB_PART_PID,
  LAB_PART_STATUS,
  LAB_PART_BYTES,
} LabPartKind;

typedef struct
{
  LabPartKind kind;
  guint number;
  char *text; /* of a literal */
  gsize length;
} LabPart;

struct _LabTemplate
{
  GArray *parts; /* of LabPart; no two literals stand side by side */
  const LabParamSpec *params;
};

G_END_DECLS
