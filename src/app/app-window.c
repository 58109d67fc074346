/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-explore-page.h"
#include "app-history-page.h"
#include "app-history.h"
#include "app-latency-page.h"
#include "app-race-page.h"
#include "app-settings.h"
#include "app-shortcuts.h"
#include "app-watchdog.h"
#include "app-window-busy.h"
#include "app-window-files.h"
#include "app-window-pictures.h"
#include "app-window.h"
#include "app-heap.h"

struct _AppWindow
{
  AdwApplicationWindow parent_instance;

  AdwViewStack *pages;
  GtkStack *header_start;
  GtkStack *header_end;
  AdwToastOverlay *toasts;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  GtkMenuButton *menu_button;
  GMenu *recent_menu;
  guint revealing;   /* an idle source; 0: none */
  gulong complained; /* a handler of the history; 0: none yet */
};

G_DEFINE_FINAL_TYPE (AppWindow, app_window, ADW_TYPE_APPLICATION_WINDOW)

/* What can be done follows from what is seen. */
static void
app_window_update_actions (AppWindow *self)
{
  AppPage *page = app_window_get_visible_page (self);
  gboolean busy = app_page_is_busy (page);
  gboolean has_chart = app_page_get_chart (page) != NULL;
  AppRecord *record = app_page_get_record (page);

  if (busy)
    app_window_hear_history (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.run", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop", busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save",
                                 record != NULL && app_record_get_trace (record) != NULL && !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", has_chart);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-picture", has_chart);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print", has_chart);
}

static void
on_page_changed (AppWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  if (name == NULL)
    return;
  app_window_get_page (self, name);
  gtk_stack_set_visible_child_name (self->header_start, name);
  gtk_stack_set_visible_child_name (self->header_end, name);
  app_window_update_actions (self);
}

static gboolean
reveal_bar (gpointer data)
{
  AppWindow *self = data;

  self->revealing = 0;
  adw_view_switcher_bar_set_reveal (self->switcher_bar,
                                    adw_view_switcher_title_get_title_visible (self->switcher_title));
  return G_SOURCE_REMOVE;
}

/* That comes while sizes are given out. A bar that appears at once, as it does without animations, would get what is
 * left, and that may be less than nothing: so not now. */
static void
on_title_visible (AppWindow *self)
{
  if (self->revealing == 0)
    self->revealing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, reveal_bar, self, NULL);
}

static void
add_header (GtkStack *stack, GtkWidget *widget, const char *name)
{
  gtk_stack_add_named (stack, widget != NULL ? widget : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), name);
}

static const struct
{
  const char *name; /* as in the ui file */
  GType (*get_type) (void);
} page_types[] = {
  { "explore", app_explore_page_get_type },
  { "race", app_race_page_get_type },
  { "latency", app_latency_page_get_type },
  { "history", app_history_page_get_type },
};

/* A page is made when it is first asked for: the window is there sooner by as much as three pages take. */
static AppPage *
app_window_make_page (AppWindow *self, AdwBin *place, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (page_types); i++)
    {
      AppPage *page;

      if (!g_str_equal (page_types[i].name, name))
        continue;
      app_watchdog_note ("a page is made");
      page = g_object_new (page_types[i].get_type (), NULL);
      adw_bin_set_child (place, GTK_WIDGET (page));
      add_header (self->header_start, app_page_get_header_start (page), name);
      add_header (self->header_end, app_page_get_header_end (page), name);
      g_signal_connect_object (page, "changed", G_CALLBACK (app_window_update_actions), self, G_CONNECT_SWAPPED);
      app_window_busy_watch (self, page);
      return page;
    }
  g_assert_not_reached ();
}

static void
action_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_page_run (app_window_get_visible_page (APP_WINDOW (widget)));
}

static void
action_stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_page_stop (app_window_get_visible_page (APP_WINDOW (widget)));
}

static void
action_toggle_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_page_toggle_sidebar (app_window_get_visible_page (APP_WINDOW (widget)));
}

