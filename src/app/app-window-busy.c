/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-window-busy.h"

/* A run is long from here on. */
#define LONG_S 5

/* A runner that does not stop is killed after two seconds; then something is wrong, and the window goes anyway. */
#define CLOSE_S 5

typedef struct
{
  GPtrArray *pages; /* of AppPage: those that there are */
  guint timer;      /* until a run is long, or the window goes anyway; 0: none */
  guint cookie;     /* of the inhibitor; 0: none */
  gboolean is_closing;
} Busy;

/* All of what a page consists of: one in each turn, for another window may be in use. */
static gboolean
let_page_go (gpointer data)
{
  GPtrArray *pages = data;

  if (pages->len > 0)
    g_ptr_array_remove_index (pages, pages->len - 1);
  return pages->len > 0;
}

static void
busy_free (gpointer data)
{
  Busy *busy = data;

  g_clear_handle_id (&busy->timer, g_source_remove);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, let_page_go, busy->pages, (GDestroyNotify) g_ptr_array_unref);
  g_free (busy);
}

static Busy *
get_busy (AppWindow *self)
{
  return g_object_get_data (G_OBJECT (self), "app-window-busy");
}

static gboolean
is_any_busy (AppWindow *self)
{
  const GPtrArray *pages = get_busy (self)->pages;

  for (guint i = 0; i < pages->len; i++)
    if (app_page_is_busy (g_ptr_array_index (pages, i)))
      return TRUE;
  return FALSE;
}

static void
set_inhibited (AppWindow *self, gboolean inhibited)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  Busy *busy = get_busy (self);

  if (application == NULL || inhibited == (busy->cookie != 0))
    return;
  if (inhibited)
    busy->cookie = gtk_application_inhibit (application, GTK_WINDOW (self),
                                            GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                            _ ("A run goes on"));
  else
    {
      gtk_application_uninhibit (application, busy->cookie);
      busy->cookie = 0;
    }
}

static gboolean
on_long (gpointer data)
{
  AppWindow *self = data;

  get_busy (self)->timer = 0;
  if (is_any_busy (self))
    set_inhibited (self, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
close_now (gpointer data)
{
  AppWindow *self = data;

  get_busy (self)->timer = 0;
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
on_page_changed (AppWindow *self)
{
  Busy *busy = get_busy (self);
  gboolean any = is_any_busy (self);

  if (busy->is_closing)
    {
      /* Not from within what the page does. */
      if (!any)
        {
          g_clear_handle_id (&busy->timer, g_source_remove);
          busy->timer = g_idle_add (close_now, self);
        }
      return;
    }
  if (any && busy->timer == 0 && busy->cookie == 0)
    busy->timer = g_timeout_add_seconds (LONG_S, on_long, self);
  if (any)
    return;
  g_clear_handle_id (&busy->timer, g_source_remove);
  set_inhibited (self, FALSE);
}

void
app_window_busy_init (AppWindow *self)
{
  Busy *busy;

  g_return_if_fail (APP_IS_WINDOW (self));

  busy = g_new0 (Busy, 1);
  busy->pages = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (self), "app-window-busy", busy, busy_free);
}

void
app_window_busy_watch (AppWindow *self, AppPage *page)
{
  g_return_if_fail (APP_IS_WINDOW (self) && APP_IS_PAGE (page));

  g_ptr_array_add (get_busy (self)->pages, g_object_ref (page));
  g_signal_connect_object (page, "changed", G_CALLBACK (on_page_changed), self, G_CONNECT_SWAPPED);
}

gboolean
app_window_busy_close (AppWindow *self)
{
  Busy *busy;

  g_return_val_if_fail (APP_IS_WINDOW (self), FALSE);

  busy = get_busy (self);
  if (busy->is_closing)
    return TRUE;
  set_inhibited (self, FALSE);
  if (!is_any_busy (self))
    return FALSE;
  busy->is_closing = TRUE;
  g_clear_handle_id (&busy->timer, g_source_remove);
  busy->timer = g_timeout_add_seconds (CLOSE_S, close_now, self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  for (guint i = 0; i < busy->pages->len; i++)
    if (app_page_is_busy (g_ptr_array_index (busy->pages, i)))
      app_page_stop (g_ptr_array_index (busy->pages, i));
  return TRUE;
}

gboolean
app_window_busy_is_closing (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), FALSE);

  return get_busy (self)->is_closing;
}

gboolean
app_window_busy_is_inhibiting (AppWindow *self)
{
  g_return_val_if_fail (APP_IS_WINDOW (self), FALSE);

  return get_busy (self)->cookie != 0;
}
