/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <malloc.h>
#include <string.h>

#include "app-fixture.h"
#include "app-range-details.h"
#include "app-span-details.h"
#include "app-span-item.h"
#include "app-timeline.h"
#include "lab-clock.h"
#include "lab-hit.h"
#include "lab-link.h"
#include "lab-range.h"
#include "lab-walk.h"
#include "test-utils.h"

/* A timeline of a finished run in a window of its own, without animations: what is asked for is there at once. */
typedef struct
{
  GtkWindow *window;
  AppTimeline *timeline;
  AppRecord *record;
} Scene;

static Scene
show (const char *workload, const char *model, const char *values, int width, int height)
{
  Scene scene = { .record = app_test_run (workload, model, values) };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  scene.timeline = APP_TIMELINE (app_timeline_new ());
  app_timeline_set_record (scene.timeline, scene.record);
  scene.window = app_test_show (GTK_WIDGET (scene.timeline), width, height);
  gtk_window_set_focus_visible (scene.window, TRUE);
  return scene;
}

static void
hide (Scene *scene)
{
  gtk_window_destroy (scene->window);
  g_clear_object (&scene->record);
}

static gboolean
is_still (gpointer data)
{
  return app_chart_is_still (data);
}

static void
settle (const Scene *scene)
{
  app_test_wait_frame (GTK_WIDGET (scene->timeline));
  app_test_wait (is_still, scene->timeline, "the picture");
  app_test_wait_frame (GTK_WIDGET (scene->timeline));
}

static gboolean
press (const Scene *scene, guint keyval, guint keycode, GdkModifierType state)
{
  return app_test_press (GTK_WIDGET (scene->timeline), keyval, keycode, state);
}

static guint64
get_length (const Scene *scene)
{
  const LabTimelineView *view = app_timeline_get_view (scene->timeline);

  return view->end - view->start;
}

static LabTimeline *
get_lab (const Scene *scene)
{
  return app_record_get_timeline (scene->record);
}

static LabSpan
get_focus (const Scene *scene, guint *row)
{
  guint64 n;

  g_assert_true (app_timeline_get_focused_span (scene->timeline, row, &n));
  return lab_timeline_get_span (get_lab (scene), app_timeline_get_view (scene->timeline)->by, *row, n);
}

static guint64
get_run_length (const Scene *scene)
{
  guint64 start, end;

  lab_timeline_get_range (get_lab (scene), &start, &end);
  return end - start;
}

