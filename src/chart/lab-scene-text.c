/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-scene.h"

static const char *const kind_ids[] = { "box", "text", "line", "area", "columns", "clip", "unclip" };
static const char *const form_ids[] = { "fill", "pale", "pattern", "frame", "dashes", "veil" };
static const char *const style_ids[] = { "title", "strong", "body", "caption" };
static const char *const align_ids[] = { "left", "centre", "right" };

/* One digit behind the point, in every locale with a point. */
static void
append_number (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof (buffer), "%.1f", number);
  g_string_append_printf (text, " %s", g_str_equal (buffer, "-0.0") ? "0.0" : buffer);
}

static void
append_place (GString *text, const LabMark *mark)
{
  append_number (text, mark->x);
  append_number (text, mark->y);
  append_number (text, mark->w);
  append_number (text, mark->h);
}

static void
append_points (GString *text, const LabScene *scene, const LabMark *mark)
{
  for (guint i = mark->first; i < mark->first + mark->n; i++)
    {
      LabPoint point = g_array_index (scene->points, LabPoint, i);

      append_number (text, point.x);
      append_number (text, point.y);
    }
}

static void
append_cell (GString *text, const LabCell *cell)
{
  gboolean empty = TRUE;

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    if (cell->units[state] > 0)
      {
        g_string_append_printf (text, "%s%u", lab_state_get_info ((LabState) state)->letter, cell->units[state]);
        empty = FALSE;
      }
  if (empty)
    g_string_append_c (text, '-');
}

/* "3*R26": the same thrice. */
static void
append_cells (GString *text, const LabScene *scene, const LabMark *mark)
{
  const LabCell *cells = &g_array_index (scene->cells, LabCell, mark->first);
  guint same;

  for (guint i = 0; i < mark->n; i += same)
    {
      for (same = 1; i + same < mark->n && memcmp (&cells[i], &cells[i + same], sizeof (LabCell)) == 0; same++)
        ;
      g_string_append_c (text, ' ');
      if (same > 1)
        g_string_append_printf (text, "%u*", same);
      append_cell (text, &cells[i]);
    }
}

static void
append_mark (GString *text, const LabScene *scene, const LabMark *mark)
{
  g_autofree char *ink = lab_ink_to_text ((LabInk) mark->ink);

  g_string_append (text, kind_ids[mark->kind]);
  if (mark->kind == LAB_MARK_TEXT)
    {
      g_string_append_printf (text, " %s %s %s", style_ids[mark->style], ink, align_ids[mark->align]);
      append_number (text, mark->x);
      append_number (text, mark->y);
      g_string_append_printf (text, " %s", mark->text);
    }
  else if (mark->kind == LAB_MARK_LINE || mark->kind == LAB_MARK_AREA)
    {
      g_string_append_printf (text, " %s %s", ink, form_ids[mark->form]);
      append_points (text, scene, mark);
    }
  else if (mark->kind != LAB_MARK_UNCLIP)
    {
      if (mark->kind == LAB_MARK_BOX)
        g_string_append_printf (text, " %s %s", ink, form_ids[mark->form]);
      append_place (text, mark);
      if (mark->kind == LAB_MARK_COLUMNS)
        append_cells (text, scene, mark);
    }
  g_string_append_c (text, '\n');
}

char *
lab_scene_to_text (const LabScene *self)
{
  GString *text = g_string_new ("scene");

  append_number (text, self->width);
  append_number (text, self->height);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->marks->len; i++)
    append_mark (text, self, &g_array_index (self->marks, LabMark, i));
  return g_string_free (text, FALSE);
}
