/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-settings.h"

GSettings *
app_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = g_settings_new (LAB_APP_ID);
  return settings;
}