static void
test_keys_zoom_and_move_and_can_be_undone (void)
{
  Scene scene = show ("sleep", "threads", "tasks=6,duration=20ms", 800, 400);
  guint64 whole = get_run_length (&scene);
  guint64 start;

  g_assert_cmpuint (get_length (&scene), ==, whole);
  for (guint i = 0; i < 3; i++)
    g_assert_true (press (&scene, GDK_KEY_w, 25, 0));
  g_assert_cmpuint (get_length (&scene), <, whole / 3);
  start = app_timeline_get_view (scene.timeline)->start;
  g_assert_true (press (&scene, GDK_KEY_d, 40, 0));
  g_assert_cmpuint (app_timeline_get_view (scene.timeline)->start, >, start);
  g_assert_true (press (&scene, GDK_KEY_z, 52, GDK_CONTROL_MASK));
  g_assert_cmpuint (app_timeline_get_view (scene.timeline)->start, ==, start);
  /* The three steps closer were one. */
  g_assert_true (press (&scene, GDK_KEY_z, 52, GDK_CONTROL_MASK));
  g_assert_cmpuint (get_length (&scene), ==, whole);
  g_assert_false (press (&scene, GDK_KEY_z, 52, GDK_CONTROL_MASK));
  g_assert_true (press (&scene, GDK_KEY_Z, 52, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_cmpuint (app_timeline_get_view (scene.timeline)->start, ==, start);
  g_assert_true (press (&scene, GDK_KEY_f, 41, 0));
  g_assert_cmpuint (get_length (&scene), ==, whole);
  hide (&scene);
}

static void
test_keys_are_where_they_are_on_every_keyboard (void)
{
  Scene scene = show ("sleep", "threads", "tasks=2,duration=5ms", 800, 300);
  guint64 whole = get_run_length (&scene);

  /* On a French keyboard there is a Z where others have W, and the other way round. */
  g_assert_true (press (&scene, GDK_KEY_z, 25, 0));
  g_assert_cmpuint (get_length (&scene), <, whole);
  g_assert_false (press (&scene, GDK_KEY_w, 52, 0));
  g_assert_true (press (&scene, GDK_KEY_minus, 20, 0));
  g_assert_cmpuint (get_length (&scene), ==, whole);
  hide (&scene);
}

static void
test_keys_go_from_span_to_span_and_lane_to_lane (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  LabSpan first, second;
  guint row, other;

  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  g_assert_true (press (&scene, GDK_KEY_Return, 36, 0));
  first = get_focus (&scene, &row);
  g_assert_true (press (&scene, GDK_KEY_Right, 114, 0));
  second = get_focus (&scene, &other);
  g_assert_cmpuint (other, ==, row);
  g_assert_cmpuint (second.start, >=, first.end);
  g_assert_true (press (&scene, GDK_KEY_Left, 113, 0));
  g_assert_cmpuint (get_focus (&scene, &other).start, ==, first.start);
  g_assert_true (press (&scene, GDK_KEY_Tab, 23, 0));
  get_focus (&scene, &other);
  g_assert_cmpuint (other, !=, row);
  g_assert_true (press (&scene, GDK_KEY_Tab, 23, GDK_SHIFT_MASK));
  get_focus (&scene, &other);
  g_assert_cmpuint (other, ==, row);
  /* Before the first lane Tab leads out. */
  while (press (&scene, GDK_KEY_ISO_Left_Tab, 23, GDK_SHIFT_MASK))
    get_focus (&scene, &other);
  g_assert_true (press (&scene, GDK_KEY_Escape, 9, 0));
  g_assert_false (app_timeline_get_view (scene.timeline)->focused_span != G_MAXUINT64);
  g_assert_false (press (&scene, GDK_KEY_Escape, 9, 0));
  hide (&scene);
}

/* A gap between two tasks of the first lane; the run has more tasks than workers. */
static LabSpan
find_gap (const Scene *scene, guint row)
{
  guint64 n = 0, next;

  while (lab_timeline_step_span (get_lab (scene), LAB_VIEW_WORKERS, row, n, FALSE, &next))
    {
      for (n++; n < next; n++)
        {
          LabSpan span = lab_timeline_get_span (get_lab (scene), LAB_VIEW_WORKERS, row, n);

          if (span.end > span.start)
            return span;
        }
    }
  g_assert_not_reached ();
}

static void
test_enter_finds_a_deed_where_a_lane_is_idle (void)
{
  Scene scene = show ("sleep", "threads", "tasks=4,workers=1,duration=5ms", 800, 400);
  LabSpan gap, found;
  guint row;

  g_assert_true (lab_timeline_find_lane (get_lab (&scene), LAB_VIEW_WORKERS, 0, 0, &row));
  gap = find_gap (&scene, row);
  app_timeline_show_time (scene.timeline, gap.start, gap.end);
  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  g_assert_true (press (&scene, GDK_KEY_Return, 36, 0));
  found = get_focus (&scene, &row);
  g_assert_true (found.state != LAB_STATE_IDLE && !lab_state_is_end (found.state));
  g_assert_cmpuint (found.start, >=, gap.end);
  hide (&scene);
}

static void
test_spans_are_items_with_sentences (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  guint n = 0, n_focused = 0;
  guint row;
  LabSpan span;

  settle (&scene);
  gtk_test_accessible_assert_role (scene.timeline, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (scene.timeline, GTK_ACCESSIBLE_PROPERTY_LABEL, "Timeline");
  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  press (&scene, GDK_KEY_Return, 36, 0);
  span = get_focus (&scene, &row);
  settle (&scene);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (scene.timeline)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *sentence = NULL;

      if (!APP_IS_SPAN_ITEM (child))
        continue;
      sentence = lab_timeline_describe_span (get_lab (&scene), LAB_VIEW_WORKERS,
                                             app_span_item_get_row (APP_SPAN_ITEM (child)),
                                             app_span_item_get_n (APP_SPAN_ITEM (child)));
      gtk_test_accessible_assert_role (child, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (child, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
      g_assert_cmpuint (app_span_item_get_row (APP_SPAN_ITEM (child)), ==, row);
      n++;
      n_focused += gtk_widget_has_focus (child);
    }
  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (n_focused, ==, 1);
  g_assert_cmpuint (span.state, !=, LAB_STATE_IDLE);
  hide (&scene);
}

/* The first span of a view that an arrow leads to. */
static gboolean
find_linked (LabTimeline *timeline, LabView by, guint *row, guint64 *n)
{
  guint64 to_n;
  guint to_row;

  for (*row = 0; *row < lab_timeline_get_n_lanes (timeline, by); (*row)++)
    for (*n = 0; *n < lab_timeline_get_n_spans (timeline, by, *row); (*n)++)
      if (lab_timeline_follow_link (timeline, by, *row, *n, LAB_LINK_INCOMING, &to_row, &to_n))
        return TRUE;
  return FALSE;
}

static gboolean
has_items (gpointer data)
{
  return APP_IS_SPAN_ITEM (gtk_widget_get_first_child (data));
}

static void
test_the_first_lane_is_told_before_one_is_chosen (void)
{
  Scene scene = show ("sleep", "threads", "tasks=6,duration=5ms", 800, 300);
  guint row;

  app_test_wait (has_items, scene.timeline, "the list's items");
  g_assert_true (app_timeline_get_view (scene.timeline)->focused_span == G_MAXUINT64);
  /* As a screen reader does it. */
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (scene.timeline)));
  get_focus (&scene, &row);
  hide (&scene);
}

static void
test_brackets_go_along_arrows (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  guint row = 0, to_row, at_row;
  guint64 n = 0, to_n, at_n;

  app_timeline_set_by_task (scene.timeline, TRUE);
  g_assert_true (find_linked (get_lab (&scene), LAB_VIEW_TASKS, &row, &n));
  lab_timeline_follow_link (get_lab (&scene), LAB_VIEW_TASKS, row, n, LAB_LINK_INCOMING, &to_row, &to_n);
  g_assert_true (app_timeline_focus_span (scene.timeline, row, n));
  g_assert_true (press (&scene, GDK_KEY_bracketleft, 34, 0));
  g_assert_true (app_timeline_get_focused_span (scene.timeline, &at_row, &at_n));
  g_assert_cmpuint (at_row, ==, to_row);
  g_assert_cmpuint (at_n, ==, to_n);
  hide (&scene);
}

static void
on_range (AppTimeline *timeline, guint64 from, guint64 to, guint64 range[2])
{
  range[0] = from;
  range[1] = to;
}

static void
test_a_range_ends_where_spans_do (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  guint64 range[2] = { 0, 0 };
  guint64 from, to;
  LabSpan span;
  guint row;

  g_signal_connect (scene.timeline, "range-selected", G_CALLBACK (on_range), range);
  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  press (&scene, GDK_KEY_Return, 36, 0);
  span = get_focus (&scene, &row);
  g_assert_true (press (&scene, GDK_KEY_Right, 114, GDK_SHIFT_MASK));
  g_assert_cmpuint (range[0], ==, span.start);
  g_assert_cmpuint (range[1], ==, span.end);
  g_assert_true (press (&scene, GDK_KEY_Right, 114, GDK_SHIFT_MASK));
  g_assert_cmpuint (range[0], ==, span.start);
  g_assert_cmpuint (range[1], >, span.end);
  g_assert_true (press (&scene, GDK_KEY_Left, 113, GDK_SHIFT_MASK));
  g_assert_cmpuint (range[1], ==, span.end);
  g_assert_true (app_timeline_get_selected_range (scene.timeline, &from, &to));
  g_assert_true (press (&scene, GDK_KEY_Escape, 9, 0));
  g_assert_false (app_timeline_get_selected_range (scene.timeline, &from, &to));
  g_assert_cmpuint (range[1], ==, 0);
  hide (&scene);
}

static GtkEventController *
find_controller (const Scene *scene, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (scene->timeline));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  return NULL;
}

static void
drag (const Scene *scene, double x, double y, double dx, double dy)
{
  GtkEventController *controller = find_controller (scene, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (controller, "drag-begin", x, y);
  g_signal_emit_by_name (controller, "drag-update", dx / 2, dy / 2);
  g_signal_emit_by_name (controller, "drag-update", dx, dy);
  g_signal_emit_by_name (controller, "drag-end", dx, dy);
}

static void
test_the_picture_and_the_overview_can_be_dragged (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  guint64 start;

  settle (&scene);
  for (guint i = 0; i < 4; i++)
    app_timeline_zoom (scene.timeline, 0.5, G_MAXUINT64);
  start = app_timeline_get_view (scene.timeline)->start;
  drag (&scene, 400, 120, 100, 0);
  g_assert_cmpuint (app_timeline_get_view (scene.timeline)->start, <, start);
  /* Where the whole run is seen a drag in the overview says what is to be seen. */
  app_timeline_fit (scene.timeline);
  drag (&scene, 300, 25, 100, 0);
  g_assert_cmpuint (get_length (&scene), <, get_run_length (&scene) / 3);
  start = app_timeline_get_view (scene.timeline)->start;
  drag (&scene, 350, 25, 100, 0);
  g_assert_cmpuint (app_timeline_get_view (scene.timeline)->start, >, start);
  hide (&scene);
}

static void
test_a_drag_on_the_ruler_selects_time (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  guint64 from, to;
  double content;
  LabTimelineView view = *app_timeline_get_view (scene.timeline);
  LabRect lanes;

  settle (&scene);
  view.width = 800;
  view.height = 400;
  lanes = lab_timeline_get_lanes_place (get_lab (&scene), &view, app_chart_get_font (APP_CHART (scene.timeline)),
                                        &content);
  drag (&scene, 300, lanes.y - 10, 200, 0);
  g_assert_true (app_timeline_get_selected_range (scene.timeline, &from, &to));
  g_assert_cmpuint (to - from, >, get_run_length (&scene) / 5);
  g_assert_true (press (&scene, GDK_KEY_Escape, 9, 0));
  hide (&scene);
}

static void
test_a_click_focuses_a_span_and_tells_of_it (void)
{
  Scene scene = show ("sleep", "threads", "tasks=2,workers=2,duration=50ms", 800, 300);
  LabTimelineView view = *app_timeline_get_view (scene.timeline);
  GtkEventController *click = find_controller (&scene, GTK_TYPE_GESTURE_CLICK);
  guint row, n = 0;
  double content;
  LabRect lanes, lane;

  settle (&scene);
  view.width = 800;
  view.height = 300;
  lanes = lab_timeline_get_lanes_place (get_lab (&scene), &view, app_chart_get_font (APP_CHART (scene.timeline)),
                                        &content);
  lab_timeline_find_lane (get_lab (&scene), LAB_VIEW_WORKERS, 0, 1, &row);
  lab_timeline_get_lane_place (get_lab (&scene), &view, app_chart_get_font (APP_CHART (scene.timeline)), row, &lane);
  g_signal_emit_by_name (click, "released", 1, lanes.x + lanes.w / 2, lane.y + lane.h / 2);
  get_focus (&scene, &n);
  g_assert_cmpuint (n, ==, row);
  app_test_wait_frame (GTK_WIDGET (scene.timeline));
  /* Anything else puts both away. */
  g_assert_true (press (&scene, GDK_KEY_Escape, 9, 0));
  g_assert_true (press (&scene, GDK_KEY_Escape, 9, 0));
  g_assert_false (press (&scene, GDK_KEY_Escape, 9, 0));
  hide (&scene);
}

static void
test_details_say_what_a_span_is_and_lead_on (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 300);
  GtkWidget *details = g_object_ref_sink (app_span_details_new ());
  guint64 n = 0, from = 0;
  guint row = 0;

  g_assert_true (find_linked (get_lab (&scene), LAB_VIEW_TASKS, &row, &n));
  app_span_details_set_span (APP_SPAN_DETAILS (details), scene.record, LAB_VIEW_TASKS, row, n);
  {
    g_autofree char *text = app_span_details_to_text (APP_SPAN_DETAILS (details));
    g_autofree char *name = lab_timeline_get_task_name (get_lab (&scene), row);
    g_autofree char *sentence = lab_timeline_describe_span (get_lab (&scene), LAB_VIEW_TASKS, row, n);

    g_assert_nonnull (strstr (text, name));
    g_assert_nonnull (strstr (text, sentence));
    g_assert_nonnull (strstr (text, "Duration\t"));
  }
  g_object_unref (details);
  details = g_object_ref_sink (app_range_details_new ());
  from = app_timeline_get_view (scene.timeline)->start;
  app_range_details_set_range (APP_RANGE_DETAILS (details), scene.record, LAB_VIEW_WORKERS, from,
                               from + get_run_length (&scene));
  {
    g_autofree char *text = app_range_details_to_text (APP_RANGE_DETAILS (details));

    g_assert_nonnull (strstr (text, "running\t"));
    g_assert_nonnull (strstr (text, "sleeping\t"));
    g_assert_nonnull (strstr (text, "mean "));
  }
  g_object_unref (details);
  hide (&scene);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer record)
{
  *(AppRecord **) record = app_record_open_finish (result, NULL);
}

static gboolean
is_there (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* From a file, with so many tasks. */
static AppRecord *
open_large (guint n_tasks)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("XXXXXX.trace", &stream, NULL);
  AppRecord *record = NULL;

  app_test_write_trace (file, 4, n_tasks);
  app_record_open_async (file, NULL, on_opened, &record);
  app_test_wait (is_there, &record, "the trace");
  g_file_delete (file, NULL, NULL);
  return record;
}

static gboolean
has_summed (gpointer details)
{
  return !app_range_details_is_busy (details);
}

static void
test_a_range_of_many_lanes_is_summed_up_elsewhere (void)
{
  g_autoptr (AppRecord) record = open_large (20000);
  AppRangeDetails *details = g_object_ref_sink (APP_RANGE_DETAILS (app_range_details_new ()));
  LabTimeline *timeline = app_record_get_timeline (record);
  g_autofree char *text = NULL, *expected = NULL;
  LabRange range;
  guint64 start, end;

  lab_timeline_get_range (timeline, &start, &end);
  app_range_details_set_range (details, record, LAB_VIEW_TASKS, start, start + 1000);
  g_assert_true (app_range_details_is_busy (details));
  app_range_details_set_range (details, record, LAB_VIEW_TASKS, start, end);
  app_test_wait (has_summed, details, "the sums");
  text = app_range_details_to_text (details);
  range = lab_timeline_get_range_of (timeline, LAB_VIEW_TASKS, start, end);
  expected = lab_range_to_text (&range);
  g_assert_true (g_str_has_suffix (text, expected));
  /* Another one is begun, and nobody waits for it. */
  app_range_details_set_range (details, record, LAB_VIEW_TASKS, start, end);
  g_object_unref (details);
}

static void
test_a_moment_stays_in_focus_by_worker_and_by_task (void)
{
  Scene scene = show ("mixed", "gil", "", 800, 400);
  LabSpan span, same;
  guint row;

  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  press (&scene, GDK_KEY_Return, 36, 0);
  span = get_focus (&scene, &row);
  app_timeline_set_by_task (scene.timeline, TRUE);
  same = get_focus (&scene, &row);
  g_assert_cmpuint (row, ==, span.who);
  g_assert_cmpuint (same.start, ==, span.start);
  g_assert_cmpint (same.state, ==, span.state);
  app_timeline_set_by_task (scene.timeline, FALSE);
  g_assert_cmpuint (get_focus (&scene, &row).start, ==, span.start);
  hide (&scene);
}

static void
test_lanes_of_a_process_fold (void)
{
  Scene scene = show ("sleep", "hybrid", "tasks=8,duration=5ms", 800, 400);
  guint n = lab_timeline_get_n_lanes (get_lab (&scene), LAB_VIEW_WORKERS);
  gint32 pid = 0;
  gboolean grouped;
  guint row;

  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  press (&scene, GDK_KEY_Return, 36, 0);
  get_focus (&scene, &row);
  /* A run in a single process has no groups: then the key does nothing. */
  grouped = lab_timeline_get_lane_group (get_lab (&scene), LAB_VIEW_WORKERS, row, &pid);
  g_assert_true (press (&scene, GDK_KEY_g, 42, 0));
  g_assert_cmpint (lab_timeline_get_n_lanes (get_lab (&scene), LAB_VIEW_WORKERS) < n, ==, grouped);
  settle (&scene);
  g_assert_true (press (&scene, GDK_KEY_g, 42, 0));
  g_assert_cmpuint (lab_timeline_get_n_lanes (get_lab (&scene), LAB_VIEW_WORKERS), ==, n);
  hide (&scene);
}

typedef struct
{
  AppDraft *draft;
  char *text;
} Drafting;

static gpointer
lay_out (gpointer data)
{
  Drafting *drafting = data;
  g_autoptr (LabFont) font = lab_font_new (NULL);

  drafting->text = lab_scene_to_text (app_draft_get_scene (drafting->draft, font));
  return NULL;
}

static void
test_a_picture_of_its_own_is_laid_out_on_any_thread (void)
{
  Scene scene = show ("sleep", "hybrid", "tasks=8,duration=5ms", 800, 400);
  AppChart *chart = APP_CHART (scene.timeline);
  g_autoptr (LabScene) expected = NULL;
  g_autofree char *expected_text = NULL;
  Drafting drafting;
  gint32 pid = 0;

  /* As it is looked at: a part of the time, and the lanes of a process laid together where there are several. */
  app_timeline_zoom (scene.timeline, 0.5, G_MAXUINT64);
  if (lab_timeline_get_lane_group (get_lab (&scene), LAB_VIEW_WORKERS, 0, &pid))
    app_timeline_toggle_group (scene.timeline, pid);
  expected = app_chart_make_scene (chart, 1000, 600, 0.5);
  expected_text = lab_scene_to_text (expected);
  drafting.draft = app_chart_make_draft (chart, 1000, 600, 0.5);
  g_thread_join (g_thread_new ("draft", lay_out, &drafting));
  g_assert_cmpstr (drafting.text, ==, expected_text);
  app_draft_free (drafting.draft);
  g_free (drafting.text);
  hide (&scene);
}

static gboolean
is_settled (gpointer data)
{
  return app_record_get_state (data) == APP_RECORD_SETTLED;
}

static gboolean
has_timeline (gpointer data)
{
  return app_record_get_timeline (data) != NULL;
}

static gboolean
has_lanes (gpointer data)
{
  app_record_update (data);
  return lab_timeline_get_n_lanes (app_record_get_timeline (data), LAB_VIEW_WORKERS) > 0;
}

static gboolean
has_view (gpointer data)
{
  return app_timeline_get_view (data)->end > 0;
}

/* Its first moments are not stretched over all of the width, only to shrink from frame to frame. */
static void
test_a_run_that_begins_has_room (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "tasks=4,duration=1h");
  g_autoptr (AppRecord) record = app_record_new (experiment);
  AppTimeline *timeline = APP_TIMELINE (app_timeline_new ());
  GtkWindow *window = app_test_show (GTK_WIDGET (timeline), 800, 300);
  const LabTimelineView *view = app_timeline_get_view (timeline);

  app_record_start (record);
  app_timeline_set_record (timeline, record);
  app_test_wait (has_timeline, record, "the timeline");
  app_test_wait (has_lanes, record, "a lane");
  app_test_wait (has_view, timeline, "a view");
  g_assert_true (app_timeline_get_follow (timeline));
  g_assert_cmpuint (view->end - view->start, >=, 250 * LAB_NS_PER_MS);
  app_record_stop (record);
  app_test_wait (is_settled, record, "the end");
  gtk_window_destroy (window);
}

