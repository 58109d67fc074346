/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-run-button.h"

G_BEGIN_DECLS

/* What a page with a form has at the beginning of the header bar: the button that runs it, and the one that shows and
 * hides the form, which is the flap's. */
GtkWidget *app_page_header_new (AppRunButton *run_button, AdwFlap *flap);

G_END_DECLS
