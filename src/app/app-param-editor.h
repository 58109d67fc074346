/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-param.h"

G_BEGIN_DECLS

#define APP_TYPE_PARAM_EDITOR (app_param_editor_get_type ())

/* Where one parameter's value is typed or chosen: a number with a smaller and a larger one beside it, a choice, a text,
 * or addresses, one a line. Signal "edited" whenever the text is another. */
G_DECLARE_FINAL_TYPE (AppParamEditor, app_param_editor, APP, PARAM_EDITOR, GtkWidget)

GtkWidget *app_param_editor_new (const LabParamSpec *spec); /* borrowed, outlives it */

/* Emits "edited", also when it is the same text. */
void app_param_editor_set_text (GtkWidget *self, const char *text);
char *app_param_editor_get_text (GtkWidget *self); /* caller frees */

/* What is wrong with it; NULL: nothing. */
void app_param_editor_set_invalid (GtkWidget *self, const char *message);

G_END_DECLS