static void
test_it_follows_a_run_until_one_looks_elsewhere (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "tasks=4,duration=3s");
  g_autoptr (AppRecord) record = app_record_new (experiment);
  AppTimeline *timeline = APP_TIMELINE (app_timeline_new ());
  GtkWindow *window = app_test_show (GTK_WIDGET (timeline), 800, 300);
  guint64 start, end;

  app_record_start (record);
  app_timeline_set_record (timeline, record);
  g_assert_true (app_timeline_get_follow (timeline));
  app_test_wait (has_timeline, record, "the timeline");
  app_timeline_zoom (timeline, 0.5, G_MAXUINT64);
  g_assert_false (app_timeline_get_follow (timeline));
  app_test_wait (has_lanes, record, "a lane");
  gtk_widget_grab_focus (GTK_WIDGET (timeline));
  while (app_record_is_live (record) && app_timeline_get_view (timeline)->focused_span == G_MAXUINT64)
    {
      press (&(Scene){ .timeline = timeline }, GDK_KEY_Return, 36, 0);
      app_test_wait_frame (GTK_WIDGET (timeline));
    }
  press (&(Scene){ .timeline = timeline }, GDK_KEY_Right, 114, 0);
  app_timeline_fit (timeline);
  g_assert_true (app_timeline_get_follow (timeline));
  app_record_stop (record);
  app_test_wait (is_settled, record, "the end");
  lab_timeline_get_range (app_record_get_timeline (record), &start, &end);
  g_assert_cmpuint (app_timeline_get_view (timeline)->start, ==, start);
  g_assert_cmpuint (app_timeline_get_view (timeline)->end, ==, end);
  gtk_window_destroy (window);
}

