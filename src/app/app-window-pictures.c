/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-export-dialog.h"
#include "app-file-chooser.h"
#include "app-window-pictures.h"
#include "app-window-work.h"

typedef struct
{
  AppWindow *window;
  AppChart *chart;
  AppExportForm form;
  GFile *file; /* NULL: not chosen yet, or the clipboard */
} Export;

static Export *
export_new (AppWindow *window, AppChart *chart, const AppExportForm *form)
{
  Export *export = g_new0 (Export, 1);

  export->window = g_object_ref (window);
  export->chart = g_object_ref (chart);
  export->form = *form;
  return export;
}

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_object_unref (export->chart);
  g_clear_object (&export->file);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
end_export (Export *export, const char *done, const GError *error)
{
  app_window_work_end (export->window);
  if (error == NULL)
    app_window_tell_done (export->window, done);
  else
    app_window_tell (export->window, _ ("The Picture Cannot Be Made"), error->message);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  end_export (export, _ ("Picture exported"), error);
}

static void
on_painted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = app_export_finish (result, &error);
  GFile *file = export->file;

  if (bytes == NULL)
    end_export (export, NULL, error);
  else
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_written,
                                         g_steal_pointer (&export));
}

void
app_window_export_file (AppWindow *self, AppChart *chart, const AppExportForm *form, GFile *file)
{
  Export *export;

  g_return_if_fail (APP_IS_WINDOW (self) && APP_IS_CHART (chart) && form != NULL && G_IS_FILE (file));

  export = export_new (self, chart, form);
  export->file = g_object_ref (file);
  app_window_work_begin (self);
  app_export_async (chart, form, NULL, on_painted, export);
}

/* What is to be exported, while it is asked where to. */
typedef struct
{
  AppWindow *window; /* which outlives the question */
  AppChart *chart;
  AppExportForm form;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_object_unref (picture->chart);
  g_free (picture);
}

static void
on_export_chosen (GtkFileChooser *chooser, gpointer data)
{
  const Picture *picture = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

  if (file != NULL)
    app_window_export_file (picture->window, picture->chart, &picture->form, file);
}

static void
on_export_decided (AppExportDialog *dialog, const AppExportForm *form, AppWindow *self)
{
  static const char *const names[] = { "interleave.png", "interleave.svg", "interleave.pdf" };
  AppChart *chart = app_page_get_chart (app_window_get_visible_page (self));
  GtkFileChooserNative *chooser;
  Picture *picture;

  if (chart == NULL)
    return;
  chooser = app_file_chooser_new (GTK_WIDGET (self), _ ("Export Picture"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), names[form->format]);
  picture = g_new (Picture, 1);
  *picture = (Picture){ self, g_object_ref (chart), *form };
  app_file_chooser_ask (chooser, on_export_chosen, picture, picture_free);
}

static void
action_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  AppChart *chart = app_page_get_chart (app_window_get_visible_page (self));
  AppExportDialog *dialog;

  if (chart == NULL)
    return;
  dialog = app_export_dialog_new (GTK_WINDOW (self), chart);
  g_signal_connect_object (dialog, "export", G_CALLBACK (on_export_decided), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_copy_painted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = app_export_finish (result, &error);
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (export->window)), texture);
  end_export (export, _ ("Picture copied"), error);
}

static void
action_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  AppChart *chart = app_page_get_chart (app_window_get_visible_page (self));
  AppExportForm form = { .format = LAB_FORMAT_PNG, .scale = 2 };

  if (chart == NULL)
    return;
  form.theme = app_chart_get_theme (chart);
  app_window_work_begin (self);
  app_export_async (chart, &form, NULL, on_copy_painted, export_new (self, chart, &form));
}

static void
on_printed (const GError *error, gpointer data)
{
  g_autoptr (AppWindow) self = data;

  if (error != NULL)
    app_window_tell (self, _ ("The Picture Cannot Be Printed"), error->message);
}

static void
action_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  AppChart *chart = app_page_get_chart (app_window_get_visible_page (self));

  if (chart != NULL)
    app_print_chart (chart, GTK_WINDOW (self), NULL, on_printed, g_object_ref (self));
}

void
app_window_pictures_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, action_export);
  gtk_widget_class_install_action (widget_class, "win.copy-picture", NULL, action_copy);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, action_print);
}
