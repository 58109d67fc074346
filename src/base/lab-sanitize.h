/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ThreadSanitizer does not see what GLib's own locks and queues order, because the system's GLib is not built for it.
 * Where data passes from thread to thread through GLib, these two say so; elsewhere they are nothing. */
#ifdef __SANITIZE_THREAD__
void __tsan_acquire (void *place);
void __tsan_release (void *place);
#define LAB_HAND_OVER(place) __tsan_release (place)
#define LAB_TAKE_OVER(place) __tsan_acquire (place)
#else
#define LAB_HAND_OVER(place) ((void) (place))
#define LAB_TAKE_OVER(place) ((void) (place))
#endif

G_END_DECLS
