/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
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

gboolean
lab_locale_is_english (const char *language)
{
  g_return_val_if_fail (language != NULL, FALSE);

  return strncmp (language, "en", 2) == 0 && !g_ascii_isalpha (language[2]);
}

/* What a catalogue says of itself has the key "". */
static gboolean
has_translation (void)
{
  const char *key = "";

  return *dgettext (GETTEXT_PACKAGE, key) != '\0';
}

static gboolean
try_locale (const char *locale, const char *language)
{
  setlocale (LC_ALL, "C"); /* what gettext has found so far it forgets with a change only */
  if (setlocale (LC_ALL, locale) == NULL)
    return FALSE;
  g_setenv ("LC_ALL", locale, TRUE); /* GTK and children ask the environment once more */
  return lab_locale_is_english (language) || has_translation ();
}

/* LC_ALL as it was in the environment; NULL: not there. */
static void
restore (const char *locale, const char *lc_all)
{
  setlocale (LC_ALL, locale);
  if (lc_all != NULL)
    g_setenv ("LC_ALL", lc_all, TRUE);
  else
    g_unsetenv ("LC_ALL");
}

gboolean
lab_locale_set_language (const char *language, GError **error)
{
  g_autofree char *upper = g_ascii_strup (language, -1);
  g_autofree char *plain = g_strconcat (language, ".UTF-8", NULL);
  g_autofree char *usual = g_strdup_printf ("%s_%s.UTF-8", language, upper);
  g_autofree char *present = g_strdup (setlocale (LC_MESSAGES, NULL));
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL)), *lc_all = g_strdup (g_getenv ("LC_ALL"));
  /* Its own first. The others are for the words only: gettext heeds LANGUAGE in any locale but that of C, and newer C
   * libraries take C.UTF-8 for that, too. */
  const char *const candidates[] = {
    plain,
    usual,
    g_str_equal (language, "he") ? "he_IL.UTF-8" : usual,
    lab_locale_is_english (language) ? "en_GB.UTF-8" : usual,
    present,
    "C.UTF-8",
    "en_US.UTF-8",
    "en_GB.UTF-8",
    "de_DE.UTF-8",
  };

  g_setenv ("LANGUAGE", language, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (try_locale (candidates[i], language))
      return TRUE;
  restore (before, lc_all);
  g_set_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE,
               _ ("no translation into \"%s\" is found, or no locale is installed that allows one: English instead"),
               language);
  return FALSE;
}
