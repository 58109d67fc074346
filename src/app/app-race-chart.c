/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app-race-chart.h"
#include "lab-quantity.h"
#include "lab-race.h"

#define AXIS_MIN (G_GUINT64_CONSTANT (100) * 1000 * 1000)
#define AXIS_STEP 1.25

struct _AppRaceChart
{
  AppChart parent_instance;

  AppRace *race;    /* NULL: none */
  GPtrArray *items; /* of GtkWidget, one for each racer; children */
  guint64 axis;     /* while the race goes on: how far it reaches, ns */
  double height;    /* that was asked for last */
  guint tick;       /* while the race goes on; 0: none */
};

G_DEFINE_FINAL_TYPE (AppRaceChart, app_race_chart, APP_TYPE_CHART)

enum
{
  RACER_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const LabEntry *
get_entry (AppRaceChart *self, guint n)
{
  return g_ptr_array_index (app_race_get_entries (self->race), n);
}

static guint64
get_elapsed (AppRecord *record)
{
  LabTimeline *timeline = record != NULL ? app_record_get_timeline (record) : NULL;
  guint64 start, end;

  if (timeline == NULL)
    return 0;
  lab_timeline_get_range (timeline, &start, &end);
  return end - start;
}

/* Why a row has no flag, in a word or two; NULL where it has one, or may still get one. */
static const char *
get_trouble (const LabEntry *entry)
{
  if (entry->why_not != NULL)
    return entry->why_not;
  return entry->result != NULL && !lab_result_is_fair (entry->result) ? lab_outcome_describe (entry->result->outcome)
                                                                      : NULL;
}

static const char *
get_detail (AppRaceChart *self, guint n, const LabEntry *entry)
{
  if (app_race_is_comparison (self->race))
    return _ (entry->experiment->model->title);
  if (app_race_get_running (self->race) == (int) n)
    return _ ("running");
  return entry->result == NULL ? _ ("waits for its turn") : NULL;
}

static LabRacer
make_racer (AppRaceChart *self, guint n)
{
  const LabEntry *entry = get_entry (self, n);
  AppRecord *record = app_race_get_record (self->race, n);
  LabRacer racer = {
    .timeline = record != NULL ? app_record_get_timeline (record) : NULL,
    .name = app_race_get_name (self->race, n),
    .detail = get_detail (self, n, entry),
    .trouble = get_trouble (entry),
    .unfinished = entry->result == NULL,
    .makespan = get_elapsed (record),
  };

  if (entry->result == NULL)
    return racer;
  racer.makespan = entry->result->metrics.makespan;
  racer.memory = entry->result->metrics.peak_rss;
  racer.speed_up = app_race_is_over (self->race) ? lab_standings_get_speed_up (app_race_get_entries (self->race), entry)
                                                 : 0;
  return racer;
}

static LabRacer *
make_race (AppRaceChart *self, LabRace *race)
{
  guint n = self->race != NULL ? app_race_get_n_racers (self->race) : 0;
  LabRacer *racers = g_new0 (LabRacer, n + 1);

  for (guint i = 0; i < n; i++)
    racers[i] = make_racer (self, i);
  *race = (LabRace){ .racers = racers, .n_racers = n, .cursor = G_MAXUINT64 };
  race->keep_order = n > 0 && !app_race_is_over (self->race);
  race->axis = race->keep_order ? self->axis : 0;
  return racers;
}

/* What the picture says: on the screen the page around it says the rest. `verdict` is to be kept until then. */
static void
set_texts (AppRaceChart *self, LabRace *race, const char *verdict)
{
  LabWorkload *workload = get_entry (self, 0)->experiment->workload;
  gboolean apart = app_chart_is_apart (APP_CHART (self)), comparison = app_race_is_comparison (self->race);

  race->title = comparison ? _ ("Comparison") : lab_workload_get_title (workload);
  race->subtitle = apart && !comparison ? lab_workload_get_summary (workload) : NULL;
  race->verdict = apart ? verdict : NULL;
}

static void
app_race_chart_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  AppRaceChart *self = APP_RACE_CHART (chart);
  LabRace race;
  g_autofree LabRacer *racers = make_race (self, &race);
  g_autofree char *verdict = NULL;

