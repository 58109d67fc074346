/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-objects.h"
#include "lab-recorder.h"

static GPtrArray *
read_record (const char *json)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, "main");
  g_autoptr (LabTrace) trace = lab_trace_new (segment);

  if (json != NULL)
    lab_recorder_add_meta (recorder, "objects", json);
  g_assert_true (lab_trace_update (trace, NULL));
  return lab_objects_new_from_trace (trace);
}

static void
test_objects_are_read_as_they_were_written (void)
{
  g_autoptr (GPtrArray) written = lab_objects_new ();
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *json = NULL;

  lab_objects_add (written, LAB_OBJECT_LOCK, "the \"left\" fork");
  lab_objects_add (written, LAB_OBJECT_EVENT, "done");
  lab_objects_add (written, LAB_OBJECT_GIL, "GIL");
  json = lab_objects_to_json (written);
  read = read_record (json);
  g_assert_cmpuint (read->len, ==, 3);
  for (guint i = 0; i < read->len; i++)
    {
      g_assert_cmpint (lab_objects_get (read, i)->kind, ==, lab_objects_get (written, i)->kind);
      g_assert_cmpstr (lab_objects_get (read, i)->name, ==, lab_objects_get (written, i)->name);
    }
  g_assert_null (lab_objects_get (read, 3));
}

static void
test_a_record_without_sense_ends_where_it_makes_none (void)
{
  static const struct
  {
    const char *json;
    guint n_read;
  } records[] = {
    { NULL, 0 },
    { "", 0 },
    { "{}", 0 },
    { "[]", 0 },
    { "[{\"kind\": \"lock\", \"name\": \"A\"}, {\"kind\": \"fork\", \"name\": \"B\"}]", 1 },
    { "[{\"kind\": \"lock\", \"name\": \"A\"}, {\"kind\": \"lock\"}, {\"kind\": \"lock\", \"name\": \"C\"}]", 1 },
    { "[{\"kind\": \"lock\", \"name\": 1}]", 0 },
    { "[[], 7]", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GPtrArray) read = read_record (records[i].json);

      g_assert_cmpuint (read->len, ==, records[i].n_read);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/objects/are-read-as-they-were-written", test_objects_are_read_as_they_were_written);
  g_test_add_func ("/objects/a-record-without-sense-ends-where-it-makes-none",
                   test_a_record_without_sense_ends_where_it_makes_none);
  return g_test_run ();
}
