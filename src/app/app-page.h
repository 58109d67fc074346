/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_PAGE (app_page_get_type ())

/* What the window asks of each of its pages. All but the icon of its tab is optional: without an implementation the
 * page runs nothing and has no picture. */
G_DECLARE_INTERFACE (AppPage, app_page, APP, PAGE, GtkWidget)

struct _AppPageInterface
{
  GTypeInterface parent;

  /* Widgets of the page in the header bar, left and right, or NULL; they belong to the page. */
  GtkWidget *(*get_header_start) (AppPage *self);
  GtkWidget *(*get_header_end) (AppPage *self);

  void (*run) (AppPage *self);  /* Ctrl+R */
  void (*stop) (AppPage *self); /* Escape */
  gboolean (*is_busy) (AppPage *self);

  AppChart *(*get_chart) (AppPage *self);   /* the picture that is seen: to export, copy and print; NULL: none */
  AppRecord *(*get_record) (AppPage *self); /* the run that is seen: to save; NULL: none */
  void (*toggle_sidebar) (AppPage *self);

  /* For pictures of the window. Whether nothing goes on, and nothing is awaited; not implemented: it is not busy. */
  gboolean (*is_still) (AppPage *self);

  /* Runs these LabExperiments, or opens these files (NULL: none): one of both is there. FALSE with a sentence where it
   * cannot. What goes wrong later is shown on the page. */
  gboolean (*show) (AppPage *self, GPtrArray *experiments, const char *const *files, GError **error);

  /* What somebody calls by this name, to be looked at closely; FALSE where there is none. */
  gboolean (*select) (AppPage *self, const char *what);
};

GtkWidget *app_page_get_header_start (AppPage *self);
GtkWidget *app_page_get_header_end (AppPage *self);
void app_page_run (AppPage *self);
void app_page_stop (AppPage *self);
gboolean app_page_is_busy (AppPage *self);
AppChart *app_page_get_chart (AppPage *self);
AppRecord *app_page_get_record (AppPage *self);
void app_page_toggle_sidebar (AppPage *self);
gboolean app_page_is_still (AppPage *self);
gboolean app_page_show (AppPage *self, GPtrArray *experiments, const char *const *files, GError **error);
gboolean app_page_select (AppPage *self, const char *what);

/* For pages: one of the above has changed. Emits "changed". */
void app_page_changed (AppPage *self);

/* For pages: what was to be opened could not be. It says so itself; emits "failed" with the sentence for who cannot see
 * it. */
void app_page_failed (AppPage *self, const char *sentence);

G_END_DECLS
