/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-catalogue.h"
#include "app-chooser.h"
#include "app-param-rows.h"
#include "app-workload-file.h"
#include "app-workload-group.h"

struct _AppWorkloadGroup
{
  GtkBox parent_instance;

  LabWorkload *workload; /* NULL: none yet */
  GPtrArray *own;        /* of LabWorkload: out of files that were opened */
  GPtrArray *rows;       /* of AppParamRow, borrowed from the group */

  AdwPreferencesGroup *group;
  AppChooser *chooser;
  GtkWidget *error;
};

G_DEFINE_FINAL_TYPE (AppWorkloadGroup, app_workload_group, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What tells a workload in the list: those of files by their path. */
static const char *
get_choice_id (AppWorkloadGroup *self, LabWorkload *workload)
{
  return g_ptr_array_find (self->own, workload, NULL) ? lab_workload_get_source (workload)
                                                      : lab_workload_get_id (workload);
}

static LabWorkload *
find_workload (AppWorkloadGroup *self, const char *choice_id)
{
  for (guint i = 0; i < self->own->len; i++)
    if (g_str_equal (lab_workload_get_source (g_ptr_array_index (self->own, i)), choice_id))
      return g_ptr_array_index (self->own, i);
  return app_catalogue_find_workload (app_catalogue_get (), choice_id);
}

static void
add_choice (AppWorkloadGroup *self, LabWorkload *workload, const char *group)
{
  app_chooser_add (self->chooser, &(AppChoice){ .id = get_choice_id (self, workload),
                                                .title = lab_workload_get_title (workload),
                                                .line = lab_workload_get_summary (workload),
                                                .group = group,
                                                .icon_name = app_workload_get_icon_name (workload) });
}

static void
add_choices (AppWorkloadGroup *self, GPtrArray *workloads, const char *group)
{
  for (guint i = 0; i < workloads->len; i++)
    {
      LabWorkload *workload = g_ptr_array_index (workloads, i);

      if (g_str_equal (lab_workload_get_group (workload), group))
        add_choice (self, workload, lab_workload_get_group_title (workload));
    }
}

/* In the order of the groups, which is not that of their names. */
static void
list_workloads (AppWorkloadGroup *self)
{
  static const char *const order[] = { "waiting", "computing", "mixed", "hazards" };
  GPtrArray *workloads = app_catalogue_get_workloads (app_catalogue_get ());
  GPtrArray *problems = app_catalogue_get_problems (app_catalogue_get ());

  app_chooser_clear (self->chooser);
  for (guint i = 0; i < self->own->len; i++)
    add_choice (self, g_ptr_array_index (self->own, i), _ ("Your Own"));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_choices (self, workloads, order[i]);
  if (problems->len > 0)
    {
      g_autofree char *note = g_strdup_printf (_ ("Left out: %s"), (char *) g_ptr_array_index (problems, 0));

      app_chooser_set_note (self->chooser, note);
    }
}

static void
on_catalogue_loaded (AppWorkloadGroup *self)
{
  list_workloads (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->chooser), TRUE);
  if (self->workload == NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chooser), _ ("There are no workloads"));
}

static void
on_chosen (AppWorkloadGroup *self, const char *choice_id)
{
  LabWorkload *workload = find_workload (self, choice_id);

  if (workload != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, workload);
}

