/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"

/* Not G_DEFINE_QUARK, which keeps the number in a variable that two threads may write at once. */
GQuark
lab_error_quark (void)
{
  return g_quark_from_static_string ("lab-error-quark");
}
