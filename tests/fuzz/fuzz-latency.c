/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-bound-by.h"
#include "lab-latency-chart.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Whatever a table says, its picture can be made, pointed at and told, and no text of it breaks off inside a letter. */
static void
look_at (const GPtrArray *editions, const GPtrArray *sheets, const LabAnalogy *analogy)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (0, 0);
  g_autofree char *text = NULL;
  LabLatencyView view;

  lab_latency_init_view (&view, editions, sheets, analogy);
  lab_latency_layout (&view, font, scene);
  text = lab_scene_to_text (scene);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < lab_latency_get_n_rungs (&view, font); i++)
    {
      g_autofree char *about = lab_latency_describe_rung (&view, font, i);

      g_assert_true (g_utf8_validate (about, -1, NULL));
    }
  view.width = 200;
  view.height = 300;
  view.from = 1;
  view.to = 1000;
  lab_latency_layout (&view, font, scene);
  lab_latency_hit (&view, font, 100, 150);
}

/* What was read and is written must be read again, and be the same. */
static void
check_writing (const LabSheet *sheet)
{
  g_autoptr (JsonNode) node = lab_sheet_to_node (sheet);
  g_autofree char *json = lab_json_to_text (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabSheet) again = lab_sheet_new_from_json (json, -1, "again", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->readings->len, ==, sheet->readings->len);
}

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_edition (const LabEdition *edition)
{
  g_autofree char *bound = lab_bound_by_describe (edition, LAB_RATE_COUNTED);
  g_autofree char *span = lab_bound_by_describe_span (1e6, NULL, edition);
  guint n;
  const LabClaim *claims = lab_edition_get_claims (edition, &n);

  check_text (bound);
  check_text (span);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *contradiction = lab_claim_contradict (&claims[i]);

      check_text (contradiction);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_edition_unref);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_sheet_free);
  g_autoptr (LabEdition) scott = lab_edition_new_scott (LAB_SCOTT_YEAR_KNOWN);
  g_autoptr (LabAnalogy) analogy = lab_analogy_new ("seconds", 0, scott, NULL);
  g_autoptr (GError) error = NULL;
  LabEdition *edition = lab_edition_new_from_json ((const char *) data, (gssize) size, "fuzz", &error);
  LabSheet *sheet = lab_sheet_new_from_json ((const char *) data, (gssize) size, "fuzz", NULL);

  g_assert_true ((edition == NULL) == (error != NULL));
  if (edition != NULL)
    {
      g_ptr_array_add (editions, edition);
      check_edition (edition);
    }
  if (sheet != NULL)
    {
      g_ptr_array_add (sheets, sheet);
      check_writing (sheet);
    }
  if (edition != NULL || sheet != NULL)
    look_at (editions, sheets, analogy);
  return 0;
}
