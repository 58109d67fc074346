/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-plan.h"

LabFetchPlan *
lab_fetch_plan_new (void)
{
  LabFetchPlan *self = g_new0 (LabFetchPlan, 1);

  self->addresses = lab_plan_expressions_new ();
  return self;
}

void
lab_fetch_plan_free (LabFetchPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->addresses);
  lab_expression_clear (&self->timeout);
  lab_expression_clear (&self->limit);
  lab_expression_clear (&self->keep_alive);
  lab_expression_clear (&self->enough);
  g_free (self);
}

void
lab_server_plan_clear (LabServerPlan *self)
{
  lab_expression_clear (&self->latency);
  lab_expression_clear (&self->spread);
  lab_expression_clear (&self->size);
  lab_expression_clear (&self->failures);
  lab_expression_clear (&self->resets);
  lab_expression_clear (&self->at_once);
  lab_expression_clear (&self->https);
  lab_expression_clear (&self->seed);
}
