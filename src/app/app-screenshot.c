/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "app-capture.h"
#include "app-screenshot.h"
#include "app-settings.h"
#include "app-text-size.h"

/* So often it is asked whether all is still, and so many times that has to be answered with yes. */
#define ASK_MS 50
#define QUIET_MIN 6
#define DEADLINE_S 120

struct _AppScreenshot
{
  AppScreenshotOptions *options;
  GtkApplication *application; /* borrowed: it has this */
  AppWindow *window;           /* NULL: closed already */
  AppRecord *record;           /* that the Explore page shows; NULL: none */
  GCancellable *opening;       /* a file */
  guint n_opening;
  guint timer;
  gint64 deadline;
  guint quiet;       /* how many times in a row nothing went on */
  gboolean painted;  /* since it was asked last */
  gboolean prepared; /* what comes when nothing goes on, before the picture */
  int status;
};

static void
app_screenshot_end (AppScreenshot *self)
{
  if (self->timer != 0)
    g_clear_handle_id (&self->timer, g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
}

static void G_GNUC_PRINTF (2, 3) app_screenshot_fail (AppScreenshot *self, const char *format, ...)
{
  va_list args;
  g_autofree char *reason = NULL;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("interleave: %s\n", reason);
  app_screenshot_end (self);
}

static void
app_screenshot_take (AppScreenshot *self)
{
  const AppCaptureStyle style = { self->options->scale, self->options->rounded };
  g_autoptr (GdkTexture) picture = app_capture_window (GTK_WINDOW (self->window), &style);
  g_autoptr (GError) error = NULL;

  if (app_capture_save (picture, self->options->path, &error))
    {
      self->status = EXIT_SUCCESS;
      app_screenshot_end (self);
    }
  else
    app_screenshot_fail (self, _ ("The picture cannot be written: %s"), error->message);
}

/* Where nothing manages windows, none ever gets the focus, and looks as if another had it. */
static void
app_screenshot_prepare (AppScreenshot *self)
{
  AppPage *page = app_window_get_visible_page (self->window);

  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_widget_unset_state_flags (GTK_WIDGET (self->window), GTK_STATE_FLAG_BACKDROP);
  if (self->options->select != NULL && !app_page_select (page, self->options->select))
    app_screenshot_fail (self, _ ("There is no “%s” on this page to be looked at."), self->options->select);
  self->prepared = TRUE;
}

static gboolean
is_still (AppScreenshot *self)
{
  return self->n_opening == 0 && !self->painted && app_page_is_still (app_window_get_visible_page (self->window))
         && (self->record == NULL || app_record_get_state (self->record) == APP_RECORD_SETTLED);
}

static gboolean
has_failed (AppScreenshot *self)
{
  const GError *error = self->record != NULL ? app_record_get_error (self->record) : NULL;

  if (error != NULL)
    app_screenshot_fail (self, "%s", error->message);
  return error != NULL;
}

static gboolean
on_ask (gpointer data)
{
  AppScreenshot *self = data;

  self->quiet = is_still (self) ? self->quiet + 1 : 0;
  self->painted = FALSE;
  if (g_get_monotonic_time () > self->deadline)
    app_screenshot_fail (self, _ ("It was not still within %d seconds, so there is no picture of it."), DEADLINE_S);
  else if (self->quiet >= QUIET_MIN && !has_failed (self))
    {
      self->quiet = 0;
      if (self->prepared)
        app_screenshot_take (self);
      else
        app_screenshot_prepare (self);
    }
  return self->timer != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock, AppScreenshot *self)
{
  self->painted = TRUE;
}

/* Minimum sizes are kept by a display that is smaller, default sizes are not. */
static void
make_window (AppScreenshot *self)
{
  const AppScreenshotOptions *options = self->options;
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  if (options->text != 1)
    app_text_size_set (settings, options->text);
  g_settings_set_enum (app_settings_get (), "theme", (int) options->theme);
  g_settings_set_string (app_settings_get (), "page", options->page);
  g_settings_set_int (app_settings_get (), "window-width", options->width);
  g_settings_set_int (app_settings_get (), "window-height", options->height);
  self->window = app_window_new (self->application);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_widget_set_size_request (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window)),
                               options->width, options->height);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint", G_CALLBACK (on_painted),
                    self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  AppRecord *record = app_record_open_finish (result, &error);
  AppScreenshot *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_opening--;
  if (record == NULL)
    {
      app_screenshot_fail (self, "%s", error->message);
      return;
    }
  self->record = record;
  app_window_show_record (self->window, record);
}

static void
open_file (AppScreenshot *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  self->n_opening++;
  app_record_open_async (file, self->opening, on_opened, self);
}

static void
run_experiment (AppScreenshot *self, const LabExperiment *experiment)
{
  self->record = app_record_new (experiment);
  app_window_show_record (self->window, self->record);
  app_record_start (self->record);
}

static void
on_page_failed (AppPage *page, const char *sentence, AppScreenshot *self)
{
  if (self->window != NULL)
    app_screenshot_fail (self, "%s", sentence);
}

/* What the Explore page shows can come from elsewhere, so that page need know nothing of this. */
static void
show_subject (AppScreenshot *self)
{
  const AppScreenshotOptions *options = self->options;
  AppPage *page = app_window_get_visible_page (self->window);
  guint n_files = options->files != NULL ? g_strv_length (options->files) : 0;
  g_autoptr (GError) error = NULL;

  if (n_files + options->experiments->len == 0)
    return;
  g_signal_connect (page, "failed", G_CALLBACK (on_page_failed), self);
  if (!g_str_equal (options->page, "explore"))
    {
      if (!app_page_show (page, options->experiments, (const char *const *) options->files, &error))
        app_screenshot_fail (self, "%s", error->message);
    }
  else if (n_files + options->experiments->len > 1)
    app_screenshot_fail (self, _ ("The Explore page shows one run; for several take --page race."));
  else if (n_files > 0)
    open_file (self, options->files[0]);
  else
    run_experiment (self, g_ptr_array_index (options->experiments, 0));
}

void
app_screenshot_start (AppScreenshot *self, GtkApplication *application)
{
  g_return_if_fail (self->application == NULL);

  self->application = application;
  self->deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  self->timer = g_timeout_add (ASK_MS, on_ask, self);
  make_window (self);
  show_subject (self);
}

AppScreenshot *
app_screenshot_new (AppScreenshotOptions *options)
{
  AppScreenshot *self = g_new0 (AppScreenshot, 1);

  self->options = options;
  self->status = EXIT_FAILURE; /* until there is a picture: who closes the window gets none */
  self->opening = g_cancellable_new ();
  return self;
}

void
app_screenshot_free (AppScreenshot *self)
{
  if (self->timer != 0)
    g_source_remove (self->timer);
  if (self->window != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->record);
  app_screenshot_options_free (self->options);
  g_free (self);
}

gboolean
app_screenshot_add_files (AppScreenshot *self, GFile **files, int n_files)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (self->application == NULL, FALSE);

  if (app_screenshot_options_add_files (self->options, files, n_files, &error))
    return TRUE;
  g_printerr ("interleave: %s\n", error->message);
  self->status = APP_SCREENSHOT_USAGE;
  return FALSE;
}

int
app_screenshot_get_status (const AppScreenshot *self)
{
  return self->status;
}
