/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline-private.h"
#include "lab-names.h"

/* The same run and view, of a reader and with indexes of its own: the timeline's belong to the window's thread. */
typedef struct
{
  LabTrace *trace;
  LabExperiment *experiment; /* NULL: not known */
  LabTimelineView view;
  GArray *folded; /* of gint32: processes whose lanes are laid together */
} Draft;

static void
draft_layout (gpointer data, double width, double height, double column, LabFont *font, LabScene *scene)
{
  Draft *draft = data;
  LabTimelineView view = draft->view;
  g_autoptr (LabNames) names = lab_names_new (draft->experiment);
  LabTaskNamer namer = lab_names_get_namer (names);
  g_autoptr (LabTimeline) timeline = lab_timeline_new (draft->trace, &namer);

  lab_trace_update (draft->trace, NULL);
  lab_timeline_update (timeline);
  for (guint i = 0; i < draft->folded->len; i++)
    lab_timeline_set_folded (timeline, view.by, g_array_index (draft->folded, gint32, i), TRUE);
  view.width = width;
  view.height = height;
  view.column = column;
  lab_timeline_layout (timeline, &view, font, scene);
}

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  lab_trace_free (draft->trace);
  g_clear_pointer (&draft->experiment, lab_experiment_free);
  g_array_unref (draft->folded);
  g_free (draft);
}

AppDraft *
app_timeline_make_draft (AppChart *chart, double width, double height, double column)
{
  static const AppDraftKind kind = { draft_layout, draft_free };
  AppTimeline *self = APP_TIMELINE (chart);
  LabTimeline *timeline = app_timeline_get_timeline (self);
  const LabExperiment *experiment;
  Draft *draft;

  if (timeline == NULL)
    return NULL;
  experiment = app_record_get_experiment (self->record);
  draft = g_new0 (Draft, 1);
  draft->trace = lab_trace_new_reader (app_record_get_trace (self->record));
  draft->experiment = experiment != NULL ? lab_experiment_copy (experiment) : NULL;
  draft->view = self->view;
  draft->folded = lab_timeline_list_folded (timeline, self->view.by);
  return app_draft_new (&kind, draft, width, height, column);
}
