/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "lab-recorder.h"
#include "test-utils.h"

#define DEADLINE_S 30

void
app_test_load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/interleave/Interleave/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/interleave/Interleave/icons");
}

/* What newer libraries complain of among themselves: libadwaita measures the headings of its own dialogs narrower than
 * they can be (GTK says so from 4.18 on), and GDK 4.24 does not expect its own call. */
static const char *const inner_warnings[] = { "Trying to measure GtkLabel ", "gdk_frame_timings_submitted() " };

/* Every other warning ends a test. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (inner_warnings); j++)
      if (g_str_equal (fields[i].key, "MESSAGE") && g_str_has_prefix (fields[i].value, inner_warnings[j]))
        return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

void
app_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (gtk_check_version (4, 18, 0) == NULL)
    g_log_set_writer_func (write_log, NULL, NULL);
  gtk_init ();
  adw_init ();
  app_test_load_style ();
}

GtkWindow *
app_test_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  app_test_wait_frame (GTK_WIDGET (window));
  return window;
}

AppWindow *
app_test_window (void)
{
  AppWindow *window = app_window_new (NULL);

  gtk_window_present (GTK_WINDOW (window));
  app_test_wait_frame (GTK_WIDGET (window));
  return window;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
app_test_wait (gboolean (*condition) (gpointer data), gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  /* So that the deadline is met when nothing else happens. */
  guint tick = g_timeout_add (100, wake, NULL);

  while (!condition (data))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("waited %d s for %s", DEADLINE_S, what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
has_frame (gpointer data)
{
  return *(gboolean *) data;
}

static void
on_after_paint (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

void
app_test_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &painted);

  gtk_widget_queue_draw (widget);
  app_test_wait (has_frame, &painted, "a frame");
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_settled (gpointer data)
{
  return app_record_get_state (data) == APP_RECORD_SETTLED;
}

AppRecord *
app_test_run (const char *workload, const char *model, const char *values)
{
  g_autoptr (LabExperiment) experiment = test_experiment (workload, model, values);
  AppRecord *record = app_record_new (experiment);

  app_record_start (record);
  app_test_wait (is_settled, record, "the run's end");
  return record;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0');
}

/* A part of another one is its owner's affair: the text of an entry, the button of a drop-down or of a number. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_TEXT (widget) || gtk_widget_get_ancestor (parent, GTK_TYPE_DROP_DOWN) != NULL
         || GTK_IS_MENU_BUTTON (parent) || GTK_IS_SPIN_BUTTON (parent);
}

/* A list hands the keyboard on to its rows, which have names. */
static gboolean
is_list_of_rows (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) && gtk_list_box_get_row_at_index (GTK_LIST_BOX (widget), 0) != NULL;
}

void
app_test_assert_named (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_get_focusable (widget) && gtk_widget_is_sensitive (widget) && !is_part (widget)
      && !is_list_of_rows (widget) && !has_name (widget))
    g_error ("a %s in a %s has no name", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    app_test_assert_named (child);
}

GtkWidget *
app_test_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
app_test_press (GtkWidget *widget, guint keyval, guint keycode, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, keycode, state, &handled);
    }
  return handled;
}

static void
add_event (LabRecorder *recorder, guint64 *time, guint32 task, LabState state, GRand *random)
{
  lab_recorder_add_at (recorder, recorder->origin + *time, task, state, 0);
  *time += 1 + g_rand_int (random) % 2000;
}

/* One after the other, each running and waiting by turns. */
static void
record_tasks (LabRecorder *recorder, guint32 first, guint n, GRand *random)
{
  guint64 time = 1;

  for (guint32 task = first; task < first + n; task++)
    {
      for (guint i = 0; i + 1 < APP_TEST_EVENTS; i++)
        add_event (recorder, &time, task,
                   i % 2 == 0 ? LAB_STATE_RUNNING : (LabState) (LAB_STATE_SLEEPING + g_rand_int (random) % 5), random);
      add_event (recorder, &time, task, LAB_STATE_DONE, random);
    }
}

void
app_test_write_trace (GFile *file, guint n_lanes, guint n_tasks)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  guint64 capacity = (guint64) n_tasks * APP_TEST_EVENTS * 2 * sizeof (LabEvent) + ((guint64) n_lanes << 16);
  g_autoptr (LabSegment) segment = lab_segment_new (capacity, &error);
  g_autoptr (LabTrace) trace = NULL;

  g_assert_no_error (error);
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", lane + 1);
      g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, name);
      guint first = n_tasks * lane / n_lanes;

      record_tasks (recorder, first, n_tasks * (lane + 1) / n_lanes - first, random);
    }
  trace = lab_trace_new (segment);
  if (!lab_trace_update (trace, &error) || !lab_trace_save (trace, g_file_peek_path (file), &error))
    g_error ("%s", error->message);
}

void
app_test_save_picture (GtkWidget *widget, const char *name)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("OUTPUT_DIR"), name, NULL);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  app_test_wait_frame (widget);
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
