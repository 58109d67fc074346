/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-draft.h"

struct _AppDraft
{
  const AppDraftKind *kind; /* NULL: it was laid out when it was made */
  gpointer data;
  double width, height, column;
  LabScene *scene; /* NULL: not yet */
};

AppDraft *
app_draft_new (const AppDraftKind *kind, gpointer data, double width, double height, double column)
{
  AppDraft *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_new (AppDraft, 1);
  *self = (AppDraft){ .kind = kind, .data = data, .width = width, .height = height, .column = column };
  return self;
}

AppDraft *
app_draft_new_for_scene (LabScene *scene)
{
  AppDraft *self;

  g_return_val_if_fail (scene != NULL, NULL);

  self = g_new (AppDraft, 1);
  *self = (AppDraft){ .scene = scene };
  return self;
}

void
app_draft_free (AppDraft *self)
{
  if (self->kind != NULL)
    self->kind->free (self->data);
  g_clear_pointer (&self->scene, lab_scene_free);
  g_free (self);
}

LabScene *
app_draft_get_scene (AppDraft *self, LabFont *font)
{
  g_return_val_if_fail (self != NULL && font != NULL, NULL);

  if (self->scene == NULL)
    {
      self->scene = lab_scene_new (self->width, self->height);
      self->kind->layout (self->data, self->width, self->height, self->column, font, self->scene);
    }
  return self->scene;
}