  if (race.n_racers == 0)
    return;
  verdict = app_race_get_verdict (self->race);
  race.width = width;
  race.height = height;
  race.column = column;
  set_texts (self, &race, verdict);
  lab_race_layout (&race, font, scene);
  if (race.verdict == NULL)
    scene->description = g_steal_pointer (&verdict);
}

static double
measure_race (AppRaceChart *self, double (*measure) (const LabRace *, LabFont *), double width, LabFont *font)
{
  LabRace race;
  g_autofree LabRacer *racers = make_race (self, &race);
  g_autofree char *verdict = NULL;

  if (race.n_racers == 0)
    return 0;
  verdict = app_race_get_verdict (self->race);
  race.width = width;
  set_texts (self, &race, verdict);
  return measure (&race, font);
}

static double
app_race_chart_get_height (AppChart *chart, double width, LabFont *font)
{
  return measure_race (APP_RACE_CHART (chart), lab_race_get_height, width, font);
}

/* While the race goes on each lane that comes would make all others flatter. */
static double
app_race_chart_get_full_height (AppChart *chart, double width, LabFont *font)
{
  AppRaceChart *self = APP_RACE_CHART (chart);
  gboolean is_over = self->race != NULL && app_race_is_over (self->race);

  return measure_race (self, is_over ? lab_race_get_full_height : lab_race_get_height, width, font);
}

static void
app_race_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppRaceChart *self = APP_RACE_CHART (widget);
  double zoom = app_chart_get_zoom (APP_CHART (self));
  LabRace race;
  g_autofree LabRacer *racers = make_race (self, &race);
  g_autofree LabRect *rows = NULL;

  race.width = width / zoom;
  race.height = height / zoom;
  if (race.n_racers > 0)
    set_texts (self, &race, NULL);
  rows = lab_race_get_rows (&race, app_chart_get_font (APP_CHART (self)));
  for (guint i = 0; i < self->items->len; i++)
    {
      const GtkAllocation place = { (int) (rows[i].x * zoom), (int) (rows[i].y * zoom),
                                    MAX ((int) (rows[i].w * zoom), 0), MAX ((int) (rows[i].h * zoom), 0) };
      int minimum;

      gtk_widget_measure (g_ptr_array_index (self->items, i), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (g_ptr_array_index (self->items, i), &place, -1);
    }
}

/* What a row says to those who hear it. */
static char *
describe_racer (AppRaceChart *self, guint n)
{
  LabRacer racer = make_racer (self, n);
  g_autofree char *makespan = lab_format_duration (racer.makespan);
  guint rank = lab_standings_get_rank (app_race_get_entries (self->race), get_entry (self, n));

  if (racer.trouble != NULL)
    return g_strdup_printf ("%s: %s", racer.name, racer.trouble);
  if (racer.unfinished)
    return g_strdup_printf ("%s: %s", racer.name, racer.detail);
  return g_strdup_printf (_ ("%s: place %u, %s"), racer.name, rank, makespan);
}

static void
update_items (AppRaceChart *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *item = g_ptr_array_index (self->items, i);
      g_autofree char *text = describe_racer (self, i);
      AppRecord *record = app_race_get_record (self->race, i);

      gtk_widget_set_sensitive (item, record != NULL && app_record_get_timeline (record) != NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

static void
on_item_clicked (GtkWidget *item, AppRaceChart *self)
{
  guint n;

  if (g_ptr_array_find (self->items, item, &n))
    g_signal_emit (self, signals[RACER_ACTIVATED], 0, n);
}

static void
remove_items (AppRaceChart *self)
{
  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->items, i));
  g_ptr_array_set_size (self->items, 0);
}

