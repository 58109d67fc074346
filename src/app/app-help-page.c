/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-evidence.h"
#include "app-guide.h"
#include "app-help-page.h"
#include "app-racers.h"
#include "lab-preset.h"

#define SPACING 12
#define CELL_SPACING 18

#define CHARS_MIN 8

/* A block, and what it needs from elsewhere. */
typedef struct
{
  GPtrArray *page; /* keeps the block */
  const AppGuideBlock *block;
  GdkTexture *picture;      /* NULL: none, or it could not be read */
  char *title;              /* of the preset or race; NULL: there is none of that name */
  GHashTable *fingerprints; /* of what races; NULL: nothing does */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_ptr_array_unref (part->page);
  g_clear_object (&part->picture);
  g_free (part->title);
  g_clear_pointer (&part->fingerprints, g_hash_table_unref);
  g_free (part);
}

static char *
find_preset_title (const char *id)
{
  g_autoptr (LabPreset) preset = lab_preset_load (id, NULL);

  return preset != NULL ? g_strdup (lab_preset_get_title (preset)) : NULL;
}

static void
find_racers (Part *part)
{
  g_autoptr (GPtrArray) racers = app_racers_new (part->block->target, NULL);

  if (racers == NULL)
    return;
  part->title = app_racers_describe (racers);
  part->fingerprints = app_racers_get_fingerprints (racers);
}

/* The page is of that file. */
static Part *
part_new (GPtrArray *page, guint n, const char *file)
{
  Part *part = g_new0 (Part, 1);
  const AppGuideBlock *block = g_ptr_array_index (page, n);
  g_autofree char *path = block->kind == APP_GUIDE_PICTURE ? app_guide_find_beside (file, block->target) : NULL;

  part->page = g_ptr_array_ref (page);
  part->block = block;
  if (path != NULL)
    part->picture = gdk_texture_new_from_filename (path, NULL);
  if (block->kind == APP_GUIDE_PRESET)
    part->title = find_preset_title (block->target);
  else if (block->kind == APP_GUIDE_RACE)
    find_racers (part);
  return part;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = app_guide_find (data);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  GPtrArray *parts;
  GError *error = NULL;

  if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The guide has no page “%s” here."),
                               (const char *) data);
      return;
    }
  if (!g_file_get_contents (path, &text, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  blocks = app_guide_parse (text);
  parts = g_ptr_array_new_with_free_func (part_free);
  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (parts, part_new (blocks, i, path));
  g_task_return_pointer (task, parts, (GDestroyNotify) g_ptr_array_unref);
}

void
app_help_page_load_async (const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (name != NULL);

  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

GPtrArray *
app_help_page_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Where a page is built, and the table that grows in it. */
typedef struct
{
  GtkBox *box;
  GtkGrid *table; /* NULL: none */
  int row;
  GCallback on_link;
  gpointer data;
} Builder;

static GtkWidget *
make_label (Builder *self, const char *markup, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  g_signal_connect_swapped (label, "activate-link", self->on_link, self->data);
  return label;
}

/* Of a page's width. Without a least one it is tried in lines of one letter. */
static GtkWidget *
make_wide_label (Builder *self, const char *markup, const char *style)
{
  GtkWidget *label = make_label (self, markup, style);

  gtk_label_set_width_chars (GTK_LABEL (label), CHARS_MIN);
  return label;
}

static GtkWidget *
make_heading (Builder *self, const AppGuideBlock *block)
{
  static const char *const styles[] = { "title-1", "title-3", "heading" };
  GtkWidget *label = make_wide_label (self, block->text, styles[CLAMP (block->level, 1, 3) - 1]);

  if (block->level > 1)
    gtk_widget_set_margin_top (label, SPACING);
  return label;
}

/* In a grid, because a box has texts that wrap try widths. */
static GtkWidget *
make_item (Builder *self, const AppGuideBlock *block)
{
  GtkWidget *grid = gtk_grid_new (), *bullet = gtk_label_new ("•");
  GtkWidget *label = make_wide_label (self, block->text, NULL);

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_add_css_class (bullet, "dim-label");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (grid, SPACING);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  gtk_grid_attach (GTK_GRID (grid), bullet, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), label, 1, 0, 1, 1);
  return grid;
}

static GtkWidget *
make_code (const AppGuideBlock *block)
{
  GtkWidget *label = gtk_label_new (block->text);

  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR); /* in every language */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "guide-code");
  return label;
}

/* A picture that is not there leaves its sentence. */
static GtkWidget *
make_picture (Builder *self, const Part *part)
{
  g_autofree char *escaped = g_markup_escape_text (part->block->text, -1);
  GtkWidget *picture;

  if (part->picture == NULL)
    return make_label (self, escaped, "dim-label");
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (part->picture));
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), part->block->text);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "guide-picture");
  return picture;
}

static GtkWidget *
make_button (const Part *part)
{
  gboolean preset = part->block->kind == APP_GUIDE_PRESET;
  const char *title = part->title != NULL ? part->title : part->block->target;
  g_autofree char *name = g_strdup_printf (preset ? _ ("Show Me: %s") : _ ("Race It: %s"), title);
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), name);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content),
                                    preset ? "media-playback-start-symbolic" : "app-race-symbolic");
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), preset ? "app.preset" : "app.race-workload");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", part->block->target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* What is known of it already, and the way to know it. */
static GtkWidget *
make_race (const Part *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING / 2);

  gtk_widget_set_margin_bottom (box, SPACING / 2);
  if (part->fingerprints != NULL)
    gtk_box_append (GTK_BOX (box), app_evidence_new (part->fingerprints));
  gtk_box_append (GTK_BOX (box), make_button (part));
  return box;
}

static void
add_row (Builder *self, const AppGuideBlock *block)
{
  if (self->table == NULL || block->level == 0)
    {
      self->table = GTK_GRID (gtk_grid_new ());
      self->row = 0;
      gtk_grid_set_column_spacing (self->table, CELL_SPACING);
      gtk_grid_set_row_spacing (self->table, SPACING / 2);
      gtk_box_append (self->box, GTK_WIDGET (self->table));
    }
  for (int i = 0; block->cells[i] != NULL; i++)
    gtk_grid_attach (self->table, make_label (self, block->cells[i], block->level == 0 ? "heading" : NULL), i,
                     self->row, 1, 1);
  self->row++;
}

static GtkWidget *
make_part (Builder *self, const Part *part)
{
  switch (part->block->kind)
    {
    case APP_GUIDE_HEADING:
      return make_heading (self, part->block);
    case APP_GUIDE_ITEM:
      return make_item (self, part->block);
    case APP_GUIDE_CODE:
      return make_code (part->block);
    case APP_GUIDE_PICTURE:
      return make_picture (self, part);
    case APP_GUIDE_PRESET:
      return make_button (part);
    case APP_GUIDE_RACE:
      return make_race (part);
    case APP_GUIDE_PARAGRAPH:
    case APP_GUIDE_ROW:
    default:
      return make_wide_label (self, part->block->text, NULL);
    }
}

GtkWidget *
app_help_page_build (GPtrArray *page, GCallback on_link, gpointer data)
{
  Builder builder = { .on_link = on_link, .data = data };

  g_return_val_if_fail (page != NULL, NULL);

  builder.box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING));
  for (guint i = 0; i < page->len; i++)
    {
      const Part *part = g_ptr_array_index (page, i);

      if (part->block->kind == APP_GUIDE_ROW)
        add_row (&builder, part->block);
      else
        gtk_box_append (builder.box, make_part (&builder, part));
    }
  return GTK_WIDGET (builder.box);
}
