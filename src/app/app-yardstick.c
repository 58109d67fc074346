/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "app-yardstick"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "app-yardstick.h"
#include "lab-bound-by.h"

/* What is known to compare with. */
typedef struct
{
  LabEdition *edition; /* NULL: not installed */
  LabSheet *sheet;     /* NULL: this machine was never measured */
} Scale;

static Scale *scale; /* NULL: not read yet; belongs to the window's thread */

static void
scale_free (gpointer data)
{
  Scale *self = data;

  g_clear_pointer (&self->edition, lab_edition_unref);
  g_clear_pointer (&self->sheet, lab_sheet_free);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  Scale *read = g_new0 (Scale, 1);

  read->edition = lab_edition_load (LAB_EDITION_DEFAULT, &error);
  if (read->edition == NULL)
    g_debug ("no published yardstick: %s", error->message);
  read->sheet = lab_sheet_load ("last", NULL);
  if (read->sheet != NULL)
    {
      g_free (read->sheet->label);
      read->sheet->label = g_strdup (_ ("this machine"));
    }
  g_task_return_pointer (task, read, scale_free);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_clear_pointer (&scale, scale_free);
  scale = g_task_propagate_pointer (G_TASK (result), NULL);
}

void
app_yardstick_renew (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_read, NULL);

  g_task_run_in_thread (task, read_in_thread);
}

void
app_yardstick_prepare (void)
{
  static gboolean begun;

  if (!begun)
    app_yardstick_renew ();
  begun = TRUE;
}

char *
app_yardstick_compare (guint64 ns)
{
  return scale == NULL ? NULL : lab_bound_by_compare ((double) ns, scale->sheet, scale->edition);
}
