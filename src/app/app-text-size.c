/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-text-size.h"

/* The usual: 96 dots an inch, in 1024ths. */
#define USUAL (96.0 * 1024.0)
#define MIN_SIZE 0.5
#define MAX_SIZE 4

double
app_text_size_get (GtkSettings *settings)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_SETTINGS (settings), 1);

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / USUAL, MIN_SIZE, MAX_SIZE) : 1;
}

void
app_text_size_set (GtkSettings *settings, double size)
{
  g_return_if_fail (GTK_IS_SETTINGS (settings) && size > 0);

  g_object_set (settings, "gtk-xft-dpi", (int) (USUAL * CLAMP (size, MIN_SIZE, MAX_SIZE)), NULL);
}
