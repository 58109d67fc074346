/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-hosts.h"
#include "lab-alarm.h"
#include "test-utils.h"

#define LIMIT 3
#define ASKERS 20

typedef struct
{
  LabHosts *hosts;
  GSource *alarm;
  guint *n_open;
  gboolean inside, over;
} Asker;

static gboolean
on_alarm (gpointer data)
{
  Asker *self = data;

  if (self->inside)
    {
      self->inside = FALSE;
      self->over = TRUE;
      (*self->n_open)--;
      lab_hosts_leave (self->hosts, "a.example");
      return G_SOURCE_REMOVE;
    }
  if (!lab_hosts_enter (self->hosts, "a.example", self->alarm))
    return G_SOURCE_CONTINUE;
  self->inside = TRUE;
  g_assert_cmpuint (++*self->n_open, <=, LIMIT);
  /* Leaves at the next turn. */
  g_source_set_ready_time (self->alarm, 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
are_all_over (gpointer data)
{
  const Asker *askers = data;

  for (guint i = 0; i < ASKERS; i++)
    if (!askers[i].over)
      return FALSE;
  return TRUE;
}

static void
test_no_more_than_the_limit_are_inside_and_each_has_its_turn (void)
{
  g_autoptr (LabHosts) hosts = lab_hosts_new (LIMIT, 1000000);
  Asker askers[ASKERS] = { 0 };
  guint n_open = 0;

  for (guint i = 0; i < ASKERS; i++)
    {
      askers[i] = (Asker){ .hosts = hosts, .n_open = &n_open };
      askers[i].alarm = lab_alarm_new (NULL, "asker", on_alarm, &askers[i]);
      g_source_set_ready_time (askers[i].alarm, 0);
    }
  test_wait_until (are_all_over, askers, "everybody has been inside");
  for (guint i = 0; i < ASKERS; i++)
    lab_alarm_free (askers[i].alarm);
}

static gboolean
never (gpointer data)
{
  g_assert_not_reached ();
}

static void
test_a_pause_holds_for_its_host_only (void)
{
  g_autoptr (LabHosts) hosts = lab_hosts_new (LIMIT, G_MAXINT64 / 4);
  GSource *first = lab_alarm_new (NULL, "first", never, NULL);
  GSource *second = lab_alarm_new (NULL, "second", never, NULL);

  g_assert_true (lab_hosts_enter (hosts, "a.example", first));
  g_assert_false (lab_hosts_enter (hosts, "a.example", second));
  g_assert_cmpint (g_source_get_ready_time (second), >, 0);
  lab_hosts_forget (hosts, "a.example", second);
  g_assert_true (lab_hosts_enter (hosts, "b.example", second));
  lab_alarm_free (first);
  lab_alarm_free (second);
}

static void
test_who_forgets_lets_the_next_one_through (void)
{
  g_autoptr (LabHosts) hosts = lab_hosts_new (1, 0);
  GSource *alarms[3];

  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    alarms[i] = lab_alarm_new (NULL, "asker", never, NULL);
  g_assert_true (lab_hosts_enter (hosts, "a.example", alarms[0]));
  g_assert_false (lab_hosts_enter (hosts, "a.example", alarms[1]));
  g_assert_false (lab_hosts_enter (hosts, "a.example", alarms[2]));
  lab_hosts_forget (hosts, "a.example", alarms[1]);
  g_assert_cmpint (g_source_get_ready_time (alarms[2]), ==, -1);
  lab_hosts_leave (hosts, "a.example");
  g_assert_cmpint (g_source_get_ready_time (alarms[2]), >=, 0);
  g_assert_true (lab_hosts_enter (hosts, "a.example", alarms[2]));
  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    lab_alarm_free (alarms[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosts/no-more-than-the-limit-are-inside",
                   test_no_more_than_the_limit_are_inside_and_each_has_its_turn);
  g_test_add_func ("/hosts/a-pause-holds-for-its-host-only", test_a_pause_holds_for_its_host_only);
  g_test_add_func ("/hosts/who-forgets-lets-the-next-one-through", test_who_forgets_lets_the_next_one_through);
  return g_test_run ();
}