static void
add_items (AppRaceChart *self)
{
  for (guint i = 0; i < app_race_get_n_racers (self->race); i++)
    {
      GtkWidget *item = gtk_button_new ();

      gtk_widget_add_css_class (item, "flat");
      gtk_widget_add_css_class (item, "racer");
      gtk_widget_set_tooltip_text (item, _ ("Look at this run"));
      gtk_widget_set_parent (item, GTK_WIDGET (self));
      g_signal_connect (item, "clicked", G_CALLBACK (on_item_clicked), self);
      g_ptr_array_add (self->items, item);
    }
}

/* An axis that grew with every frame would move all that is drawn. */
static void
stretch_axis (AppRaceChart *self)
{
  for (guint i = 0; i < app_race_get_n_racers (self->race); i++)
    while (get_elapsed (app_race_get_record (self->race, i)) > self->axis)
      self->axis = (guint64) ((double) self->axis * AXIS_STEP);
}

/* More lanes take more room. */
static void
request_height (AppRaceChart *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / app_chart_get_zoom (APP_CHART (self));
  double height = app_race_chart_get_height (APP_CHART (self), width, app_chart_get_font (APP_CHART (self)));

  if (fabs (height - self->height) < 0.5)
    return;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppRaceChart *self = APP_RACE_CHART (widget);
  int running = app_race_get_running (self->race);
  AppRecord *record = running >= 0 ? app_race_get_record (self->race, (guint) running) : NULL;

  if (record != NULL && app_record_update (record))
    {
      stretch_axis (self);
      request_height (self);
      app_chart_queue_layout (APP_CHART (self));
    }
  if (!app_race_is_over (self->race))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
on_race_changed (AppRaceChart *self)
{
  stretch_axis (self);
  update_items (self);
  self->height = 0;
  app_chart_set_growing (APP_CHART (self), !app_race_is_over (self->race));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  app_chart_queue_layout (APP_CHART (self));
}

static void
drop_race (AppRaceChart *self)
{
  if (self->race != NULL)
    g_signal_handlers_disconnect_by_data (self->race, self);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  remove_items (self);
  g_clear_object (&self->race);
}

static void
app_race_chart_dispose (GObject *object)
{
  drop_race (APP_RACE_CHART (object));
  G_OBJECT_CLASS (app_race_chart_parent_class)->dispose (object);
}

static void
app_race_chart_finalize (GObject *object)
{
  g_ptr_array_unref (APP_RACE_CHART (object)->items);
  G_OBJECT_CLASS (app_race_chart_parent_class)->finalize (object);
}

static void
app_race_chart_class_init (AppRaceChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_race_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_race_chart_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = app_race_chart_size_allocate;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  APP_CHART_CLASS (klass)->layout = app_race_chart_layout;
  APP_CHART_CLASS (klass)->get_height = app_race_chart_get_height;
  APP_CHART_CLASS (klass)->get_full_height = app_race_chart_get_full_height;
  signals[RACER_ACTIVATED] = g_signal_new ("racer-activated", APP_TYPE_RACE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
app_race_chart_init (AppRaceChart *self)
{
  self->items = g_ptr_array_new ();
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
app_race_chart_new (void)
{
  return g_object_new (APP_TYPE_RACE_CHART, NULL);
}

void
app_race_chart_set_race (AppRaceChart *self, AppRace *race)
{
  g_return_if_fail (APP_IS_RACE_CHART (self));

  drop_race (self);
  if (race == NULL)
    return;
  self->race = g_object_ref (race);
  self->axis = AXIS_MIN;
  g_signal_connect_object (race, "changed", G_CALLBACK (on_race_changed), self, G_CONNECT_SWAPPED);
  add_items (self);
  if (!app_race_is_over (race))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  on_race_changed (self);
}
