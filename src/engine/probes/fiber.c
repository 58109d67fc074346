/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-fiber.h"
#include "engine-probes.h"
#include "lab-clock.h"

#define STACK_SIZE 65536

static void
suspend_on (gpointer data, gpointer user_data)
{
  LabFiber **self = data;

  for (;;)
    lab_fiber_suspend (*self);
}

static void
resume (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    lab_fiber_resume (data);
}

/* A resume is two switches: to the fiber and back. */
static void
run_fiber (LabProbeRun *run)
{
  g_autoptr (GError) error = NULL;
  LabStacks *stacks;
  LabFiber *fiber;

  if (!lab_probe_run_pin (run, 0))
    return;
  stacks = lab_stacks_new (STACK_SIZE, 1, LAB_GUARDS_BEST, &error);
  if (stacks == NULL)
    {
      lab_probe_run_refuse_all (run, "%s", error->message);
      return;
    }
  fiber = lab_fiber_new (stacks, suspend_on, &fiber, NULL);
  lab_probe_run_measure (run, 0, 1, resume, fiber);
  for (guint i = 0; i < run->samples[0]->len; i++)
    g_array_index (run->samples[0], double, i) /= 2;
}

const LabProbe lab_probe_fiber = {
  .rows = { { "fiber", N_ ("Half of going over to a fiber and back, as the model fibers does"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 5 * LAB_NS_PER_MS,
  .run = run_fiber,
};