static void
test_a_playhead_moves_through_it (void)
{
  Scene scene = show ("sleep", "threads", "tasks=4,duration=10ms", 800, 300);
  g_autoptr (AppReplay) replay = app_replay_new ();
  guint64 start, end;

  app_timeline_set_replay (scene.timeline, replay);
  lab_timeline_get_range (get_lab (&scene), &start, &end);
  g_assert_cmpuint (app_replay_get_time (replay), ==, start);
  app_timeline_show_time (scene.timeline, start, start + (end - start) / 4);
  app_replay_play (replay);
  app_replay_advance (replay, 1);
  app_replay_advance (replay, 1 + (gint64) ((double) (end - start) / 2000 / app_replay_get_speed (replay)));
  /* What is seen went along. */
  g_assert_cmpuint (app_replay_get_time (replay), >=, app_timeline_get_view (scene.timeline)->start);
  g_assert_cmpuint (app_replay_get_time (replay), <=, app_timeline_get_view (scene.timeline)->end);
  settle (&scene);
  app_timeline_set_replay (scene.timeline, NULL);
  hide (&scene);
}

static void
test_what_could_not_start_says_why (void)
{
  Scene scene = show ("sleep", "threads", "tasks=10000000", 400, 300);

  settle (&scene);
  gtk_test_accessible_assert_property (scene.timeline, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       app_record_get_error (scene.record)->message);
  g_assert_false (press (&scene, GDK_KEY_w, 25, 0));
  drag (&scene, 100, 100, 50, 0);
  app_timeline_fit (scene.timeline);
  app_timeline_set_record (scene.timeline, NULL);
  settle (&scene);
  hide (&scene);
}

