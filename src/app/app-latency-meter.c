/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-latency-meter.h"
#include "lab-latency-row.h"
#include "lab-measure.h"

struct _AppLatencyMeter
{
  GObject parent_instance;

  AppLatencyColumns *columns;
  LabMeasure *measure; /* NULL: none goes on */
  char *status;
  gboolean problem;
  guint n_rows; /* that are to be measured */
};

G_DEFINE_FINAL_TYPE (AppLatencyMeter, app_latency_meter, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
say (AppLatencyMeter *self, char *status, gboolean problem)
{
  g_free (self->status);
  self->status = status;
  self->problem = problem;
  g_signal_emit (self, signals[CHANGED], 0);
}

static guint
count_rows (void)
{
  guint n, n_measurable = 0;
  const LabLatencyRow *rows = lab_latency_rows_get (&n);

  for (guint i = 0; i < n; i++)
    n_measurable += rows[i].why_not == NULL;
  return n_measurable;
}

static void
on_reading (LabMeasure *measure, const char *id, AppLatencyMeter *self)
{
  const LabSheet *sheet = lab_measure_get_sheet (measure);
  const LabLatencyRow *row = lab_latency_row_find (id);
  g_autofree char *value = lab_reading_describe (lab_sheet_find (sheet, id));

  app_latency_columns_follow (self->columns, sheet);
  say (self, g_strdup_printf (_ ("%s: %s"), row != NULL ? _ (row->title) : id, value), FALSE);
}

static char *
describe_end (AppLatencyMeter *self, guint n_readings)
{
  switch (lab_measure_get_state (self->measure))
    {
    case LAB_MEASURE_DONE:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u row was measured.", "%u rows were measured.", n_readings), n_readings);
    case LAB_MEASURE_CANCELLED:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Stopped. %u row was measured.", "Stopped. %u rows were measured.", n_readings),
        n_readings);
    case LAB_MEASURE_FAILED:
    case LAB_MEASURE_RUNNING:
    default:
      return g_strdup_printf (_ ("The measurement failed: %s"), lab_measure_get_why (self->measure));
    }
}

static void
on_ended (LabMeasure *measure, AppLatencyMeter *self)
{
  guint n_readings = lab_measure_get_sheet (measure)->readings->len;
  g_autofree char *status = describe_end (self, n_readings);
  gboolean failed = lab_measure_get_state (measure) == LAB_MEASURE_FAILED;
  gboolean done = lab_measure_get_state (measure) == LAB_MEASURE_DONE;

  app_latency_columns_follow (self->columns, NULL);
  if (n_readings > 0)
    app_latency_columns_take (self->columns, lab_measure_take_sheet (measure), done);
  g_signal_handlers_disconnect_by_data (measure, self);
  g_clear_object (&self->measure);
  say (self, g_steal_pointer (&status), failed);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
app_latency_meter_dispose (GObject *object)
{
  AppLatencyMeter *self = APP_LATENCY_METER (object);

  if (self->measure != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->measure, self);
      app_latency_columns_follow (self->columns, NULL);
    }
  g_clear_object (&self->measure);
  g_clear_object (&self->columns);
  G_OBJECT_CLASS (app_latency_meter_parent_class)->dispose (object);
}

static void
app_latency_meter_finalize (GObject *object)
{
  g_free (APP_LATENCY_METER (object)->status);
  G_OBJECT_CLASS (app_latency_meter_parent_class)->finalize (object);
}

static void
app_latency_meter_class_init (AppLatencyMeterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_latency_meter_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_latency_meter_finalize;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_LATENCY_METER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", APP_TYPE_LATENCY_METER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
}

static void
app_latency_meter_init (AppLatencyMeter *self)
{
  self->status = g_strdup ("");
  self->n_rows = count_rows ();
}

AppLatencyMeter *
app_latency_meter_new (AppLatencyColumns *columns)
{
  AppLatencyMeter *self = g_object_new (APP_TYPE_LATENCY_METER, NULL);

  self->columns = g_object_ref (columns);
  return self;
}

void
app_latency_meter_start (AppLatencyMeter *self, gboolean careful, const char *remote)
{
  LabMeasureOptions options = { .careful = careful, .remote = remote };
  g_autoptr (LabMeasure) measure = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (APP_IS_LATENCY_METER (self));

  if (self->measure != NULL)
    return;
  measure = lab_measure_new ();
  if (!lab_measure_start (measure, &options, &error))
    {
      say (self, g_strdup_printf (_ ("The measurement cannot be started: %s"), error->message), TRUE);
      return;
    }
  self->measure = g_steal_pointer (&measure);
  g_signal_connect (self->measure, "reading", G_CALLBACK (on_reading), self);
  g_signal_connect (self->measure, "ended", G_CALLBACK (on_ended), self);
  app_latency_columns_follow (self->columns, lab_measure_get_sheet (self->measure));
  say (self,
       g_strdup (careful ? _ ("Measuring with care: it takes about half a minute.")
                         : _ ("Measuring: it takes some seconds.")),
       FALSE);
}

void
app_latency_meter_stop (AppLatencyMeter *self)
{
  g_return_if_fail (APP_IS_LATENCY_METER (self));

  if (self->measure != NULL)
    lab_measure_cancel (self->measure);
}

gboolean
app_latency_meter_is_running (AppLatencyMeter *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_METER (self), FALSE);

  return self->measure != NULL;
}

double
app_latency_meter_get_fraction (AppLatencyMeter *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_METER (self), 0);

  if (self->measure == NULL)
    return 0;
  return MIN (lab_measure_get_sheet (self->measure)->readings->len / (double) MAX (self->n_rows, 1u), 1.0);
}

const char *
app_latency_meter_get_status (AppLatencyMeter *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_METER (self), "");

  return self->status;
}

gboolean
app_latency_meter_has_problem (AppLatencyMeter *self)
{
  g_return_val_if_fail (APP_IS_LATENCY_METER (self), FALSE);

  return self->problem;
}
