/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says what a row of a list is, for those who cannot see it: GTK before 4.12 has no name for one. The item needs a
 * child that is in the list already, as it has when it is bound. Of a column view it names cell and row. */
void app_list_item_set_name (GtkListItem *item, const char *name);

/* A drop-down of strings that says what it asks for: the focus goes to a button inside, which is called by that and by
 * what is chosen. Once for each. */
void app_drop_down_set_name (GtkDropDown *choice, const char *name);

/* Names the list that a row stands in: one of a group without a title has no name either, and the focus passes through
 * it. */
void app_row_set_list_name (GtkWidget *row, const char *name);

G_END_DECLS
