/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-explore-page.h"
#include "app-file-chooser.h"
#include "app-latency-page.h"
#include "app-race-page.h"
#include "app-window-files.h"
#include "app-window-work.h"

#define TRACE_TYPE "application/x-interleave-trace"
#define N_RECENT 8

/* Of a name without its ending, where a file system takes 255 of all of it. */
#define NAME_MAX_BYTES 200

/* So many at once are a mistake. */
#define N_OPEN_MAX 16

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

/* Runs that were asked for at once: each has a window, the first one this. */
typedef struct
{
  AppWindow *window;
  guint n_left;
  guint n_shown;
  GPtrArray *complaints; /* of char * */
} Opening;

static void
opening_end (Opening *opening)
{
  GPtrArray *complaints = opening->complaints;
  guint n = complaints->len;

  app_window_work_end (opening->window);
  if (n > 0)
    {
      g_autofree char *reasons = NULL;

      g_ptr_array_add (complaints, NULL);
      reasons = g_strjoinv ("\n", (char **) complaints->pdata);
      app_window_tell (opening->window, n == 1 ? _ ("The File Cannot Be Opened") : _ ("Some Files Cannot Be Opened"),
                       reasons);
    }
  g_ptr_array_unref (complaints);
  g_object_unref (opening->window);
  g_free (opening);
}

static void
show_opened (Opening *opening, AppRecord *record)
{
  remember (app_record_get_file (record));
  if (opening->n_shown++ == 0)
    app_window_show_record (opening->window, record);
  else
    app_window_show_elsewhere (opening->window, record);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AppRecord) record = app_record_open_finish (result, &error);

  if (record == NULL)
    g_ptr_array_add (opening->complaints, g_strdup (error->message));
  else if (!app_window_is_gone (opening->window))
    show_opened (opening, record);
  if (--opening->n_left == 0)
    opening_end (opening);
}

static void
open_runs (AppWindow *self, GPtrArray *files)
{
  Opening *opening;

  if (files->len == 0)
    return;
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->n_left = files->len;
  opening->complaints = g_ptr_array_new_with_free_func (g_free);
  app_window_work_begin (self);
  for (guint i = 0; i < files->len; i++)
    app_record_open_async (g_ptr_array_index (files, i), NULL, on_opened, opening);
}

/* Into what is seen: a measurement to the scale, else a workload to the form. What is wrong with it is said there. */
static void
open_json (AppWindow *self, GFile *file)
{
  AppPage *page = app_window_get_visible_page (self);

  if (APP_IS_LATENCY_PAGE (page))
    {
      app_latency_page_open (APP_LATENCY_PAGE (page), file);
      return;
    }
  if (APP_IS_RACE_PAGE (page))
    {
      app_race_page_open_workload (APP_RACE_PAGE (page), file);
      return;
    }
  app_window_show_page (self, "explore");
  page = app_window_get_page (self, "explore");
  app_explore_page_open_workload (APP_EXPLORE_PAGE (page), file);
}

static gboolean
is_json (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ".json");
}

void
app_window_open_files (AppWindow *self, GListModel *files)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;

  g_return_if_fail (APP_IS_WINDOW (self) && G_IS_LIST_MODEL (files));

  n = MIN (g_list_model_get_n_items (files), N_OPEN_MAX);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (is_json (file))
        open_json (self, file);
      else
        g_ptr_array_add (runs, g_steal_pointer (&file));
    }
  open_runs (self, runs);
}

void
app_window_open_file (AppWindow *self, GFile *file)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_return_if_fail (G_IS_FILE (file));

  g_list_store_append (files, file);
  app_window_open_files (self, G_LIST_MODEL (files));
}

static void
on_open_chosen (GtkFileChooser *chooser, gpointer data)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);

  app_window_open_files (data, files);
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

  app_window_work_end (self);
  if (!app_record_save_finish (APP_RECORD (source), result, &error))
    {
      app_window_tell (self, _ ("The Run Cannot Be Saved"), error->message);
      return;
    }
  app_window_tell_done (self, _ ("Run saved"));
  if (app_record_get_file (APP_RECORD (source)) != NULL)
    remember (app_record_get_file (APP_RECORD (source)));
}

void
app_window_save_file (AppWindow *self, AppRecord *record, GFile *file)
{
  g_return_if_fail (APP_IS_WINDOW (self) && APP_IS_RECORD (record) && G_IS_FILE (file));

  app_window_work_begin (self);
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

/* A title as a file's name, which a title may be too long for. */
static char *
make_name (const char *title, const char *ending)
{
  g_autofree char *plain = g_strdelimit (g_strdup (title), "/\\:*?\"<>|\n\t", ' ');

  if (strlen (plain) > NAME_MAX_BYTES)
    *g_utf8_find_prev_char (plain, plain + NAME_MAX_BYTES) = '\0';
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
  app_window_open_files (self, G_LIST_MODEL (files));
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
