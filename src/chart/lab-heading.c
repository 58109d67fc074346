/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-heading.h"

#define TITLE_HEIGHT 26
#define TITLE_LINE 23 /* of its second line */
#define UNIT_MAX 4    /* bytes: "min.", "KiB," */
#define LINES_MAX 2   /* of title and subtitle each */
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

/* What stays in one line: a word, or a number and its unit, which takes two. Caller frees. */
static char *
get_piece (char **words, guint *n)
{
  *n = words[1] != NULL && g_ascii_isdigit (*words[0]) && strlen (words[1]) <= UNIT_MAX ? 2 : 1;
  return *n == 2 ? g_strjoin (" ", words[0], words[1], NULL) : g_strdup (words[0]);
}

/* Text in lines of which the last one is elided; draws only with a scene. Returns how many there are. */
static guint
add_lines (LabScene *self, LabFont *font, LabTextStyle style, LabInk ink, double x, double y, double width,
           double line_height, guint n_max, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = 0;

  for (char **word = words; *word != NULL || line->len > 0;)
    {
      guint n_taken = 0;
      g_autofree char *piece = *word != NULL ? get_piece (word, &n_taken) : NULL;
      g_autofree char *longer = piece != NULL ? g_strjoin (line->len > 0 ? " " : "", line->str, piece, NULL) : NULL;

      if (longer != NULL && (line->len == 0 || n + 1 == n_max || lab_font_measure (font, style, longer) <= width))
        {
          g_string_assign (line, longer);
          word += n_taken;
          continue;
        }
      if (self != NULL)
        {
          g_autofree char *elided = lab_font_elide (font, style, line->str, width);

          lab_scene_add_text (self, font, style, ink, LAB_ALIGN_LEFT, x, y + n * line_height, elided);
        }
      g_string_truncate (line, 0);
      n++;
    }
  return n;
}

/* How many lines there are of both. */
static void
add_heading (LabScene *self, LabFont *font, double x, double y, double width, const char *title, const char *subtitle,
             guint *n_first, guint *n_second)
{
  *n_first = add_lines (self, font, LAB_TEXT_TITLE, LAB_INK_TEXT, x, y + 11, width, TITLE_LINE, LINES_MAX, title);
  *n_second = is_empty (subtitle)
                ? 0
                : add_lines (self, font, LAB_TEXT_BODY, LAB_INK_DIM, x, y + 33 + (*n_first - 1) * TITLE_LINE, width,
                             SUBTITLE_HEIGHT, LINES_MAX, subtitle);
}

double
lab_heading_get_height (LabFont *font, double width, const char *title, const char *subtitle)
{
  guint n_first, n_second;

  if (is_empty (title))
    return 0;
  add_heading (NULL, font, 0, 0, width, title, subtitle, &n_first, &n_second);
  return TITLE_HEIGHT + (n_first - 1) * TITLE_LINE + n_second * SUBTITLE_HEIGHT + GAP;
}

double
lab_scene_add_heading (LabScene *self, LabFont *font, double x, double y, double width, const char *title,
                       const char *subtitle)
{
  guint n_first, n_second;

  if (!is_empty (title))
    add_heading (self, font, x, y, width, title, subtitle, &n_first, &n_second);
  return lab_heading_get_height (font, width, title, subtitle);
}

double
lab_scene_add_paragraph (LabScene *self, LabFont *font, LabTextStyle style, LabInk ink, double x, double y,
                         double width, const char *text)
{
  double line_height = lab_text_style_get_size (style) * LINE_SPACE;

  return line_height * add_lines (self, font, style, ink, x, y + line_height / 2, width, line_height, G_MAXUINT, text);
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
  g_autofree char *label = lab_text_join (lab_state_get_info (state)->letter, lab_state_get_name (state));

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
