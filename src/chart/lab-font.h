/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Three sizes, and one of them in bold. */
typedef enum
{
  LAB_TEXT_TITLE,
  LAB_TEXT_STRONG,
  LAB_TEXT_BODY,
  LAB_TEXT_CAPTION,
  LAB_N_TEXT_STYLES,
} LabTextStyle;

typedef enum
{
  LAB_ALIGN_LEFT,
  LAB_ALIGN_CENTRE,
  LAB_ALIGN_RIGHT,
} LabAlign;

/* Measures and draws text, and remembers what it has measured, because that takes 4 to 8 µs a label. One thread at a
 * time. */
typedef struct _LabFont LabFont;

LabFont *lab_font_new (const char *family); /* NULL: the system's sans serif */

/* Every letter 0.6 of its size wide: for pictures as text that are the same everywhere. It cannot draw. */
LabFont *lab_font_new_fixed (void);

void lab_font_free (LabFont *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFont, lab_font_free)

const char *lab_font_get_family (LabFont *self);
double lab_text_style_get_size (LabTextStyle style);
gboolean lab_text_style_is_bold (LabTextStyle style);

double lab_font_measure (LabFont *self, LabTextStyle style, const char *text);

/* The text where it fits into `width`, else as much of it as does with "…" behind; "" where nothing does. Caller frees.
 */
char *lab_font_elide (LabFont *self, LabTextStyle style, const char *text, double width);

/* The same for what is one of several, like "station 12": its number is kept, for it tells them apart. */
char *lab_font_elide_name (LabFont *self, LabTextStyle style, const char *name, double width);

/* A name and what is said of it, as one text. Words that are written from right to left keep their order behind a name
 * that is not. Caller frees. */
char *lab_text_join (const char *name, const char *words);

/* From x on, with its letters' middle at y. The cairo_t's scale may change from call to call but seldom does. */
void lab_font_draw (LabFont *self, cairo_t *cr, LabTextStyle style, const char *text, double x, double y);

/* Where the letters' base line is when their middle is at 0. */
double lab_text_style_get_baseline (LabTextStyle style);

G_END_DECLS
