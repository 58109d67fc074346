/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads JSON that someone wrote by hand: every error says where it is. A place is a value and the way to it,
 * "sleep.json: /tasks/0/steps/1/sleep"; it lives on the stack, borrows its parent and costs nothing. All
 * errors are LAB_ERROR_INVALID. Functions that return a gboolean or a pointer give FALSE or NULL with an error. */

#define LAB_JSON_DEPTH_MAX 32

typedef struct _LabPlace LabPlace;
struct _LabPlace
{
  const LabPlace *parent; /* NULL: the whole document, and name is what the document is called */
  const char *name;       /* of a member; NULL for an element */
  guint index;            /* of an element */
  JsonNode *node;         /* NULL where there is no such member */
};

/* Checks size, depth, UTF-8 and numbers before json-glib reads it, which recurses and wraps around. */
JsonNode *lab_json_parse (const char *text, gssize length, gsize limit, const char *source, GError **error);

LabPlace lab_place_root (const char *source, JsonNode *node);
LabPlace lab_place_member (const LabPlace *parent, const char *name);
LabPlace lab_place_element (const LabPlace *parent, guint index);

/* "sleep.json: /tasks/0". Caller frees. */
char *lab_place_to_text (const LabPlace *self);

/* All three return FALSE. The second writes "expected EXPECTED, found …"; the third takes an error from elsewhere. */
gboolean lab_place_fail (const LabPlace *self, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean lab_place_fail_expected (const LabPlace *self, const char *expected, GError **error);
gboolean lab_place_fail_with (const LabPlace *self, GError *cause, GError **error);

/* Whether it is an object without other fields than these (NULL-terminated); the error suggests the nearest. */
gboolean lab_place_check_object (const LabPlace *self, const char *const *fields, GError **error);
gboolean lab_place_check_array (const LabPlace *self, GError **error);

guint lab_place_get_length (const LabPlace *self); /* of an array; 0 where there is none */

gboolean lab_place_is_text (const LabPlace *self);
gboolean lab_place_is_integer (const LabPlace *self);
const char *lab_place_get_text (const LabPlace *self, GError **error);
gboolean lab_place_is_number (const LabPlace *self); /* a whole one, too */
gboolean lab_place_get_number (const LabPlace *self, double *number, GError **error);
gboolean lab_place_get_integer (const LabPlace *self, gint64 *number, GError **error);

/* How a value is spoken of: 'true', '"text"', '3', 'an object', 'nothing'. Caller frees. */
char *lab_json_describe (JsonNode *node);

/* For writers: the text as a JSON string, quotes included. */
void lab_json_append_text (GString *json, const char *text);

/* Writes the node as one line. Caller frees. */
char *lab_json_to_text (JsonNode *node);

G_END_DECLS
