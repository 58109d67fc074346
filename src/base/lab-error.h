/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAB_ERROR (lab_error_quark ())

/* What a user can cause. The command line turns the code into its exit status. */
typedef enum
{
  LAB_ERROR_USAGE,       /* an unknown name, a value out of range or not of the type */
  LAB_ERROR_UNAVAILABLE, /* a model that this machine cannot run, or cannot run at this size */
  LAB_ERROR_INVALID,     /* a file whose content is wrong */
  LAB_ERROR_FAILED,      /* a run that could not be started or finished */
} LabError;

GQuark lab_error_quark (void);

G_END_DECLS