static void
test_a_hundred_thousand_lanes_are_walked (void)
{
  Scene scene = show ("sleep", "async", "tasks=100000,duration=1ms", 800, 400);
  guint row;

  app_timeline_set_by_task (scene.timeline, TRUE);
  settle (&scene);
  g_assert_cmpuint (lab_timeline_get_n_lanes (get_lab (&scene), LAB_VIEW_TASKS), ==, 100000);
  app_timeline_focus_span (scene.timeline, 99000, 0);
  settle (&scene);
  get_focus (&scene, &row);
  g_assert_cmpuint (row, ==, 99000);
  g_assert_cmpfloat (app_timeline_get_view (scene.timeline)->scroll, >, 0);
  hide (&scene);
}

static void
test_fifty_runs_leave_nothing_behind (void)
{
  Scene scene = show ("sleep", "threads", "tasks=3,duration=1ms", 800, 300);
  guint fds = 0, threads = 0;
  gsize bytes = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");

      app_timeline_set_record (scene.timeline, record);
      settle (&scene);
      if (i == 20)
        {
          bytes = mallinfo2 ().uordblks;
          fds = test_count_fds ();
          threads = test_count_threads ();
        }
    }
  g_test_message ("%" G_GSSIZE_FORMAT " bytes more", (gssize) (mallinfo2 ().uordblks - bytes));
  g_assert_cmpint ((gssize) (mallinfo2 ().uordblks - bytes), <, 1 << 20);
  app_timeline_set_record (scene.timeline, NULL);
  g_assert_cmpuint (test_count_fds (), <=, fds);
  /* On a busy machine GLib's pool, which has ten at most, may be waited for and grow later. */
  g_assert_cmpuint (test_count_threads (), <=, threads + 10);
  g_assert_cmpuint (test_count_children (), ==, 0);
  hide (&scene);
}

