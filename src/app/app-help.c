/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-help-page.h"
#include "app-help.h"

#define FIRST_PAGE "index.md"

struct _AppHelp
{
  AdwWindow parent_instance;

  char *page;        /* that is shown, or comes */
  GPtrArray *before; /* names of the pages before it */
  GCancellable *loading;
  GtkWidget *back;
  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
  GtkWidget *missing;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (AppHelp, app_help, ADW_TYPE_WINDOW)

static void app_help_go (AppHelp *self, const char *page);

static gboolean
on_link (AppHelp *self, const char *uri)
{
  if (!g_str_has_suffix (uri, ".md"))
    return FALSE;
  g_ptr_array_add (self->before, g_strdup (self->page));
  app_help_go (self, uri);
  return TRUE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = app_help_page_load_finish (result, &error);
  AppHelp *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (blocks == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->missing), error->message);
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  adw_clamp_set_child (self->clamp, app_help_page_build (blocks, G_CALLBACK (on_link), self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
app_help_go (AppHelp *self, const char *page)
{
  char *shown = g_strdup (page);

  g_free (self->page);
  self->page = shown;
  gtk_widget_set_sensitive (self->back, self->before->len > 0);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  app_help_page_load_async (page, self->loading, on_loaded, self);
}

static void
action_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppHelp *self = APP_HELP (widget);
  g_autofree char *page = NULL;

  if (self->before->len == 0)
    return;
  page = g_strdup (g_ptr_array_index (self->before, self->before->len - 1));
  g_ptr_array_set_size (self->before, (int) self->before->len - 1);
  app_help_go (self, page);
}

static void
app_help_dispose (GObject *object)
{
  AppHelp *self = APP_HELP (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  G_OBJECT_CLASS (app_help_parent_class)->dispose (object);
}

static void
app_help_finalize (GObject *object)
{
  g_free (APP_HELP (object)->page);
  g_ptr_array_unref (APP_HELP (object)->before);
  G_OBJECT_CLASS (app_help_parent_class)->finalize (object);
}

static void
app_help_class_init (AppHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_help_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_help_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-help.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHelp, back);
  gtk_widget_class_bind_template_child (widget_class, AppHelp, scroller);
  gtk_widget_class_bind_template_child (widget_class, AppHelp, clamp);
  gtk_widget_class_bind_template_child (widget_class, AppHelp, missing);
  gtk_widget_class_bind_template_child (widget_class, AppHelp, stack);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, action_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_help_init (AppHelp *self)
{
  self->before = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
app_help_show (GtkApplication *application, const char *page)
{
  GList *windows = gtk_application_get_windows (application);
  AppHelp *self = NULL;

  for (; windows != NULL && self == NULL; windows = windows->next)
    if (APP_IS_HELP (windows->data))
      self = windows->data;
  if (self == NULL)
    self = g_object_new (APP_TYPE_HELP, "application", application, NULL);
  if (self->page == NULL || page != NULL)
    app_help_go (self, page != NULL ? page : FIRST_PAGE);
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
app_help_is_loading (AppHelp *self)
{
  g_return_val_if_fail (APP_IS_HELP (self), FALSE);

  return self->loading != NULL;
}

const char *
app_help_get_page (AppHelp *self)
{
  g_return_val_if_fail (APP_IS_HELP (self), NULL);

  return self->page;
}
