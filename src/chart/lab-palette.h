/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-event.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_THEME_LIGHT,
  LAB_THEME_DARK,
  LAB_THEME_PRINT,    /* on white paper: no tints that a printer would dither */
  LAB_THEME_CONTRAST, /* light and dark for those who asked for more contrast */
  LAB_THEME_CONTRAST_DARK,
  LAB_N_THEMES,
} LabTheme;

const char *lab_theme_get_id (LabTheme theme);

#define LAB_N_HOLDERS 4

/* What a mark of a scene is drawn with: a role, that a theme gives a colour. */
typedef enum
{
  LAB_INK_GROUND,
  LAB_INK_TINT, /* the ground of every second lane */
  LAB_INK_GRID,
  LAB_INK_DIM, /* text of less weight */
  LAB_INK_TEXT,
  LAB_INK_ACCENT, /* the window in the overview, the selection, the critical path */
  LAB_INK_GOOD,
  LAB_INK_ON_RUNNING,                                 /* text on a bar that runs */
  LAB_INK_STATE,                                      /* + LabState */
  LAB_INK_HOLDER = LAB_INK_STATE + LAB_N_STATES,      /* + n: who holds a lock, n modulo LAB_N_HOLDERS */
  LAB_INK_ON_HOLDER = LAB_INK_HOLDER + LAB_N_HOLDERS, /* + n: text on that */
  LAB_N_INKS = LAB_INK_ON_HOLDER + LAB_N_HOLDERS,
} LabInk;

guint32 lab_palette_get (LabTheme theme, LabInk ink);

/* The ground of a waiting bar's pattern, or an area that is to stay behind: a fifth of the ink. */
guint32 lab_palette_get_pale (LabTheme theme, LabInk ink);

/* For scenes as text and for errors, never translated: "ground", "running", "holder-2". Caller frees. */
char *lab_ink_to_text (LabInk ink);

G_END_DECLS