static void
test_it_is_whole_with_large_text_and_from_right_to_left (void)
{
  int dpi;
  Scene scene;
  guint row;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 144 * 1024, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  scene = show ("mixed", "gil", "", 360, 420);
  gtk_widget_grab_focus (GTK_WIDGET (scene.timeline));
  press (&scene, GDK_KEY_Return, 36, 0);
  press (&scene, GDK_KEY_Right, 114, 0);
  get_focus (&scene, &row);
  settle (&scene);
  app_test_save_picture (GTK_WIDGET (scene.timeline), "timeline-narrow.out.png");
  hide (&scene);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/timeline/keys zoom and move, and can be undone", test_keys_zoom_and_move_and_can_be_undone);
  g_test_add_func ("/timeline/keys are where they are on every keyboard",
                   test_keys_are_where_they_are_on_every_keyboard);
  g_test_add_func ("/timeline/keys go from span to span and lane to lane",
                   test_keys_go_from_span_to_span_and_lane_to_lane);
  g_test_add_func ("/timeline/Enter finds a deed where a lane is idle", test_enter_finds_a_deed_where_a_lane_is_idle);
  g_test_add_func ("/timeline/spans are items with sentences", test_spans_are_items_with_sentences);
  g_test_add_func ("/timeline/the first lane is told before one is chosen",
                   test_the_first_lane_is_told_before_one_is_chosen);
  g_test_add_func ("/timeline/brackets go along arrows", test_brackets_go_along_arrows);
  g_test_add_func ("/timeline/a range ends where spans do", test_a_range_ends_where_spans_do);
  g_test_add_func ("/timeline/the picture and the overview can be dragged",
                   test_the_picture_and_the_overview_can_be_dragged);
  g_test_add_func ("/timeline/a drag on the ruler selects time", test_a_drag_on_the_ruler_selects_time);
  g_test_add_func ("/timeline/a click focuses a span and tells of it", test_a_click_focuses_a_span_and_tells_of_it);
  g_test_add_func ("/timeline/details say what a span is and lead on", test_details_say_what_a_span_is_and_lead_on);
  g_test_add_func ("/timeline/a range of many lanes is summed up elsewhere",
                   test_a_range_of_many_lanes_is_summed_up_elsewhere);
  g_test_add_func ("/timeline/a picture of its own is laid out on any thread",
                   test_a_picture_of_its_own_is_laid_out_on_any_thread);
  g_test_add_func ("/timeline/a moment stays in focus by worker and by task",
                   test_a_moment_stays_in_focus_by_worker_and_by_task);
  g_test_add_func ("/timeline/lanes of a process fold", test_lanes_of_a_process_fold);
  g_test_add_func ("/timeline/a run that begins has room", test_a_run_that_begins_has_room);
  g_test_add_func ("/timeline/it follows a run until one looks elsewhere",
                   test_it_follows_a_run_until_one_looks_elsewhere);
  g_test_add_func ("/timeline/a playhead moves through it", test_a_playhead_moves_through_it);
  g_test_add_func ("/timeline/what could not start says why", test_what_could_not_start_says_why);
  g_test_add_func ("/timeline/a hundred thousand lanes are walked", test_a_hundred_thousand_lanes_are_walked);
  g_test_add_func ("/timeline/fifty runs leave nothing behind", test_fifty_runs_leave_nothing_behind);
  g_test_add_func ("/timeline/it is whole with large text and from right to left",
                   test_it_is_whole_with_large_text_and_from_right_to_left);
  return g_test_run ();
}
