/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-explore-page.h"
#include "app-export-dialog.h"
#include "app-file-chooser.h"
#include "app-race-page.h"
#include "app-window-files.h"

#define TRACE_TYPE "application/x-interleave-trace"
#define N_RECENT 8

/* So many at once are a mistake. */
#define N_OPEN_MAX 16

/* In a window that was closed meanwhile there is nobody to be told. */
static void
tell (AppWindow *self, const char *heading, const char *reason)
{
  GtkWidget *dialog;

  if (app_window_is_gone (self))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, reason);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
say (AppWindow *self, const char *sentence)
{
  if (!app_window_is_gone (self))
    app_window_say (self, sentence);
}

/* Something is read or written: the program does not end meanwhile, even where the window is closed. */
static void
show_busy (AppWindow *self, gboolean busy)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && busy)
    g_application_hold (application);
  else if (application != NULL)
    g_application_release (application);
  if (!app_window_is_gone (self))
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), busy ? "progress" : NULL);
}

static void
remember (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  const GtkRecentData data = {
    .mime_type = (char *) TRACE_TYPE,
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "interleave %u",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AppRecord) record = app_record_open_finish (result, &error);

  show_busy (self, FALSE);
  if (record == NULL)
    {
      tell (self, _ ("The File Cannot Be Opened"), error->message);
      return;
    }
  if (app_window_is_gone (self))
    return;
  remember (app_record_get_file (record));
  app_window_show_record (self, record);
}

/* Into the form that is seen; what is wrong with the file is said there. */
static void
open_workload (AppWindow *self, GFile *file)
{
  AppPage *page = app_window_get_visible_page (self);

  if (APP_IS_RACE_PAGE (page))
    {
      app_race_page_open_workload (APP_RACE_PAGE (page), file);
      return;
    }
  app_window_show_page (self, "explore");
  page = app_window_get_page (self, "explore");
  app_explore_page_open_workload (APP_EXPLORE_PAGE (page), file);
}

void
app_window_open_file (AppWindow *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (APP_IS_WINDOW (self) && G_IS_FILE (file));

  name = g_file_get_basename (file);
  if (name != NULL && g_str_has_suffix (name, ".json"))
    {
      open_workload (self, file);
      return;
    }
  show_busy (self, TRUE);
  app_record_open_async (file, NULL, on_opened, g_object_ref (self));
}

static void
open_list (AppWindow *self, GListModel *files)
{
  guint n = MIN (g_list_model_get_n_items (files), N_OPEN_MAX);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_window_open_file (self, file);
    }
}

static void
on_open_chosen (GtkFileChooser *chooser, gpointer data)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);

  open_list (data, files);
}

static void
action_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser = app_file_chooser_new (widget, _ ("Open"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  app_file_chooser_add_filter (chooser, _ ("Saved runs and workloads"),
                               (const char *const[]){ "*.trace", "*.json", NULL });
  app_file_chooser_add_filter (chooser, _ ("All files"), (const char *const[]){ "*", NULL });
  app_file_chooser_ask (chooser, on_open_chosen, widget, NULL);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppWindow) self = data;
  g_autoptr (GError) error = NULL;

  show_busy (self, FALSE);
  if (!app_record_save_finish (APP_RECORD (source), result, &error))
    {
      tell (self, _ ("The Run Cannot Be Saved"), error->message);
      return;
    }
  say (self, _ ("Run saved"));
  if (app_record_get_file (APP_RECORD (source)) != NULL)
    remember (app_record_get_file (APP_RECORD (source)));
}

void
app_window_save_file (AppWindow *self, AppRecord *record, GFile *file)
{
  g_return_if_fail (APP_IS_WINDOW (self) && APP_IS_RECORD (record) && G_IS_FILE (file));

  show_busy (self, TRUE);
  app_record_save_async (record, file, NULL, on_saved, g_object_ref (self));
}

typedef struct
{
  AppWindow *window; /* which outlives the question */
  AppRecord *record;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->record);
  g_free (saving);
}