static void
on_row_changed (AppWorkloadGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_own (AppWorkloadGroup *self, LabWorkload *workload)
{
  LabWorkload *old = find_workload (self, lab_workload_get_source (workload));

  if (old != NULL)
    g_ptr_array_remove (self->own, old);
  g_ptr_array_add (self->own, lab_workload_ref (workload));
  list_workloads (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWorkloadGroup *self = APP_WORKLOAD_GROUP (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = app_workload_file_load_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (workload == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->error), error->message);
      gtk_widget_set_visible (self->error, TRUE);
      return;
    }
  take_own (self, workload);
  g_signal_emit (self, signals[CHOSEN], 0, workload);
}

static void
on_file_chosen (GtkFileChooser *chooser, gpointer self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

  if (file != NULL)
    app_workload_group_open (self, file);
}

static void
on_open_clicked (AppWorkloadGroup *self)
{
  app_workload_file_ask (GTK_WIDGET (self), on_file_chosen, self);
}

static void
app_workload_group_dispose (GObject *object)
{
  AppWorkloadGroup *self = APP_WORKLOAD_GROUP (object);

  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (app_workload_group_parent_class)->dispose (object);
}

static void
app_workload_group_finalize (GObject *object)
{
  AppWorkloadGroup *self = APP_WORKLOAD_GROUP (object);

  g_clear_pointer (&self->workload, lab_workload_unref);
  g_ptr_array_unref (self->own);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (app_workload_group_parent_class)->finalize (object);
}

static void
app_workload_group_class_init (AppWorkloadGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_CHOOSER);
  object_class->dispose = app_workload_group_dispose;
  object_class->finalize = app_workload_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-workload-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AppWorkloadGroup, group);
  gtk_widget_class_bind_template_child (widget_class, AppWorkloadGroup, chooser);
  gtk_widget_class_bind_template_child (widget_class, AppWorkloadGroup, error);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_WORKLOAD_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_WORKLOAD_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
app_workload_group_init (AppWorkloadGroup *self)
{
  AppCatalogue *catalogue = app_catalogue_get ();

  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_workload_unref);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  if (app_catalogue_is_loaded (catalogue))
    on_catalogue_loaded (self);
  else
    g_signal_connect_object (catalogue, "loaded", G_CALLBACK (on_catalogue_loaded), self, G_CONNECT_SWAPPED);
}

/* An experiment from elsewhere brings a workload of its own, most often one that is in the list, too. */
static LabWorkload *
get_known (AppWorkloadGroup *self, LabWorkload *workload)
{
  LabWorkload *known = find_workload (self, get_choice_id (self, workload));

  return known != NULL && json_node_equal (lab_workload_get_node (known), lab_workload_get_node (workload)) ? known
                                                                                                            : workload;
}

static void
show (AppWorkloadGroup *self)
{
  guint n_params;
  const LabParamSpec *params = lab_workload_get_params (self->workload, &n_params);
  g_autoptr (LabValues) values = lab_values_new (params, n_params);

  app_param_rows_add (self->rows, self->group, values, G_CALLBACK (on_row_changed), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chooser), lab_workload_get_title (self->workload));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->chooser), lab_workload_get_summary (self->workload));
  app_chooser_set_selected (self->chooser, get_choice_id (self, self->workload));
  gtk_widget_set_visible (self->error, FALSE);
}

/* The rows speak of the workload's specs, so they go first. */
void
app_workload_group_set (AppWorkloadGroup *self, LabWorkload *workload)
{
  g_return_if_fail (APP_IS_WORKLOAD_GROUP (self) && workload != NULL);

  app_param_rows_remove (self->rows, self->group);
  workload = lab_workload_ref (get_known (self, workload));
  g_clear_pointer (&self->workload, lab_workload_unref);
  self->workload = workload;
  show (self);
}

LabWorkload *
app_workload_group_get (AppWorkloadGroup *self)
{
  g_return_val_if_fail (APP_IS_WORKLOAD_GROUP (self), NULL);

  return self->workload;
}

GPtrArray *
app_workload_group_get_rows (AppWorkloadGroup *self)
{
  g_return_val_if_fail (APP_IS_WORKLOAD_GROUP (self), NULL);

  return self->rows;
}

void
app_workload_group_open (AppWorkloadGroup *self, GFile *file)
{
  g_return_if_fail (APP_IS_WORKLOAD_GROUP (self) && G_IS_FILE (file));

  app_workload_file_load_async (self, file, on_loaded, NULL);
}
