/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-json.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_PARAM_INTEGER,
  LAB_PARAM_DURATION, /* nanoseconds */
  LAB_PARAM_SIZE,     /* bytes */
  LAB_PARAM_CHOICE,
  LAB_PARAM_TEXT,
} LabParamType;

/* Describes one parameter: builds the form, the help text and the check of what was typed.
 * Strings belong to whoever made the spec (a workload, or static data of a model). */
typedef struct
{
  const char *id; /* lower case letters, digits and '-' */
  const char *title;
  const char *help; /* one sentence */
  LabParamType type;
  gint64 minimum; /* numbers only; both ends are allowed */
  gint64 maximum;
  gint64 initial;             /* the default of a number */
  const char *initial_text;   /* the default of a choice or a text */
  const char *const *choices; /* NULL-terminated; choices only */
} LabParamSpec;

const char *lab_param_type_get_id (LabParamType type);

/* "from 1 to 1,000,000", "0 s to 1 h", "pool or per-task": what is allowed, for messages and help. */
char *lab_param_spec_describe_range (const LabParamSpec *spec);

/* The default as it would be typed: "3", "300ms". */
char *lab_param_spec_get_default_text (const LabParamSpec *spec);

/* Values for a list of specs, at first the defaults. The specs are not copied and must outlive it.
 * Not thread-safe while being set; any thread may read. */
typedef struct _LabValues LabValues;

LabValues *lab_values_new (const LabParamSpec *specs, guint n_specs);
LabValues *lab_values_copy (const LabValues *self);
void lab_values_free (LabValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabValues, lab_values_free)

guint lab_values_get_n_specs (const LabValues *self);
const LabParamSpec *lab_values_get_spec (const LabValues *self, guint n);
const LabParamSpec *lab_values_find_spec (const LabValues *self, const char *id);

/* Both check type and range; the error names the parameter, what was given and what is allowed. */
gboolean lab_values_set_text (LabValues *self, const char *id, const char *text, GError **error);

/* "NAME=VALUE", as a person gives it. Caller frees both; neither is touched where it fails. */
gboolean lab_setting_split (const char *setting, char **name, char **value, GError **error);
gboolean lab_values_set_node (LabValues *self, const char *id, JsonNode *node, GError **error);

/* The same for each member of an object, which may be missing; stops at the first that is wrong, and says where. */
gboolean lab_values_read (LabValues *self, const LabPlace *place, GError **error);

gint64 lab_values_get_number (const LabValues *self, const char *id);      /* 0 for a choice or text */
const char *lab_values_get_string (const LabValues *self, const char *id); /* NULL for a number */

/* As it would be typed ("300ms"), and as it is shown ("300 ms"). */
char *lab_values_get_text (const LabValues *self, const char *id);
char *lab_values_describe (const LabValues *self, const char *id);
gboolean lab_values_is_default (const LabValues *self, const char *id);

/* {"tasks": 3, "duration": "300ms"}: durations and sizes as text with unit. */
JsonNode *lab_values_to_node (const LabValues *self);

/* Whether both have the same values under the same names. */
gboolean lab_values_equal (const LabValues *self, const LabValues *other);

G_END_DECLS
