/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* All that a mark may be painted on, and a little more: edges are moved to whole pixels, and letters reach out of their
 * line. Of clips: what they let through. */
LabRect lab_mark_get_extent (const LabScene *scene, const LabMark *mark);

gboolean lab_rect_meets (const LabRect *one, const LabRect *other);

G_END_DECLS
