/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the life of the process: memory as large as the picture of a window stays with it when it is freed. GTK's software
 * renderer wants as much again for each frame, and the system hands it out page by page, which can take longer than to
 * draw. Costs what the largest frame took. */
void app_heap_keep (void);

G_END_DECLS
