/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this program is kept from, by a sandbox around it or by the system's settings, and what follows for what it
 * shows. All functions may be called from any thread; `root` is the folder that holds /sys and the like: "" but in
 * tests. */

typedef struct
{
  const char *id;
  const char *title;  /* what is kept from it: a few words */
  const char *effect; /* what follows: a sentence */
  gboolean (*forbidden) (const char *root);
} LabRestriction;

/* A proper name, or NULL outside of any that is known. */
const char *lab_sandbox_get_name (const char *root);

/* Those that are in force, each a const LabRestriction *, whose texts are not yet translated. The array is the
 * caller's. */
GPtrArray *lab_sandbox_list_restrictions (const char *root);

G_END_DECLS
