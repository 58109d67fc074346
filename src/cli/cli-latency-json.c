/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-latency.h"
#include "lab-bound-by.h"

static void
add_analogy (JsonBuilder *builder, const CliLatency *self)
{
  static const char *const kinds[] = { "count", "time", "distance" };

  json_builder_set_member_name (builder, "analogy");
  json_builder_begin_object (builder);
  cli_json_add_text (builder, "rule", self->analogy->rule);
  cli_json_add_text (builder, "kind", kinds[self->analogy->kind]);
  cli_json_add_number (builder, "unit_ns", self->analogy->unit_ns);
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder *builder, const CliLatency *self, const LabEditionEntry *entry)
{
  g_autofree char *text = lab_analogy_describe (self->analogy, entry->ns);
  g_autofree char *comparison = lab_analogy_compare (self->analogy, entry->ns);

  json_builder_begin_object (builder);
  cli_json_add_text (builder, "row", entry->row);
  cli_json_add_text (builder, "title", entry->title);
  cli_json_add_number (builder, "ns", entry->ns);
  cli_json_add_number (builder, "low_ns", entry->low);
  cli_json_add_number (builder, "high_ns", entry->high);
  cli_json_add_count (builder, "block_bytes", entry->block);
  cli_json_add_text (builder, "note", entry->note);
  cli_json_add_number (builder, "instructions", entry->ns * self->rate);
  cli_json_add_text (builder, "analogy", text);
  cli_json_add_text (builder, "comparison", comparison);
  json_builder_end_object (builder);
}

static void
add_edition (JsonBuilder *builder, const CliLatency *self, const LabEdition *edition)
{
  guint n;
  const LabEditionEntry *entries = lab_edition_get_entries (edition, &n);

  json_builder_begin_object (builder);
  cli_json_add_text (builder, "id", lab_edition_get_id (edition));
  cli_json_add_text (builder, "title", lab_edition_get_title (edition));
  cli_json_add_count (builder, "year", (guint64) lab_edition_get_year (edition));
  cli_json_add_text (builder, "source", lab_edition_get_source (edition));
  cli_json_add_text (builder, "licence", lab_edition_get_licence (edition));
  cli_json_add_text (builder, "note", lab_edition_get_note (edition));
  json_builder_set_member_name (builder, "extrapolated");
  json_builder_add_boolean_value (builder, lab_edition_is_extrapolated (edition));
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    if (self->rows == NULL || g_strv_contains (self->rows, entries[i].row))
      add_entry (builder, self, &entries[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_sheet (JsonBuilder *builder, const LabSheet *sheet)
{
  JsonNode *node = lab_sheet_to_node (sheet);

  json_object_set_string_member (json_node_get_object (node), "label", sheet->label);
  json_builder_add_value (builder, node);
}

void
cli_latency_print_json (const CliLatency *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *bound = lab_bound_by_describe (g_ptr_array_index (self->editions, 0), self->rate);

  json_builder_begin_object (builder);
  cli_json_add_count (builder, "schema", CLI_LATENCY_SCHEMA);
  cli_json_add_number (builder, "instructions_per_ns", self->rate);
  add_analogy (builder, self);
  json_builder_set_member_name (builder, "editions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->editions->len; i++)
    add_edition (builder, self, g_ptr_array_index (self->editions, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "measurements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->sheets->len; i++)
    add_sheet (builder, g_ptr_array_index (self->sheets, i));
  json_builder_end_array (builder);
  cli_json_add_text (builder, "bound_by", bound);
  json_builder_end_object (builder);
  cli_json_print (json_builder_get_root (builder));
}
