/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-names.h"
#include "lab-json.h"
#include "lab-program.h"

#define ARGUMENTS_SIZE_MAX (1 << 16)

struct _LabNames
{
  LabProgram *program; /* NULL where it cannot be made, or nothing is known */
};

LabNames *
lab_names_new (const LabExperiment *experiment)
{
  LabNames *self = g_new0 (LabNames, 1);

  if (experiment != NULL)
    self->program = lab_program_new (experiment->workload, experiment->params, NULL);
  return self;
}

void
lab_names_free (LabNames *self)
{
  g_clear_pointer (&self->program, lab_program_free);
  g_free (self);
}

static gboolean
knows (const LabNames *self, guint32 task)
{
  return self->program != NULL && task < lab_program_get_n_tasks (self->program);
}

static char *
get_name (gpointer data, guint32 task)
{
  const LabNames *self = data;

  return knows (self, task) ? lab_program_get_task_name (self->program, task) : NULL;
}

/* "7919, x": the positional ones are what a reader knows a task by. */
static char *
get_arguments (gpointer data, guint32 task)
{
  const LabNames *self = data;
  g_autofree char *json = knows (self, task) ? lab_program_get_task_arguments (self->program, task) : NULL;
  g_autoptr (JsonNode) node = json != NULL ? lab_json_parse (json, -1, ARGUMENTS_SIZE_MAX, "arguments", NULL) : NULL;
  LabPlace root = lab_place_root ("", node);
  LabPlace list = node != NULL ? lab_place_member (&root, "arguments") : root;
  GString *text = g_string_new (NULL);

  for (guint i = 0; list.node != NULL && i < lab_place_get_length (&list); i++)
    {
      LabPlace place = lab_place_element (&list, i);
      const char *argument = lab_place_is_text (&place) ? lab_place_get_text (&place, NULL) : NULL;

      if (argument != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", argument);
    }
  return g_string_free (text, FALSE);
}

LabTaskNamer
lab_names_get_namer (LabNames *self)
{
  return (LabTaskNamer){ .get_name = get_name, .get_arguments = get_arguments, .data = self };
}
