/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-guide.h"
#include "lab-locale.h"

static void
block_free (gpointer data)
{
  AppGuideBlock *block = data;

  g_free (block->text);
  g_free (block->target);
  g_strfreev (block->cells);
  g_free (block);
}

/* What has been read and is not finished yet. */
typedef struct
{
  GPtrArray *blocks;
  GString *text; /* of the paragraph, item or code that grows; empty: none does */
  AppGuideKind kind;
  gboolean in_code;
  guint n_rows; /* of the table so far */
} Reader;

static AppGuideBlock *
add_block (Reader *self, AppGuideKind kind)
{
  AppGuideBlock *block = g_new0 (AppGuideBlock, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
finish (Reader *self)
{
  if (self->text->len > 0)
    add_block (self, self->kind)->text = self->kind == APP_GUIDE_CODE ? g_strdup (self->text->str)
                                                                      : app_guide_to_markup (self->text->str);
  g_string_truncate (self->text, 0);
}

static void
append (Reader *self, const char *line, char between)
{
  if (self->text->len > 0)
    g_string_append_c (self->text, between);
  g_string_append (self->text, line);
}

static gboolean
read_heading (Reader *self, const char *line)
{
  gsize level = strspn (line, "#");
  AppGuideBlock *block;

  if (level < 1 || level > 3 || line[level] != ' ')
    return FALSE;
  finish (self);
  block = add_block (self, APP_GUIDE_HEADING);
  block->level = (guint) level;
  block->text = app_guide_to_markup (line + level + 1);
  return TRUE;
}

/* "[[preset:lock-order]]" alone in a line. */
static gboolean
read_button (Reader *self, const char *line)
{
  gboolean preset = g_str_has_prefix (line, "[[preset:"), race = g_str_has_prefix (line, "[[race:");
  const char *name = strchr (line, ':'), *end = strstr (line, "]]");

  if ((!preset && !race) || end == NULL || end[2] != '\0')
    return FALSE;
  finish (self);
  add_block (self, preset ? APP_GUIDE_PRESET : APP_GUIDE_RACE)->target = g_strndup (name + 1, (gsize) (end - name - 1));
  return TRUE;
}

/* "![what is to be seen](file.png)" alone in a line. */
static gboolean
read_picture (Reader *self, const char *line)
{
  const char *middle = strstr (line, "]("), *end = line + strlen (line) - 1;
  AppGuideBlock *block;

  if (!g_str_has_prefix (line, "![") || middle == NULL || *end != ')')
    return FALSE;
  finish (self);
  block = add_block (self, APP_GUIDE_PICTURE);
  block->text = g_strndup (line + 2, (gsize) (middle - line - 2));
  block->target = g_strndup (middle + 2, (gsize) (end - middle - 2));
  return TRUE;
}

/* "| a | b |", and below the head a line of dashes. */
static gboolean
read_row (Reader *self, const char *line)
{
  g_autofree char *inner = NULL;
  AppGuideBlock *block;

  if (line[0] != '|' || line[strlen (line) - 1] != '|' || strlen (line) < 3)
    return FALSE;
  finish (self);
  if (strspn (line, "|-: ") == strlen (line))
    return TRUE;
  inner = g_strndup (line + 1, strlen (line) - 2);
  block = add_block (self, APP_GUIDE_ROW);
  block->level = self->n_rows++;
  block->cells = g_strsplit (inner, "|", -1);
  for (char **cell = block->cells; *cell != NULL; cell++)
    {
      char *plain = *cell;

      *cell = app_guide_to_markup (g_strstrip (plain));
      g_free (plain);
    }
  return TRUE;
}

static gboolean
read_item (Reader *self, const char *line)
{
  if (!g_str_has_prefix (line, "- ") && !g_str_has_prefix (line, "* "))
    return FALSE;
  finish (self);
  self->kind = APP_GUIDE_ITEM;
  append (self, line + 2, ' ');
  return TRUE;
}

static void
read_fence (Reader *self)
{
  finish (self);
  self->in_code = !self->in_code;
  self->kind = self->in_code ? APP_GUIDE_CODE : APP_GUIDE_PARAGRAPH;
}

static void
read_line (Reader *self, const char *line)
{
  if (g_str_has_prefix (line, "```"))
    read_fence (self);
  else if (self->in_code)
    append (self, line, '\n');
  else if (*line == '\0')
    finish (self);
  else if (!read_heading (self, line) && !read_button (self, line) && !read_picture (self, line)
           && !read_row (self, line) && !read_item (self, line))
    {
      if (self->text->len == 0)
        self->kind = APP_GUIDE_PARAGRAPH;
      append (self, line + strspn (line, " "), ' ');
    }
  if (*line != '|')
    self->n_rows = 0;
}

GPtrArray *
app_guide_parse (const char *markdown)
{
  g_auto (GStrv) lines = NULL;
  Reader reader = { 0 };

  g_return_val_if_fail (markdown != NULL, NULL);

  lines = g_strsplit (markdown, "\n", -1);
  reader.blocks = g_ptr_array_new_with_free_func (block_free);
  reader.text = g_string_new (NULL);
  for (char **line = lines; *line != NULL; line++)
    read_line (&reader, g_strchomp (*line));
  finish (&reader);
  g_string_free (reader.text, TRUE);
  return reader.blocks;
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

/* "*so*" as <i>so</i>. Returns what is behind it, or NULL where it is not closed. */
static const char *
append_marked (GString *markup, const char *text, const char *mark, const char *open, const char *close)
{
  const char *begin, *end;

  if (!g_str_has_prefix (text, mark))
    return NULL;
  begin = text + strlen (mark);
  end = strstr (begin, mark);
  if (end == NULL || end == begin || g_ascii_isspace (*begin))
    return NULL;
  g_string_append (markup, open);
  append_escaped (markup, begin, (gsize) (end - begin));
  g_string_append (markup, close);
  return end + strlen (mark);
}

static const char *
append_link (GString *markup, const char *text)
{
  const char *middle = strchr (text, ']'), *end;

  if (*text != '[' || middle == NULL || middle[1] != '(')
    return NULL;
  end = strchr (middle, ')');
  if (end == NULL)
    return NULL;
  g_string_append (markup, "<a href=\"");
  append_escaped (markup, middle + 2, (gsize) (end - middle - 2));
  g_string_append (markup, "\">");
  append_escaped (markup, text + 1, (gsize) (middle - text - 1));
  g_string_append (markup, "</a>");
  return end + 1;
}

static const char *
append_mark (GString *markup, const char *text)
{
  const char *behind = append_marked (markup, text, "**", "<b>", "</b>");

  if (behind == NULL)
    behind = append_marked (markup, text, "*", "<i>", "</i>");
  if (behind == NULL)
    behind = append_marked (markup, text, "`", "<tt>", "</tt>");
  return behind != NULL ? behind : append_link (markup, text);
}

char *
app_guide_to_markup (const char *line)
{
  GString *markup = g_string_new (NULL);

  while (*line != '\0')
    {
      gsize plain = strcspn (line, "*`[");
      const char *behind;

      append_escaped (markup, line, plain);
      line += plain;
      if (*line == '\0')
        break;
      behind = append_mark (markup, line);
      if (behind == NULL)
        append_escaped (markup, line, 1);
      line = behind != NULL ? behind : line + 1;
    }
  return g_string_free (markup, FALSE);
}

/* In the source beside the data folder, or installed. */
static char *
build_path (gboolean source, const char *language, const char *name)
{
  const char *data = source ? g_getenv ("INTERLEAVE_DATADIR") : NULL;

  if (data != NULL)
    return g_build_filename (data, "..", "docs", "guide", language, name, NULL);
  return g_build_filename (LAB_PKGDATADIR, "guide", language, name, NULL);
}

char *
app_guide_find (const char *name)
{
  const char *const *languages = g_get_language_names ();

  g_return_val_if_fail (name != NULL, NULL);

  for (; *languages != NULL; languages++)
    for (int source = 1; source >= 0; source--)
      {
        /* It is written in English. */
        gboolean original = g_str_equal (*languages, "C") || lab_locale_is_english (*languages);
        const char *language = original ? "" : *languages;
        g_autofree char *path = build_path (source, language, name);

        if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
          return g_steal_pointer (&path);
      }
  return NULL;
}

char *
app_guide_find_beside (const char *page, const char *name)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (page != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  folder = g_path_get_dirname (page);
  path = g_build_filename (folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}
