/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-edition.h"

G_BEGIN_DECLS

/* How many instructions a processor executes in a nanosecond, where nobody says otherwise: the notes count with 12
 * and compare with 100. */
#define LAB_RATE_COUNTED 12.0
#define LAB_RATE_COMPARED 100.0
#define LAB_RATE_MIN 0.01
#define LAB_RATE_MAX 100.0

typedef enum
{
  LAB_ANALOGY_COUNT,    /* of instructions */
  LAB_ANALOGY_TIME,     /* seconds */
  LAB_ANALOGY_DISTANCE, /* metres */
} LabAnalogyKind;

/* One rule that makes a latency something else: so many nanoseconds stand for one instruction, second or metre. */
typedef struct
{
  LabAnalogyKind kind;
  double unit_ns;
  char *rule; /* in words, translated: "1 instruction (0.01 ns) = 1 second" */
} LabAnalogy;

/* "instructions", "seconds" (an instruction is a second), "metres" (an instruction is a metre), "light" (how far light
 * goes), or "ROW=1s" and "ROW=1m", which need an edition that has the row. A rate of 0 is the usual one.
 * LAB_ERROR_USAGE. */
LabAnalogy *lab_analogy_new (const char *name, double rate, const LabEdition *edition, GError **error);
void lab_analogy_free (LabAnalogy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabAnalogy, lab_analogy_free)

/* The names without a row, NULL-terminated. */
const char *const *lab_analogy_get_names (void);

/* Instructions, seconds or metres. */
double lab_analogy_apply (const LabAnalogy *self, double ns);

/* "1.8 million instructions", "2 h 47 min", "10 km". Caller frees. */
char *lab_analogy_describe (const LabAnalogy *self, double ns);

/* What people know and is nearest, "about half of the way to the moon"; NULL where nothing is near. Caller frees. */
char *lab_analogy_compare (const LabAnalogy *self, double ns);

/* Where a claim of an edition is not what the rule gives: a sentence that says both; else NULL. Caller frees. */
char *lab_claim_contradict (const LabClaim *claim);

G_END_DECLS
