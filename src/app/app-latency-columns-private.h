/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-latency-columns.h"

G_BEGIN_DECLS

struct _AppLatencyColumns
{
  GObject parent_instance;

  GPtrArray *columns; /* AppColumn, by kind */
  const LabSheet *followed;
  int year;
  guint n_loading;
};

/* app-latency-columns.c */
AppColumn *app_column_new (AppColumnKind kind, const char *title, const char *subtitle);
void app_column_free (gpointer column);

/* "27 Nov 2026, 14:03" from a sheet's date, or from the name under which one was kept. Caller frees. */
char *app_column_describe_date (const char *date);
void app_column_set_label (LabSheet *sheet, const char *label);

void app_latency_columns_insert (AppLatencyColumns *self, AppColumn *column); /* takes it over */
void app_latency_columns_add_edition (AppLatencyColumns *self, LabEdition *edition, AppColumnKind kind);

/* Stands for this machine, where nothing newer does; takes it over. `name`: under which it was kept, or NULL. */
void app_latency_columns_take_last (AppLatencyColumns *self, LabSheet *sheet, const char *name);

void app_latency_columns_emit_changed (AppLatencyColumns *self);
void app_latency_columns_emit_listed (AppLatencyColumns *self);
void app_latency_columns_emit_failed (AppLatencyColumns *self, const char *sentence);

/* app-latency-columns-files.c: what is read and written on other threads. */
void app_latency_columns_list (AppLatencyColumns *self);
void app_latency_columns_load (AppLatencyColumns *self, const AppColumn *column);
void app_latency_columns_keep (AppLatencyColumns *self, LabSheet *sheet);

G_END_DECLS
