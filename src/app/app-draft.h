/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* A picture of its own, of a chart, before it is laid out: that can be done on any thread, and takes long where much is
 * shown large. Whoever makes one puts in it what the layout needs, which nobody else touches. */
typedef struct _AppDraft AppDraft;

typedef struct
{
  /* On any thread; as that of AppChartClass. */
  void (*layout) (gpointer data, double width, double height, double column, LabFont *font, LabScene *scene);
  void (*free) (gpointer data); /* on any thread, too */
} AppDraftKind;

AppDraft *app_draft_new (const AppDraftKind *kind, gpointer data, double width, double height, double column);

/* It is laid out already. Takes the scene over. */
AppDraft *app_draft_new_for_scene (LabScene *scene);

void app_draft_free (AppDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppDraft, app_draft_free)

/* On a thread that has that font. Borrowed. */
LabScene *app_draft_get_scene (AppDraft *self, LabFont *font);

G_END_DECLS
