/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-export-svg.h"

/* cairo numbers its surfaces over the life of the process: `surface17` becomes `surface0`, in order of appearance. */
static gboolean
renumber (const GMatchInfo *match, GString *result, gpointer data)
{
  GHashTable *numbers = data;
  g_autofree char *number = g_match_info_fetch (match, 1);
  gpointer known;

  if (!g_hash_table_lookup_extended (numbers, number, NULL, &known))
    {
      known = GUINT_TO_POINTER (g_hash_table_size (numbers));
      g_hash_table_insert (numbers, g_steal_pointer (&number), known);
    }
  g_string_append_printf (result, "surface%u", GPOINTER_TO_UINT (known));
  return FALSE;
}

static char *
make_ids_stable (const char *svg, gsize length)
{
  g_autoptr (GRegex) regex = g_regex_new ("surface([0-9]+)", 0, 0, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return g_regex_replace_eval (regex, svg, (gssize) length, 0, 0, renumber, numbers, NULL);
}

static void
append_element (GString *text, const char *name, const char *id, const char *content)
{
  g_autofree char *escaped = content != NULL ? g_markup_escape_text (content, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (text, "\n<%s id=\"%s\">%s</%s>", name, id, escaped, name);
}

static void
append_coordinate (GString *text, const char *name, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof (buffer), "%.2f", number);
  g_string_append_printf (text, " %s=\"%s\"", name, buffer);
}

static void
append_text (GString *text, const LabMark *mark, LabTheme theme)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  LabTextStyle style = (LabTextStyle) mark->style;
  g_autofree char *escaped = g_markup_escape_text (mark->text, -1);

  g_string_append (text, "<text");
  append_coordinate (text, "x", mark->x);
  append_coordinate (text, "y", mark->y + lab_text_style_get_baseline (style));
  append_coordinate (text, "font-size", lab_text_style_get_size (style));
  g_string_append_printf (text, " text-anchor=\"%s\"%s fill=\"#%06x\">%s</text>\n", anchors[mark->align],
                          lab_text_style_is_bold (style) ? " font-weight=\"bold\"" : "",
                          lab_palette_get (theme, (LabInk) mark->ink), escaped);
}

static void
append_texts (GString *text, const LabScene *scene, LabTheme theme, LabFont *font)
{
  g_autofree char *family = g_markup_escape_text (lab_font_get_family (font), -1);

  g_string_append_printf (text, "<g font-family=\"%s\">\n", family);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_TEXT)
        append_text (text, mark, theme);
    }
  g_string_append (text, "</g>\n");
}

GBytes *
lab_svg_finish (const char *svg, gsize length, const LabScene *scene, LabTheme theme, LabFont *font)
{
  g_autofree char *stable = make_ids_stable (svg, length);
  const char *root = strstr (stable, "<svg ");
  const char *content = root != NULL ? strchr (root, '>') : NULL;
  const char *end = content != NULL ? g_strrstr (content, "</svg>") : NULL;
  GString *text = g_string_sized_new (length + 4096);

  g_assert (end != NULL);
  g_string_append_len (text, stable, content - stable);
  g_string_append (text, " role=\"img\"");
  if (scene->title != NULL)
    g_string_append_printf (text, " aria-labelledby=\"title%s\"", scene->description != NULL ? " description" : "");
  g_string_append_c (text, '>');
  append_element (text, "title", "title", scene->title);
  append_element (text, "desc", "description", scene->description);
  g_string_append_len (text, content + 1, end - content - 1);
  if (font != NULL)
    append_texts (text, scene, theme, font);
  g_string_append (text, end);
  return g_string_free_to_bytes (text);
}
