/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-catalogue.h"
#include "app-form-choices.h"

const char *
app_form_get_choice_id (GPtrArray *own, LabWorkload *workload)
{
  return g_ptr_array_find (own, workload, NULL) ? lab_workload_get_source (workload) : lab_workload_get_id (workload);
}

static void
add_workload (AppChooser *chooser, GPtrArray *own, LabWorkload *workload, const char *group)
{
  app_chooser_add (chooser, &(AppChoice){ .id = app_form_get_choice_id (own, workload),
                                          .title = lab_workload_get_title (workload),
                                          .line = lab_workload_get_summary (workload),
                                          .group = group,
                                          .icon_name = app_workload_get_icon_name (workload) });
}

/* In the order of the groups, which is not that of their names. */
void
app_form_list_workloads (AppChooser *chooser, GPtrArray *own)
{
  static const char *const order[] = { "waiting", "computing", "mixed", "hazards" };
  GPtrArray *workloads = app_catalogue_get_workloads (app_catalogue_get ());
  GPtrArray *problems = app_catalogue_get_problems (app_catalogue_get ());

  app_chooser_clear (chooser);
  for (guint i = 0; i < own->len; i++)
    add_workload (chooser, own, g_ptr_array_index (own, i), _ ("Your Own"));
  for (guint group = 0; group < G_N_ELEMENTS (order); group++)
    for (guint i = 0; i < workloads->len; i++)
      {
        LabWorkload *workload = g_ptr_array_index (workloads, i);

        if (g_str_equal (lab_workload_get_group (workload), order[group]))
          add_workload (chooser, own, workload, lab_workload_get_group_title (workload));
      }
  if (problems->len > 0)
    {
      g_autofree char *note = g_strdup_printf (_ ("Left out: %s"), (char *) g_ptr_array_index (problems, 0));

      app_chooser_set_note (chooser, note);
    }
}

void
app_form_list_models (AppChooser *chooser)
{
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      g_autofree char *why_not = (*model)->why_not != NULL ? (*model)->why_not () : NULL;

      app_chooser_add (chooser, &(AppChoice){ .id = (*model)->id,
                                              .title = _ ((*model)->title),
                                              .line = _ ((*model)->summary),
                                              .why_not = why_not });
    }
}

void
app_form_list_presets (AppChooser *chooser)
{
  GPtrArray *presets = app_catalogue_get_presets (app_catalogue_get ());

  for (guint i = 0; i < presets->len; i++)
    {
      const LabPreset *preset = g_ptr_array_index (presets, i);
      const LabExperiment *experiment = lab_preset_get_experiment (preset);
      g_autofree char *line = g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload),
                                               _ (experiment->model->title));

      app_chooser_add (chooser, &(AppChoice){ .id = lab_preset_get_id (preset),
                                              .title = lab_preset_get_title (preset),
                                              .line = line,
                                              .icon_name = app_workload_get_icon_name (experiment->workload) });
    }
}

void
app_form_show_traits (AppPills *pills, const LabModel *model)
{
  static const struct
  {
    LabModelTraits trait;
    const char *lacks; /* NULL: not worth a word */
  } words[] = {
    { LAB_TRAIT_PARALLEL, N_ ("not parallel") },
    { LAB_TRAIT_PREEMPTIVE, N_ ("not preemptive") },
    { LAB_TRAIT_SHARED, N_ ("no shared memory") },
    { LAB_TRAIT_INTERPRETERS, NULL },
  };

  app_pills_clear (pills);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((model->traits & words[i].trait) != 0)
      app_pills_add (pills, lab_trait_get_title (words[i].trait), NULL, NULL);
    else if (words[i].lacks != NULL)
      app_pills_add (pills, _ (words[i].lacks), "absent", NULL);
}
