/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object that is being built. A text that is NULL becomes null. */
void cli_json_add_text (JsonBuilder *builder, const char *name, const char *text);
void cli_json_add_count (JsonBuilder *builder, const char *name, guint64 count);
void cli_json_add_number (JsonBuilder *builder, const char *name, double number);

/* Prints the node, indented, to stdout and frees it. Numbers are the same in every locale. */
void cli_json_print (JsonNode *node);

G_END_DECLS
