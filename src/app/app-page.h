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
};

GtkWidget *app_page_get_header_start (AppPage *self);
GtkWidget *app_page_get_header_end (AppPage *self);
void app_page_run (AppPage *self);
void app_page_stop (AppPage *self);
gboolean app_page_is_busy (AppPage *self);
AppChart *app_page_get_chart (AppPage *self);
AppRecord *app_page_get_record (AppPage *self);
void app_page_toggle_sidebar (AppPage *self);

/* For pages: one of the above has changed. Emits "changed". */
void app_page_changed (AppPage *self);

G_END_DECLS
