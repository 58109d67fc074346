/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names the buttons in the widget by their labels without the underline of a mnemonic: GTK 4.8 calls such a
 * button "_Close Close". */
void app_mnemonic_name_buttons (GtkWidget *widget);

G_END_DECLS
