/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "clipping.h"

/* Letters without ascenders and descenders are so high in sizes of the font; what is beyond may touch a neighbour. */
#define LETTER_HEIGHT 0.55

/* Widths are measured with hinting, which a scaled picture has not. */
#define SLACK 1.0

static LabRect
get_place (const LabMark *mark)
{
  double height = lab_text_style_get_size (mark->style) * LETTER_HEIGHT;
  double left = mark->align == LAB_ALIGN_LEFT     ? mark->x
                : mark->align == LAB_ALIGN_CENTRE ? mark->x - mark->w / 2
                                                  : mark->x - mark->w;

  return (LabRect){ left, mark->y - height / 2, mark->w, height };
}

static gboolean
is_inside (const LabRect *one, const LabRect *other)
{
  return one->x >= other->x - SLACK && one->x + one->w <= other->x + other->w + SLACK && one->y >= other->y - SLACK
         && one->y + one->h <= other->y + other->h + SLACK;
}

static gboolean
overlap (const LabRect *one, const LabRect *other)
{
  return one->x + SLACK < other->x + other->w && other->x + SLACK < one->x + one->w && one->y < other->y + other->h
         && other->y < one->y + one->h;
}

/* Which of those before it the text lies on, or NULL. */
static const char *
find_below (const GArray *seen, const LabRect *place)
{
  for (guint i = 0; i < seen->len; i++)
    {
      const LabMark *mark = &g_array_index (seen, LabMark, i);
      LabRect other = get_place (mark);

      if (overlap (place, &other))
        return mark->text;
    }
  return NULL;
}

char *
clipping_find (const LabScene *scene)
{
  const LabRect whole = { 0, 0, scene->width, scene->height };
  LabRect clip = whole;
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (LabMark));

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);
      const char *below;
      LabRect place;

      if (mark->kind == LAB_MARK_CLIP)
        clip = (LabRect){ mark->x, mark->y, mark->w, mark->h };
      else if (mark->kind == LAB_MARK_UNCLIP)
        clip = whole;
      if (mark->kind != LAB_MARK_TEXT)
        continue;
      place = get_place (mark);
      if (!is_inside (&place, &whole) || !is_inside (&place, &clip))
        return g_strdup_printf ("\"%s\" is cut off", mark->text);
      below = find_below (seen, &place);
      if (below != NULL)
        return g_strdup_printf ("\"%s\" lies on \"%s\"", mark->text, below);
      g_array_append_val (seen, *mark);
    }
  return NULL;
}
