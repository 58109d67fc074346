/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* A text of the scene that cannot be read: it is not wholly inside the picture or its clip, or another text lies on it.
 * Says which, or NULL. Caller frees. */
char *clipping_find (const LabScene *scene);

G_END_DECLS
