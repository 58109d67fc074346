/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-inbox.h"

#define N_THREADS 4
#define N_EACH 20000

typedef struct
{
  LabInbox *inbox;
  guint number;
} Sender;

static gpointer
send (gpointer data)
{
  Sender *self = data;

  for (guint i = 0; i < N_EACH; i++)
    lab_inbox_put (self->inbox, GUINT_TO_POINTER (self->number * N_EACH + i + 1));
  return NULL;
}

/* Between two looks the thread sleeps in its context, without a time-out: a wake-up that got lost would show. */
static void
test_all_arrives_in_order_and_wakes (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (LabInbox) inbox = lab_inbox_new (context);
  GThread *threads[N_THREADS];
  Sender senders[N_THREADS];
  guint next[N_THREADS] = { 0 };
  guint n_left = N_THREADS * N_EACH;

  for (guint i = 0; i < N_THREADS; i++)
    {
      senders[i] = (Sender){ inbox, i };
      threads[i] = g_thread_new ("sender", send, &senders[i]);
    }
  while (n_left > 0)
    {
      const GPtrArray *arrived;

      while (lab_inbox_is_empty (inbox))
        g_main_context_iteration (context, TRUE);
      arrived = lab_inbox_take (inbox);
      for (guint i = 0; i < arrived->len; i++)
        {
          guint place = GPOINTER_TO_UINT (g_ptr_array_index (arrived, i)) - 1;

          g_assert_cmpuint (place % N_EACH, ==, next[place / N_EACH]++);
        }
      n_left -= arrived->len;
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_true (lab_inbox_is_empty (inbox));
  g_assert_cmpuint (lab_inbox_take (inbox)->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inbox/all-arrives-in-order-and-wakes", test_all_arrives_in_order_and_wakes);
  return g_test_run ();
}
