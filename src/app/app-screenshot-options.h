/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-experiment.h"

G_BEGIN_DECLS

/* What `interleave --screenshot` is to make a picture of, and how. */
typedef struct
{
  char *path;
  char *page;     /* "explore" … */
  char *select;   /* what is to be looked at closely; NULL: nothing */
  char *language; /* NULL: the user's */
  GStrv files;    /* what is opened instead of a run, NULL-terminated; NULL: nothing */

  /* What is run: one on the Explore page, one for each model in the race. Of LabExperiment, perhaps empty. */
  GPtrArray *experiments;
  char *preset; /* where they came from; NULL: from a workload */

  guint theme; /* as the setting has it */
  int width, height;
  double scale;
  double text; /* the size of the text, 1 being the usual */
  gboolean rounded;
} AppScreenshotOptions;

/* For g_application_add_main_option_entries(). */
extern const GOptionEntry app_screenshot_entries[];

/* From what was found on the command line, of which "screenshot" is there. LAB_ERROR_USAGE. Caller frees. */
AppScreenshotOptions *app_screenshot_options_new (GVariantDict *dict, GError **error);

/* Whether there is none of them, as it has to be without "screenshot". LAB_ERROR_USAGE. */
gboolean app_screenshot_options_check_absent (GVariantDict *dict, GError **error);

/* More files that are to be shown. LAB_ERROR_USAGE. */
gboolean app_screenshot_options_add_files (AppScreenshotOptions *self, GFile **files, int n_files, GError **error);

void app_screenshot_options_free (AppScreenshotOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppScreenshotOptions, app_screenshot_options_free)

/* What GTK reads as it starts: the language and the scale, and settings that neither are the user's nor change them.
 * Before anything of GTK is called. */
void app_screenshot_options_apply (const AppScreenshotOptions *self);

G_END_DECLS
