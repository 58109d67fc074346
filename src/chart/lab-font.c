/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <pango/pangocairo.h>

#include "lab-font.h"

#define FIXED_WIDTH 0.6
#define ELLIPSIS "…"

/* What stands between them is ordered by itself, from the side that its first letter says. */
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_ISOLATE "\u2069"

/* Labels that are remembered at once: what a screen shows many times over. */
#define CACHE_MAX 8192

typedef struct
{
  double size;
  gboolean bold;
} Style;

static const Style styles[LAB_N_TEXT_STYLES] = {
  [LAB_TEXT_TITLE] = { 17, TRUE },
  [LAB_TEXT_STRONG] = { 12.5, TRUE },
  [LAB_TEXT_BODY] = { 12.5, FALSE },
  [LAB_TEXT_CAPTION] = { 11, FALSE },
};

struct _LabFont
{
  char *family;
  PangoContext *context; /* NULL: fixed */
  PangoFontDescription *descriptions[LAB_N_TEXT_STYLES];
  PangoAttrList *attributes;
  GHashTable *layouts[LAB_N_TEXT_STYLES]; /* text -> PangoLayout */
  cairo_matrix_t matrix;                  /* that the layouts were last drawn with, but for its translation */
};

/* The font map is the thread's own, which in a window's thread has the fonts of all else that stands there. */
static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same widths at every scale and on every machine that has the font. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  cairo_font_options_destroy (options);
  return context;
}

static PangoFontDescription *
make_description (const char *family, const Style *style)
{
  PangoFontDescription *description = pango_font_description_from_string (family);

  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (description, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return description;
}

LabFont *
lab_font_new_fixed (void)
{
  LabFont *self = g_new0 (LabFont, 1);

  self->family = g_strdup ("fixed");
  cairo_matrix_init_identity (&self->matrix);
  return self;
}

LabFont *
lab_font_new (const char *family)
{
  LabFont *self = g_new0 (LabFont, 1);

  self->family = g_strdup (family != NULL ? family : "sans-serif");
  self->context = make_context ();
  self->attributes = pango_attr_list_new ();
  pango_attr_list_insert (self->attributes, pango_attr_font_features_new ("tnum=1"));
  cairo_matrix_init_identity (&self->matrix);
  for (guint i = 0; i < LAB_N_TEXT_STYLES; i++)
    {
      self->descriptions[i] = make_description (self->family, &styles[i]);
      self->layouts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
    }
  return self;
}

void
lab_font_free (LabFont *self)
{
  for (guint i = 0; i < LAB_N_TEXT_STYLES; i++)
    {
      g_clear_pointer (&self->layouts[i], g_hash_table_unref);
      g_clear_pointer (&self->descriptions[i], pango_font_description_free);
    }
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_clear_object (&self->context);
  g_free (self->family);
  g_free (self);
}

const char *
lab_font_get_family (LabFont *self)
{
  return self->family;
}

double
lab_text_style_get_size (LabTextStyle style)
{
  return styles[style].size;
}

gboolean
lab_text_style_is_bold (LabTextStyle style)
{
  return styles[style].bold;
}

double
lab_text_style_get_baseline (LabTextStyle style)
{
  return styles[style].size * 0.36;
}

static PangoLayout *
font_get_layout (LabFont *self, LabTextStyle style, const char *text)
{
  GHashTable *layouts = self->layouts[style];
  PangoLayout *layout = g_hash_table_lookup (layouts, text);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (layouts) >= CACHE_MAX)
    g_hash_table_remove_all (layouts);
  layout = pango_layout_new (self->context);
  pango_layout_set_font_description (layout, self->descriptions[style]);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  g_hash_table_insert (layouts, g_strdup (text), layout);
  return layout;
}

double
lab_font_measure (LabFont *self, LabTextStyle style, const char *text)
{
  PangoRectangle logical;

  if (self->context == NULL)
    return (double) g_utf8_strlen (text, -1) * styles[style].size * FIXED_WIDTH;
  pango_layout_get_extents (font_get_layout (self, style, text), NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

char *
lab_font_elide (LabFont *self, LabTextStyle style, const char *text, double width)
{
  glong low = 0;
  glong high;

  if (lab_font_measure (self, style, text) <= width)
    return g_strdup (text);
  high = g_utf8_strlen (text, -1);
  while (low + 1 < high)
    {
      glong middle = (low + high) / 2;
      g_autofree char *start = g_utf8_substring (text, 0, middle);
      g_autofree char *elided = g_strconcat (g_strchomp (start), ELLIPSIS, NULL);

      if (lab_font_measure (self, style, elided) <= width)
        low = middle;
      else
        high = middle;
    }
  if (low == 0)
    return g_strdup ("");
  {
    g_autofree char *start = g_utf8_substring (text, 0, low);

    return g_strconcat (g_strchomp (start), ELLIPSIS, NULL);
  }
}

char *
lab_font_elide_name (LabFont *self, LabTextStyle style, const char *name, double width)
{
  const char *number = strrchr (name, ' ');
  g_autofree char *start = NULL;
  g_autofree char *elided = NULL;

  if (number == NULL || number[1] == '\0' || number[1 + strspn (number + 1, "0123456789")] != '\0'
      || lab_font_measure (self, style, name) <= width)
    return lab_font_elide (self, style, name, width);
  start = g_strndup (name, (gsize) (number - name));
  elided = lab_font_elide (self, style, start, width - lab_font_measure (self, style, number));
  return *elided != '\0' ? g_strconcat (elided, number, NULL) : lab_font_elide (self, style, name, width);
}

/* As its first letter is. */
static gboolean
is_right_to_left (const char *words)
{
  while (*words != '\0' && !g_unichar_isalpha (g_utf8_get_char (words)))
    words = g_utf8_next_char (words);
  switch (g_unichar_get_script (g_utf8_get_char (words)))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
lab_text_join (const char *name, const char *words)
{
  return is_right_to_left (words) ? g_strconcat (name, "  " FIRST_STRONG_ISOLATE, words, POP_ISOLATE, NULL)
                                  : g_strconcat (name, "  ", words, NULL);
}

/* Glyphs are made for a scale: those of another one would be blurred. */
static void
font_follow_scale (LabFont *self, cairo_t *cr)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  matrix.x0 = matrix.y0 = 0;
  if (memcmp (&matrix, &self->matrix, sizeof (matrix)) == 0)
    return;
  self->matrix = matrix;
  pango_cairo_update_context (cr, self->context);
  for (guint i = 0; i < LAB_N_TEXT_STYLES; i++)
    g_hash_table_remove_all (self->layouts[i]);
}

void
lab_font_draw (LabFont *self, cairo_t *cr, LabTextStyle style, const char *text, double x, double y)
{
  g_return_if_fail (self->context != NULL);

  font_follow_scale (self, cr);
  cairo_move_to (cr, x, y + lab_text_style_get_baseline (style));
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (font_get_layout (self, style, text), 0));
}
