/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-chooser.h"
#include "app-model-group.h"
#include "app-param-rows.h"
#include "app-pills.h"

struct _AppModelGroup
{
  GtkBox parent_instance;

  const LabModel *model; /* NULL: none yet */
  GPtrArray *rows;       /* of AppParamRow, borrowed from the group */

  AdwPreferencesGroup *group;
  AppChooser *chooser;
  AppPills *traits;
};

G_DEFINE_FINAL_TYPE (AppModelGroup, app_model_group, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_chosen (AppModelGroup *self, const char *id)
{
  if (self->model == NULL || !g_str_equal (self->model->id, id))
    g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
on_row_changed (AppModelGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
list_models (AppModelGroup *self)
{
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      g_autofree char *why_not = (*model)->why_not != NULL ? (*model)->why_not () : NULL;

      app_chooser_add (self->chooser, &(AppChoice){ .id = (*model)->id,
                                                    .title = _ ((*model)->title),
                                                    .line = _ ((*model)->summary),
                                                    .why_not = why_not });
    }
}

/* What it can and cannot, a word each. */
static void
show_traits (AppModelGroup *self)
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

  app_pills_clear (self->traits);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((self->model->traits & words[i].trait) != 0)
      app_pills_add (self->traits, lab_trait_get_title (words[i].trait), NULL, NULL);
    else if (words[i].lacks != NULL)
      app_pills_add (self->traits, _ (words[i].lacks), "absent", NULL);
}

static void
app_model_group_dispose (GObject *object)
{
  g_ptr_array_set_size (APP_MODEL_GROUP (object)->rows, 0);
  G_OBJECT_CLASS (app_model_group_parent_class)->dispose (object);
}

static void
app_model_group_finalize (GObject *object)
{
  g_ptr_array_unref (APP_MODEL_GROUP (object)->rows);
  G_OBJECT_CLASS (app_model_group_parent_class)->finalize (object);
}

static void
app_model_group_class_init (AppModelGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_CHOOSER);
  g_type_ensure (APP_TYPE_PILLS);
  object_class->dispose = app_model_group_dispose;
  object_class->finalize = app_model_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-model-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AppModelGroup, group);
  gtk_widget_class_bind_template_child (widget_class, AppModelGroup, chooser);
  gtk_widget_class_bind_template_child (widget_class, AppModelGroup, traits);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_MODEL_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_MODEL_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
app_model_group_init (AppModelGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  list_models (self);
}

void
app_model_group_set (AppModelGroup *self, const LabModel *model, LabWorkload *workload)
{
  g_autoptr (LabExperiment) fresh = NULL;

  g_return_if_fail (APP_IS_MODEL_GROUP (self) && model != NULL && workload != NULL);

  fresh = lab_experiment_new (workload, model);
  self->model = model;
  app_param_rows_remove (self->rows, self->group);
  app_param_rows_add (self->rows, self->group, fresh->options, G_CALLBACK (on_row_changed), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chooser), _ (model->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->chooser), _ (model->summary));
  app_chooser_set_selected (self->chooser, model->id);
  show_traits (self);
}

const LabModel *
app_model_group_get (AppModelGroup *self)
{
  g_return_val_if_fail (APP_IS_MODEL_GROUP (self), NULL);

  return self->model;
}

GPtrArray *
app_model_group_get_rows (AppModelGroup *self)
{
  g_return_val_if_fail (APP_IS_MODEL_GROUP (self), NULL);

  return self->rows;
}
