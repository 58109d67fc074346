/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-alarm.h"

static gboolean
dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  return func (data);
}

GSource *
lab_alarm_new (GMainContext *context, const char *name, GSourceFunc func, gpointer data)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };
  GSource *self = g_source_new (&funcs, sizeof (GSource));

  g_source_set_static_name (self, name);
  g_source_set_callback (self, func, data, NULL);
  g_source_attach (self, context);
  return self;
}

void
lab_alarm_free (GSource *alarm)
{
  g_source_destroy (alarm);
  g_source_unref (alarm);
}
