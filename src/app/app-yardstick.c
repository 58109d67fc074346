/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "app-yardstick"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "app-yardstick.h"
#include "lab-edition.h"
#include "lab-latency-row.h"
#include "lab-quantity.h"

/* The rungs that people have heard of. */
static const char *const rungs[] = { "l1", "mem", "ssd-random", "dc-rtt", "seek", "wan" };

static LabEdition *edition; /* once it is read */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  LabEdition *read = lab_edition_load (LAB_EDITION_DEFAULT, &error);

  if (read == NULL)
    g_debug ("no yardstick: %s", error->message);
  else if (!g_atomic_pointer_compare_and_exchange (&edition, NULL, read))
    lab_edition_unref (read);
  g_task_return_boolean (task, TRUE);
}

void
app_yardstick_prepare (void)
{
  static gsize begun;

  if (g_once_init_enter (&begun))
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_run_in_thread (task, read_in_thread);
      g_once_init_leave (&begun, 1);
    }
}

char *
app_yardstick_compare (guint64 ns)
{
  const LabEdition *scale = g_atomic_pointer_get (&edition);
  const LabEditionEntry *nearest = NULL;
  const LabLatencyRow *row;
  g_autofree char *times = NULL;

  for (gsize i = 0; scale != NULL && i < G_N_ELEMENTS (rungs); i++)
    {
      const LabEditionEntry *entry = lab_edition_find (scale, rungs[i]);

      if (entry != NULL && entry->ns > 0 && entry->ns <= (double) ns && (nearest == NULL || entry->ns > nearest->ns))
        nearest = entry;
    }
  row = nearest != NULL ? lab_latency_row_find (nearest->row) : NULL;
  if (row == NULL)
    return NULL;
  times = lab_format_rough_count ((double) ns / nearest->ns);
  /* Translators: how many times a wait is as long as a rung of the latency scale: "240 × Main memory reference". */
  return g_strdup_printf (_ ("%s × %s"), times, _ (row->title));
}
