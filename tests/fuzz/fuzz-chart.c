/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lab-critical.h"
#include "lab-hit.h"
#include "lab-link.h"
#include "lab-range.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A picture of a million tasks that the trace says nothing of only makes the fuzzer slow. */
#define TASKS_MAX (1u << 16)

/* How to look at the trace, from the input's first bytes. */
typedef struct
{
  guint16 width, height;
  guint8 by, parts;
  guint16 from, to; /* of 65536 parts of the run */
  guint16 row;
  guint16 span;
} Look;
G_STATIC_ASSERT (sizeof (Look) == 14);

static void
look_at (LabTimeline *timeline, const Look *look)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (0, 0);
  LabTimelineView view;
  guint64 start, end;
  LabHit hit;
  guint row;
  guint64 n;

  lab_timeline_init_view (timeline, &view, look->by % 2 == 0 ? LAB_VIEW_WORKERS : LAB_VIEW_TASKS);
  lab_timeline_get_range (timeline, &start, &end);
  view.width = 60 + look->width % 2000;
  view.height = 60 + look->height % 1500;
  view.parts = look->parts;
  view.start = start + (end - start) / 65536 * look->from;
  view.end = start + (end - start) / 65536 * look->to;
  view.hovered_row = view.focused_row = view.selected_row = look->row;
  view.hovered_span = view.focused_span = look->span;
  view.cursor = view.start / 2 + view.end / 2;
  lab_timeline_layout (timeline, &view, font, scene);
  g_free (lab_scene_to_text (scene));
  hit = lab_timeline_hit (timeline, &view, font, look->row % 2000, look->span % 1500);
  g_free (lab_timeline_describe_hit (timeline, view.by, &hit));
  lab_timeline_follow_link (timeline, view.by, look->row, look->span, LAB_LINK_INCOMING, &row, &n);
  lab_timeline_follow_link (timeline, view.by, look->row, look->span, LAB_LINK_OUTGOING, &row, &n);
  lab_timeline_layout_thumbnail (timeline, view.width, view.height, 1, scene);
  lab_timeline_get_range_of (timeline, view.by, view.start, view.end);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (LabTrace) trace = NULL;
  Look look = { 1000, 500, 0, 0xff, 0, 65535, 0, 0 };

  g_assert_cmpint (fd, >=, 0);
  /* What stands behind a trace's last page is no part of it. */
  if (size % 4096 >= sizeof (look))
    memcpy (&look, data + size - sizeof (look), sizeof (look));
  size -= size % 4096;
  g_assert_cmpint (write (fd, data, size), ==, size);
  trace = lab_trace_open (path, NULL);
  close (fd);
  if (trace != NULL && lab_trace_get_n_tasks (trace) <= TASKS_MAX)
    {
      g_autoptr (LabTimeline) timeline = lab_timeline_new (trace, NULL);

      lab_timeline_update (timeline);
      look_at (timeline, &look);
    }
  return 0;
}
