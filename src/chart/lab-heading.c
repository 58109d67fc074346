/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-heading.h"

#define TITLE_HEIGHT 26
#define SUBTITLE_HEIGHT 18
#define GAP 8
#define LINE_SPACE 1.45
#define CARD_PAD 12
#define CARD_EDGE 4
#define SWATCH_WIDTH 26
#define SWATCH_GAP 7

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

double
lab_heading_get_height (const char *title, const char *subtitle)
{
  if (is_empty (title))
    return 0;
  return TITLE_HEIGHT + (is_empty (subtitle) ? 0 : SUBTITLE_HEIGHT) + GAP;
}

double
lab_scene_add_heading (LabScene *self, LabFont *font, double x, double y, double width, const char *title,
                       const char *subtitle)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (is_empty (title))
    return 0;
  first = lab_font_elide (font, LAB_TEXT_TITLE, title, width);
  second = lab_font_elide (font, LAB_TEXT_BODY, subtitle != NULL ? subtitle : "", width);
  lab_scene_add_text (self, font, LAB_TEXT_TITLE, LAB_INK_TEXT, LAB_ALIGN_LEFT, x, y + 11, first);
  lab_scene_add_text (self, font, LAB_TEXT_BODY, LAB_INK_DIM, LAB_ALIGN_LEFT, x, y + 33, second);
  return lab_heading_get_height (title, subtitle);
}

double
lab_scene_add_paragraph (LabScene *self, LabFont *font, LabTextStyle style, LabInk ink, double x, double y,
                         double width, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  double line_height = lab_text_style_get_size (style) * LINE_SPACE;
  g_autoptr (GString) line = g_string_new (NULL);
  double height = 0;

  for (char **word = words; *word != NULL || line->len > 0;)
    {
      g_autofree char *longer = *word != NULL ? g_strjoin (line->len > 0 ? " " : "", line->str, *word, NULL) : NULL;

      if (longer != NULL && (line->len == 0 || lab_font_measure (font, style, longer) <= width))
        {
          g_string_assign (line, longer);
          word++;
          continue;
        }
      if (self != NULL)
        {
          g_autofree char *elided = lab_font_elide (font, style, line->str, width);

          lab_scene_add_text (self, font, style, ink, LAB_ALIGN_LEFT, x, y + height + line_height / 2, elided);
        }
      g_string_truncate (line, 0);
      height += line_height;
    }
  return height;
}

double
lab_scene_add_card (LabScene *self, LabFont *font, double x, double y, double width, const char *text)
{
  double inner = width - 2 * CARD_PAD - CARD_EDGE;
  double height = lab_scene_add_paragraph (NULL, font, LAB_TEXT_STRONG, LAB_INK_TEXT, 0, 0, inner, text) + 2 * CARD_PAD;

  if (self == NULL)
    return height;
  lab_scene_add_box (self, LAB_INK_TINT, LAB_FORM_FILL, x, y, width, height);
  lab_scene_add_paragraph (self, font, LAB_TEXT_STRONG, LAB_INK_TEXT, x + CARD_EDGE + CARD_PAD, y + CARD_PAD, inner,
                           text);
  lab_scene_add_box (self, LAB_INK_STATE + LAB_STATE_RUNNING, LAB_FORM_FILL, x, y, CARD_EDGE, height);
  return height;
}

double
lab_scene_add_swatch (LabScene *self, LabFont *font, LabState state, double x, double y)
{
  double height = state == LAB_STATE_RUNNING ? 13 : 9;
  g_autofree char *label = g_strdup_printf ("%s  %s", lab_state_get_info (state)->letter, lab_state_get_name (state));

  if (self != NULL)
    {
      lab_scene_add_round_box (self, (LabInk) (LAB_INK_STATE + state), LAB_FORM_PATTERN, x, y - height / 2,
                               SWATCH_WIDTH, height, state == LAB_STATE_RUNNING ? 3 : 0);
      lab_scene_add_text (self, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + SWATCH_WIDTH + SWATCH_GAP, y,
                          label);
    }
  return SWATCH_WIDTH + SWATCH_GAP + lab_font_measure (font, LAB_TEXT_CAPTION, label);
}

void
lab_scene_add_nothing (LabScene *self, LabFont *font, const char *text)
{
  g_autofree char *elided = lab_font_elide (font, LAB_TEXT_BODY, text, self->width - 2 * LAB_CHART_MARGIN);

  lab_scene_add_text (self, font, LAB_TEXT_BODY, LAB_INK_DIM, LAB_ALIGN_CENTRE, self->width / 2, self->height / 2,
                      elided);
}
