/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-font.h"
#include "lab-palette.h"

G_BEGIN_DECLS

/* A picture as a list of marks in the order in which they are painted: pure data, in units of which a screen without
 * scaling has one a pixel. It has no colours (they come with a theme) and no pixels (they come with a scale). */

typedef enum
{
  LAB_MARK_BOX,
  LAB_MARK_TEXT,
  LAB_MARK_LINE,    /* through its points */
  LAB_MARK_AREA,    /* inside its points */
  LAB_MARK_COLUMNS, /* shares of states side by side */
  LAB_MARK_CLIP,    /* until the next LAB_MARK_UNCLIP; they do not nest */
  LAB_MARK_UNCLIP,
} LabMarkKind;

typedef enum
{
  LAB_FORM_FILL,    /* in the ink */
  LAB_FORM_PALE,    /* in a fifth of the ink, more in high contrast */
  LAB_FORM_PATTERN, /* of a state: as lab-pattern.h has it, and with a frame where the pattern is pale */
  LAB_FORM_FRAME,   /* a line inside the edge */
  LAB_FORM_DASHES,  /* a line with gaps */
  LAB_FORM_VEIL,    /* the ink, nearly transparent: what is below is seen through it */
} LabForm;

typedef struct
{
  double x;
  double y;
} LabPoint;

/* A part of a picture. A value. */
typedef struct
{
  double x, y;
  double w, h;
} LabRect;

/* How many of a column's units each state takes. The states stand on one another, running on top, and the whole is
 * centred; at IDLE is nothing. */
typedef struct
{
  guint8 units[LAB_N_TIMED_STATES];
} LabCell;

typedef struct
{
  guint8 kind;       /* LabMarkKind */
  guint8 form;       /* LabForm */
  guint8 ink;        /* LabInk */
  guint8 style;      /* LabTextStyle */
  guint8 align;      /* LabAlign */
  guint8 radius;     /* of a box's corners */
  guint16 units;     /* of COLUMNS: the height in units */
  guint first, n;    /* of points or cells */
  const char *text;  /* belongs to the scene */
  double x, y, w, h; /* of TEXT: x is what align says, y the letters' middle, w the width; of LINE: w is its width */
} LabMark;

typedef struct
{
  double width;
  double height;
  char *title;       /* for those who cannot see it; NULL: none */
  char *description; /* the same, in sentences */
  GArray *marks;     /* of LabMark */
  GArray *points;    /* of LabPoint */
  GArray *cells;     /* of LabCell */
  GStringChunk *strings;
} LabScene;

LabScene *lab_scene_new (double width, double height);
void lab_scene_free (LabScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabScene, lab_scene_free)

/* Empties it for the next frame, and keeps its memory. */
void lab_scene_reset (LabScene *self, double width, double height);

/* Boxes that follow one another are painted by inks, so they must not overlap unless they look the same. */
void lab_scene_add_box (LabScene *self, LabInk ink, LabForm form, double x, double y, double w, double h);
void lab_scene_add_round_box (LabScene *self, LabInk ink, LabForm form, double x, double y, double w, double h,
                              guint radius);
/* Adds nothing for "". */
void lab_scene_add_text (LabScene *self, LabFont *font, LabTextStyle style, LabInk ink, LabAlign align, double x,
                         double y, const char *text);
void lab_scene_add_line (LabScene *self, LabInk ink, LabForm form, double width, const LabPoint *points, guint n);
void lab_scene_add_area (LabScene *self, LabInk ink, LabForm form, const LabPoint *points, guint n);

/* Where the lowest mark ends. */
double lab_scene_get_bottom (const LabScene *self);

/* n columns from x to x + w; the cells are to be filled in before the next mark is added. */
LabCell *lab_scene_add_columns (LabScene *self, double x, double y, double w, double h, guint n, guint units);
void lab_scene_add_clip (LabScene *self, double x, double y, double w, double h);
void lab_scene_add_unclip (LabScene *self);

/* As lines of text, the same everywhere. Caller frees. */
char *lab_scene_to_text (const LabScene *self);

G_END_DECLS
