/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-catalogue.h"

struct _AppCatalogue
{
  GObject parent_instance;

  gboolean loaded;
  GPtrArray *workloads;
  GPtrArray *presets;
  GPtrArray *problems;
};

G_DEFINE_FINAL_TYPE (AppCatalogue, app_catalogue, G_TYPE_OBJECT)

static guint loaded;

/* What the thread hands over. */
typedef struct
{
  GPtrArray *workloads, *presets, *problems;
} Lists;

static void
lists_free (gpointer data)
{
  Lists *lists = data;

  g_clear_pointer (&lists->workloads, g_ptr_array_unref);
  g_clear_pointer (&lists->presets, g_ptr_array_unref);
  g_clear_pointer (&lists->problems, g_ptr_array_unref);
  g_free (lists);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Lists *lists = g_new0 (Lists, 1);

  lists->problems = g_ptr_array_new_with_free_func (g_free);
  lists->workloads = lab_workload_list (lists->problems);
  lists->presets = lab_preset_list (lists->problems);
  g_task_return_pointer (task, lists, lists_free);
}

static void
take (GPtrArray **list, GPtrArray **from)
{
  g_ptr_array_unref (*list);
  *list = g_steal_pointer (from);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  AppCatalogue *self = APP_CATALOGUE (source);
  Lists *lists = g_task_propagate_pointer (G_TASK (result), NULL);

  take (&self->workloads, &lists->workloads);
  take (&self->presets, &lists->presets);
  take (&self->problems, &lists->problems);
  lists_free (lists);
  self->loaded = TRUE;
  g_signal_emit (self, loaded, 0);
}

static void
app_catalogue_finalize (GObject *object)
{
  AppCatalogue *self = APP_CATALOGUE (object);

  g_ptr_array_unref (self->presets);
  g_ptr_array_unref (self->workloads);
  g_ptr_array_unref (self->problems);
  G_OBJECT_CLASS (app_catalogue_parent_class)->finalize (object);
}

static void
app_catalogue_class_init (AppCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_catalogue_finalize;
  loaded = g_signal_new ("loaded", APP_TYPE_CATALOGUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_catalogue_init (AppCatalogue *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_loaded, NULL);

  self->workloads = g_ptr_array_new ();
  self->presets = g_ptr_array_new ();
  self->problems = g_ptr_array_new ();
  g_task_run_in_thread (task, load_in_thread);
}

AppCatalogue *
app_catalogue_get (void)
{
  static AppCatalogue *catalogue;

  if (catalogue == NULL)
    catalogue = g_object_new (APP_TYPE_CATALOGUE, NULL);
  return catalogue;
}

gboolean
app_catalogue_is_loaded (AppCatalogue *self)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self), FALSE);

  return self->loaded;
}

GPtrArray *
app_catalogue_get_workloads (AppCatalogue *self)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self), NULL);

  return self->workloads;
}

GPtrArray *
app_catalogue_get_presets (AppCatalogue *self)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self), NULL);

  return self->presets;
}

GPtrArray *
app_catalogue_get_problems (AppCatalogue *self)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self), NULL);

  return self->problems;
}

LabWorkload *
app_catalogue_find_workload (AppCatalogue *self, const char *id)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self) && id != NULL, NULL);

  for (guint i = 0; i < self->workloads->len; i++)
    if (g_str_equal (lab_workload_get_id (g_ptr_array_index (self->workloads, i)), id))
      return g_ptr_array_index (self->workloads, i);
  return NULL;
}

const LabPreset *
app_catalogue_find_preset (AppCatalogue *self, const char *id)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self) && id != NULL, NULL);

  for (guint i = 0; i < self->presets->len; i++)
    if (g_str_equal (lab_preset_get_id (g_ptr_array_index (self->presets, i)), id))
      return g_ptr_array_index (self->presets, i);
  return NULL;
}

const LabPreset *
app_catalogue_recognise (AppCatalogue *self, const LabExperiment *experiment)
{
  g_return_val_if_fail (APP_IS_CATALOGUE (self) && experiment != NULL, NULL);

  for (guint i = 0; i < self->presets->len; i++)
    {
      const LabPreset *preset = g_ptr_array_index (self->presets, i);
      const LabExperiment *own = lab_preset_get_experiment (preset);

      if (own->model == experiment->model
          && json_node_equal (lab_workload_get_node (own->workload), lab_workload_get_node (experiment->workload))
          && lab_values_equal (own->params, experiment->params) && lab_values_equal (own->options, experiment->options))
        return preset;
    }
  return NULL;
}

/* Those that have a picture better than their group's. */
static const struct
{
  const char *id, *icon_name;
} icons[] = {
  { "backends", "network-server-symbolic" },
  { "crawler", "network-workgroup-symbolic" },
  { "files", "drive-harddisk-symbolic" },
  { "ipc", "media-playlist-shuffle-symbolic" },
  { "memory", "view-grid-symbolic" },
  { "philosophers", "emoji-food-symbolic" },
  { "primes", "accessories-calculator-symbolic" },
  { "sites", "network-workgroup-symbolic" },
  { "web-pages", "network-server-symbolic" },
};

static const struct
{
  const char *id, *icon_name;
} groups[] = {
  { "waiting", "document-open-recent-symbolic" },
  { "computing", "emblem-system-symbolic" },
  { "mixed", "media-playlist-repeat-symbolic" },
  { "hazards", "dialog-warning-symbolic" },
};

static guint
find_group (LabWorkload *workload)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].id, lab_workload_get_group (workload)))
      return i;
  return 0;
}

const char *
app_workload_get_icon_name (LabWorkload *workload)
{
  g_return_val_if_fail (workload != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].id, lab_workload_get_id (workload)))
      return icons[i].icon_name;
  return groups[find_group (workload)].icon_name;
}
