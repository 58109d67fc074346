/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_CHOOSER (app_chooser_get_type ())

/* A row that opens a list to choose from: by typing a part of a name, or by the keys. The row's title and subtitle are
 * its owner's.
 * Signal "chosen" (const char *id) when a person has chosen. */
G_DECLARE_FINAL_TYPE (AppChooser, app_chooser, APP, CHOOSER, AdwActionRow)

/* What can be chosen; strings are copied, and all but the first two may be NULL. Those of one group stand together. */
typedef struct
{
  const char *id;
  const char *title;
  const char *line; /* one sentence */
  const char *group;
  const char *icon_name;
  const char *why_not; /* it cannot be chosen; stands in place of the line */
} AppChoice;

void app_chooser_clear (AppChooser *self);
void app_chooser_add (AppChooser *self, const AppChoice *choice);

/* What is marked in the list; NULL: nothing. Does not emit "chosen". */
void app_chooser_set_selected (AppChooser *self, const char *id);

/* What stands below the list; NULL: nothing. */
void app_chooser_set_note (AppChooser *self, const char *note);

/* Opens the list. */
void app_chooser_open (AppChooser *self);

G_END_DECLS