static void
action_show_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_window_show_page (APP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
action_restore_runs (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  app_history_restore (app_history_get_default (), ids, widget);
}

static void
app_window_restore (AppWindow *self)
{
  GSettings *settings = app_settings_get ();
  g_autofree char *page = g_settings_get_string (settings, "page");

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  app_window_show_page (self, page);
}

static void
app_window_remember (AppWindow *self)
{
  GSettings *settings = app_settings_get ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_string (settings, "page", adw_view_stack_get_visible_child_name (self->pages));
}

static gboolean
app_window_close_request (GtkWindow *window)
{
  app_window_remember (APP_WINDOW (window));
  if (app_window_busy_close (APP_WINDOW (window)))
    return TRUE;
  return GTK_WINDOW_CLASS (app_window_parent_class)->close_request (window);
}

static void
app_window_dispose (GObject *object)
{
  g_clear_handle_id (&APP_WINDOW (object)->revealing, g_source_remove);
  G_OBJECT_CLASS (app_window_parent_class)->dispose (object);
}

static void
app_window_class_init (AppWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  app_heap_keep ();
  G_OBJECT_CLASS (klass)->dispose = app_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = app_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AppWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, header_start);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, header_end);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, recent_menu);
  app_window_files_class_init (widget_class);
  app_window_pictures_class_init (widget_class);
  gtk_widget_class_install_action (widget_class, "win.run", NULL, action_run);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, action_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.stop", NULL);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, action_toggle_sidebar);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", action_show_page);
  gtk_widget_class_install_action (widget_class, "win.restore-runs", "as", action_restore_runs);
}

static void
app_window_init (AppWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_window_files_init (self, self->menu_button, self->recent_menu);
  app_window_busy_init (self);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (on_page_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->switcher_title, "notify::title-visible", G_CALLBACK (on_title_visible), self,
                           G_CONNECT_SWAPPED);
  app_window_restore (self);
  on_page_changed (self);
}

AppWindow *
app_window_new (GtkApplication *application)
{
  AppWindow *self = g_object_new (APP_TYPE_WINDOW, "application", application, NULL);

  app_shortcuts_name (GTK_APPLICATION_WINDOW (self));
  return self;
}

gboolean
app_window_is_gone (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), TRUE);

  return self->pages == NULL;
}

AppWindow *
app_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return APP_IS_WINDOW (root) ? APP_WINDOW (root) : NULL;
}

AppPage *
app_window_get_page (AppWindow *self, const char *name)
{
  GtkWidget *place, *page;

  g_return_val_if_fail (APP_IS_WINDOW (self), NULL);

  place = adw_view_stack_get_child_by_name (self->pages, name);
  if (place == NULL)
    return NULL;
  page = adw_bin_get_child (ADW_BIN (place));
  return page != NULL ? APP_PAGE (page) : app_window_make_page (self, ADW_BIN (place), name);
}

AppPage *
app_window_get_visible_page (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), NULL);

  return app_window_get_page (self, adw_view_stack_get_visible_child_name (self->pages));
}

void
app_window_show_page (AppWindow *self, const char *name)
{
  g_return_if_fail (APP_IS_WINDOW (self));

  if (adw_view_stack_get_child_by_name (self->pages, name) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, name);
}

void
app_window_say (AppWindow *self, const char *sentence)
{
  app_window_offer (self, sentence, NULL, NULL);
}

void
app_window_say_from (GtkWidget *widget, const char *sentence)
{
  AppWindow *self = app_window_of (widget);

  if (self != NULL)
    app_window_say (self, sentence);
}

AdwToast *
app_window_offer (AppWindow *self, const char *sentence, const char *button, const char *action)
{
  AdwToast *toast;

  g_return_val_if_fail (APP_IS_WINDOW (self) && !app_window_is_gone (self), NULL);

  toast = adw_toast_new (sentence);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_detailed_action_name (toast, action);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

/* What was wanted in another window is said there. */
static void
on_history_failed (AppWindow *self, const char *sentence, GtkWidget *asker)
{
  if (asker != NULL && app_window_of (asker) == self)
    app_window_say (self, sentence);
}

void
app_window_hear_history (AppWindow *self)
{
  g_return_if_fail (APP_IS_WINDOW (self));

  if (self->complained == 0)
    self->complained = g_signal_connect_object (app_history_get_default (), "failed", G_CALLBACK (on_history_failed),
                                                self, G_CONNECT_SWAPPED);
}

void
app_window_show_elsewhere (AppWindow *self, AppRecord *record)
{
  AppWindow *other;

  g_return_if_fail (APP_IS_WINDOW (self) && APP_IS_RECORD (record));

  other = app_window_new (gtk_window_get_application (GTK_WINDOW (self)));
  app_window_show_record (other, record);
  gtk_window_present (GTK_WINDOW (other));
}

/* What goes on is not in the history yet: out of sight, it would be nowhere. */
void
app_window_show_record (AppWindow *self, AppRecord *record)
{
  AppPage *page;

  g_return_if_fail (APP_IS_WINDOW (self) && APP_IS_RECORD (record));

  if (app_window_busy_is_closing (self))
    return;
  page = app_window_get_page (self, "explore");
  if (app_page_is_busy (page) && app_page_get_record (page) != record)
    {
      app_window_show_elsewhere (self, record);
      return;
    }
  app_explore_page_show_record (APP_EXPLORE_PAGE (page), record);
  app_window_show_page (self, "explore");
}