static void
on_save_chosen (GtkFileChooser *chooser, gpointer data)
{
  const Saving *saving = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

  if (file != NULL)
    app_window_save_file (saving->window, saving->record, file);
}

/* A title as a file's name. */
static char *
make_name (const char *title, const char *ending)
{
  g_autofree char *plain = g_strdelimit (g_strdup (title), "/\\:*?\"<>|\n\t", ' ');

  return g_strconcat (g_strstrip (plain), ending, NULL);
}

static void
action_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  AppRecord *record = app_page_get_record (app_window_get_visible_page (self));
  g_autofree char *file = NULL;
  GtkFileChooserNative *chooser;
  Saving *saving;

  if (record == NULL || app_record_get_trace (record) == NULL || app_record_get_state (record) < APP_RECORD_READING)
    return;
  chooser = app_file_chooser_new (widget, _ ("Save Run"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));
  file = make_name (app_record_get_title (record), ".trace");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  saving = g_new (Saving, 1);
  *saving = (Saving){ self, g_object_ref (record) };
  app_file_chooser_ask (chooser, on_save_chosen, saving, saving_free);
}

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
  show_busy (export->window, FALSE);
  if (error == NULL)
    say (export->window, done);
  else
    tell (export->window, _ ("The Picture Cannot Be Made"), error->message);
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
  show_busy (self, TRUE);
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
  show_busy (self, TRUE);
  app_export_async (chart, &form, NULL, on_copy_painted, export_new (self, chart, &form));
}

static void
on_printed (const GError *error, gpointer data)
{
  g_autoptr (AppWindow) self = data;

  if (error != NULL)
    tell (self, _ ("The Picture Cannot Be Printed"), error->message);
}

static void
action_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  AppChart *chart = app_page_get_chart (app_window_get_visible_page (self));

  if (chart != NULL)
    app_print_chart (chart, GTK_WINDOW (self), NULL, on_printed, g_object_ref (self));
}

static void
action_open_recent (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  app_window_open_file (APP_WINDOW (widget), file);
}

void
app_window_files_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, action_open);
  gtk_widget_class_install_action (widget_class, "win.open-recent", "s", action_open_recent);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, action_save);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, action_export);
  gtk_widget_class_install_action (widget_class, "win.copy-picture", NULL, action_copy);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, action_print);
}

static void
add_recent (GMenu *menu, GtkRecentInfo *info)
{
  g_auto (GStrv) parts = g_strsplit (gtk_recent_info_get_display_name (info), "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.open-recent", "s", gtk_recent_info_get_uri (info));
  g_menu_append_item (menu, item);
}

static int
compare_recent (gconstpointer one, gconstpointer other)
{
  GDateTime *a = gtk_recent_info_get_modified ((GtkRecentInfo *) one);
  GDateTime *b = gtk_recent_info_get_modified ((GtkRecentInfo *) other);

  return -g_date_time_compare (a, b);
}

/* Not before the menu is opened: the list is a file, and reading it would take its part of the start. */
static void
fill_recent (GtkWidget *popover, GMenu *menu)
{
  GList *all;
  guint n = 0;

  g_menu_remove_all (menu);
  all = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_recent);
  for (GList *link = all; link != NULL && n < N_RECENT; link = link->next)
    if (g_strcmp0 (gtk_recent_info_get_mime_type (link->data), TRACE_TYPE) == 0)
      {
        add_recent (menu, link->data);
        n++;
      }
  g_list_free_full (all, (GDestroyNotify) gtk_recent_info_unref);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, AppWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = g_value_get_boxed (value);

  for (; dropped != NULL; dropped = dropped->next)
    g_list_store_append (files, dropped->data);
  open_list (self, G_LIST_MODEL (files));
  return TRUE;
}

void
app_window_files_init (AppWindow *self, GtkMenuButton *menu_button, GMenu *recent)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (gtk_menu_button_get_popover (menu_button), "show", G_CALLBACK (fill_recent), recent, 0);
}
