/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* A picture in square parts, in rows, and what each was made of the last time: so that only those are painted again in
 * which something is another. Asks marks, not pixels. One thread at a time. */
typedef struct _LabParts LabParts;

/* How the picture is cut. A value. */
typedef struct
{
  int width, height; /* of the picture in pixels, */
  int size;          /* and of a part's edge */
  double pixel;      /* how many units one is */
} LabPartsForm;

LabParts *lab_parts_new (void);
void lab_parts_free (LabParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabParts, lab_parts_free)

/* The next picture has nothing in common with the last. */
void lab_parts_forget (LabParts *self);

/* Finds out what is another than in the scene before; all, where the form is another, or where anything is and a unit
 * is not so many whole pixels. */
void lab_parts_update (LabParts *self, const LabScene *scene, const LabPartsForm *form);

guint lab_parts_get_n (LabParts *self);

/* Whether part `i` may look otherwise than before; FALSE: it looks the same. */
gboolean lab_parts_has_changed (LabParts *self, guint i);

/* The parts that have changed, several beside and below one another in one box, as few as may be: of
 * cairo_rectangle_int_t, in pixels. Caller unrefs. */
GArray *lab_parts_get_boxes (LabParts *self);

/* Lets only the box be painted, before anything is scaled, and a little around it: what is painted at the edge of a
 * clip may be a shade darker or lighter than in the whole. */
void lab_parts_clip (cairo_t *cr, const cairo_rectangle_int_t *box);

G_END_DECLS
