/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-program-private.h"
#include "lab-quote.h"

static const char *const kind_ids[] = {
  [LAB_WIRE_PIPE] = "pipe",
  [LAB_WIRE_SOCKET] = "socket",
  [LAB_WIRE_MEMORY] = "memory",
};

/* "wire" and "wire 3" are both of the declaration "wire". */
static const LabWirePlan *
find_plan (const LabProgram *self, const char *name)
{
  GArray *plans = self->workload->wires;
  gsize length = strcspn (name, " ");

  for (guint i = 0; i < plans->len; i++)
    {
      const LabWirePlan *plan = &g_array_index (plans, LabWirePlan, i);

      if (strlen (plan->id) == length && strncmp (plan->id, name, length) == 0)
        return plan;
    }
  return NULL;
}

static gboolean
find_kind (const LabProgram *self, const LabWirePlan *plan, guint8 *kind, GError **error)
{
  g_autoptr (LabTemplate) how = lab_template_bind (plan->how.template, self->params, LAB_STYLE_TYPED);
  g_autofree char *quoted = lab_quote (lab_template_get_constant (how));

  for (*kind = 0; *kind < G_N_ELEMENTS (kind_ids); (*kind)++)
    if (g_str_equal (kind_ids[*kind], lab_template_get_constant (how)))
      return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: expected \"pipe\", \"socket\" or \"memory\", found %s"),
               plan->how.place, quoted);
  return FALSE;
}

gboolean
lab_program_add_wire (LabProgram *self, guint16 object, GError **error)
{
  const char *name = lab_objects_get (self->objects, object)->name;
  const LabWirePlan *plan = find_plan (self, name);
  g_autofree char *quoted = lab_quote (name);
  guint8 kind;

  if (plan == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("there is no wire %s among the workload's \"wires\""),
                   quoted);
      return FALSE;
    }
  if (!find_kind (self, plan, &kind, error))
    return FALSE;
  if (object >= self->wires->len)
    g_array_set_size (self->wires, object + 1u);
  g_array_index (self->wires, guint8, object) = kind;
  return TRUE;
}

LabWireKind
lab_program_get_wire_kind (const LabProgram *self, guint16 object)
{
  g_return_val_if_fail (self != NULL && object < self->wires->len, LAB_WIRE_PIPE);

  return g_array_index (self->wires, guint8, object);
}
