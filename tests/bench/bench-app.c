/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>

#include <adwaita.h>

#include "app-application.h"
#include "app-fixture.h"
#include "app-tour.h"
#include "app-window.h"
#include "bench-turn.h"
#include "lab-clock.h"

/* What the app's window costs, in a real window on whatever display there is:
 *   bench-app start bare|app NS   how long after NS (CLOCK_MONOTONIC) the first frame was there: JSON
 *   bench-app live WORKLOAD       what watching a run costs beside watching nothing: JSON
 *   bench-app turn                the longest turn of a bare window that shows another page: JSON
 *   bench-app tour                the longest turn of each step of a whole session, and its busiest: JSON */

#define WATCH_S 4
#define TOUR_TASKS 100000 /* of its large trace */

/* The share of a processor that this process takes, from one call to the next. */
static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
on_first_frame (GdkFrameClock *clock, guint64 *began)
{
  printf ("{ \"ms\": %.3f }\n", (double) (lab_clock_now () - *began) / 1e6);
  fflush (stdout);
  _exit (0);
}

static void
watch_first_frame (GtkWindow *window, guint64 *began)
{
  gtk_window_present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (on_first_frame),
                    began);
}

static void
on_activate_bare (GtkApplication *application, guint64 *began)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  watch_first_frame (GTK_WINDOW (window), began);
}

static void
on_activate_app (GtkApplication *application, guint64 *began)
{
  watch_first_frame (gtk_application_get_active_window (application), began);
}

static int
start (const char *what, guint64 began)
{
  g_autoptr (GtkApplication) application = NULL;
  char *argv[] = { "interleave", NULL };

  if (g_str_equal (what, "bare"))
    {
      application = GTK_APPLICATION (adw_application_new ("io.github.interleave.Bare", G_APPLICATION_DEFAULT_FLAGS));
      g_signal_connect (application, "activate", G_CALLBACK (on_activate_bare), &began);
    }
  else
    {
      application = GTK_APPLICATION (app_application_new ());
      g_signal_connect_after (application, "activate", G_CALLBACK (on_activate_app), &began);
    }
  return g_application_run (G_APPLICATION (application), 1, argv);
}

typedef struct
{
  AppRecord *record;
  AppPage *page;  /* that shows it */
  guint64 shown;  /* the time of the newest event that the last frame had */
  guint64 oldest; /* of those that a frame was the first to show, how old one was at most */
  guint n_frames;
} Watch;

/* The first event after that time; G_MAXUINT64: there is none. */
static guint64
find_next (LabTrace *trace, guint64 time)
{
  guint64 first = G_MAXUINT64;

  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      lab_trace_seek (trace, lane, time + 1, &cursor);
      event = lab_trace_next_event (trace, lane, &cursor);
      if (event != NULL)
        first = MIN (first, event->time);
    }
  return first;
}

static void
on_frame (GdkFrameClock *clock, Watch *watch)
{
  LabTrace *trace = app_record_get_trace (watch->record);
  guint64 next, now;

  watch->n_frames++;
  /* What is painted elsewhere is not there yet. */
  if (trace == NULL || app_record_get_state (watch->record) != APP_RECORD_RUNNING
      || !app_chart_is_still (app_page_get_chart (watch->page)))
    return;
  next = find_next (trace, watch->shown);
  now = lab_clock_now () - lab_trace_get_header (trace)->origin;
  if (watch->shown > 0 && next < now)
    watch->oldest = MAX (watch->oldest, now - next);
  watch->shown = lab_trace_get_last_time (trace);
}

/* The processor's time of WATCH_S seconds, as a share. */
static double
watch_for_a_while (void)
{
  double before = get_cpu_seconds ();
  guint64 began = lab_clock_now ();

  bench_turn_wait (WATCH_S);
  return (get_cpu_seconds () - before) / ((double) (lab_clock_now () - began) / 1e9);
}

static LabExperiment *
load (const char *workload_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = lab_workload_load (workload_name, &error);

  if (workload == NULL)
    g_error ("%s", error->message);
  return lab_experiment_new (workload, lab_model_find ("async"));
}

static int
live (const char *workload)
{
  g_autoptr (LabExperiment) experiment = load (workload);
  g_autoptr (AppRecord) record = app_record_new (experiment);
  Watch watch = { .record = record };
  AppWindow *window;
  double idle, busy;
  guint64 n_events;

  adw_init ();
  window = app_window_new (NULL);
  gtk_window_present (GTK_WINDOW (window));
  watch_for_a_while ();
  idle = watch_for_a_while ();
  bench_turn_watch ();
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (on_frame), &watch);
  watch.page = app_window_get_page (window, "explore");
  app_record_start (record);
  app_window_show_record (window, record);
  busy = watch_for_a_while ();
  n_events = lab_trace_get_n_events (app_record_get_trace (record));
  printf (
    "{ \"idle\": %.4f, \"live\": %.4f, \"frames\": %.1f, \"events\": %.0f, \"turn_ms\": %.2f, \"old_ms\": %.2f }\n",
    idle, busy, (double) watch.n_frames / WATCH_S, (double) n_events / WATCH_S, bench_turn_get_longest (),
    (double) watch.oldest / 1e6);
  app_record_stop (record);
  return 0;
}

static int
turn (void)
{
  adw_init ();
  printf ("{ \"turn_ms\": %.2f }\n", bench_turn_measure_peer ());
  return 0;
}

static void
on_step (const char *step, const AppWatchdogTurns *turns, gpointer n_steps)
{
  printf ("%s\"%s\": { \"ms\": %.2f, \"cpu_ms\": %.2f }", *(guint *) n_steps > 0 ? ", " : "{ ", step,
          (double) turns->worst / 1000, (double) turns->computed / 1000);
  (*(guint *) n_steps)++;
}

static int
tour (void)
{
  guint n_steps = 0;

  g_set_prgname ("interleave");
  adw_init ();
  app_test_load_style ();
  g_setenv ("INTERLEAVE_WATCHDOG", "1", TRUE);
  app_watchdog_start ();
  app_tour_walk (TOUR_TASKS, on_step, &n_steps);
  printf (" }\n");
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "start"))
    return start (argv[2], g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 3 && g_str_equal (argv[1], "live"))
    return live (argv[2]);
  if (argc == 2 && g_str_equal (argv[1], "turn"))
    return turn ();
  if (argc == 2 && g_str_equal (argv[1], "tour"))
    return tour ();
  fprintf (stderr, "usage: bench-app start bare|app NS, bench-app live WORKLOAD, bench-app turn|tour\n");
  return 2;
}
