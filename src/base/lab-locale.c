/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "lab-locale.h"

void
lab_locale_init (void)
{
  const char *folder = g_getenv ("INTERLEAVE_LOCALEDIR");

  /* Without textdomain(): GLib would decide once and for all, at the first string, whether there is a translation, and
   * --lang comes later. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LAB_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
