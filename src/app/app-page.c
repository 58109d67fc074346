/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-page.h"
#include "lab-error.h"

G_DEFINE_INTERFACE (AppPage, app_page, GTK_TYPE_WIDGET)

static guint changed, failed;

static void
app_page_default_init (AppPageInterface *iface)
{
  changed = g_signal_new ("changed", APP_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  failed = g_signal_new ("failed", APP_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                         G_TYPE_STRING);
}

/* What the page implements, or nothing. */
#define CALL_OR(self, name, otherwise)                                                                                 \
  (APP_PAGE_GET_IFACE (self)->name != NULL ? APP_PAGE_GET_IFACE (self)->name (self) : (otherwise))

GtkWidget *
app_page_get_header_start (AppPage *self)
{
  return CALL_OR (self, get_header_start, NULL);
}

GtkWidget *
app_page_get_header_end (AppPage *self)
{
  return CALL_OR (self, get_header_end, NULL);
}

void
app_page_run (AppPage *self)
{
  CALL_OR (self, run, (void) 0);
}

void
app_page_stop (AppPage *self)
{
  CALL_OR (self, stop, (void) 0);
}

gboolean
app_page_is_busy (AppPage *self)
{
  return CALL_OR (self, is_busy, FALSE);
}

AppChart *
app_page_get_chart (AppPage *self)
{
  return CALL_OR (self, get_chart, NULL);
}

AppRecord *
app_page_get_record (AppPage *self)
{
  return CALL_OR (self, get_record, NULL);
}

void
app_page_toggle_sidebar (AppPage *self)
{
  CALL_OR (self, toggle_sidebar, (void) 0);
}

gboolean
app_page_is_still (AppPage *self)
{
  return CALL_OR (self, is_still, !app_page_is_busy (self));
}

gboolean
app_page_show (AppPage *self, GPtrArray *experiments, const char *const *files, GError **error)
{
  if (APP_PAGE_GET_IFACE (self)->show != NULL)
    return APP_PAGE_GET_IFACE (self)->show (self, experiments, files, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("This page neither runs anything nor opens files."));
  return FALSE;
}

gboolean
app_page_select (AppPage *self, const char *what)
{
  return APP_PAGE_GET_IFACE (self)->select != NULL && APP_PAGE_GET_IFACE (self)->select (self, what);
}

void
app_page_changed (AppPage *self)
{
  g_signal_emit (self, changed, 0);
}

void
app_page_failed (AppPage *self, const char *sentence)
{
  g_signal_emit (self, failed, 0, sentence);
}
