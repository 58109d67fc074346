/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"


#include <glib/gi18n-lib.h>

#include "app-application.h"
#include "lab-locale.h"

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  lab_locale_init ();
  g_set_application_name (_ ("Interleave"));
  application = app_application_new ();
  return app_application_run (application, argc, argv);
}
