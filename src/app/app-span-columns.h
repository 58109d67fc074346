/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-span-order.h"

G_BEGIN_DECLS

/* The columns of a table of spans. Their sorters sort nothing: they say what a person wants it to be sorted by, which a
 * thread does then. */

/* One for each AppSpanKey, with titles for the keyboard and for those who hear them; sorted by the start. */
void app_span_columns_add (GtkColumnView *view);

AppSpanKey app_span_columns_get_key (GtkColumnView *view, gboolean *descending);

G_END_DECLS
