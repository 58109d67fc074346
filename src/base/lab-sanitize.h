/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#if __has_feature(thread_sanitizer) && !defined(__SANITIZE_THREAD__)
#define __SANITIZE_THREAD__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

G_BEGIN_DECLS

/* ThreadSanitizer does not see what GLib's own locks and queues order, because the system's GLib is not built for it.
 * Where data passes from thread to thread through GLib, these two say so; elsewhere they are nothing. */
#ifdef __SANITIZE_THREAD__
#define LAB_HAND_OVER(place) __tsan_release (place)
#define LAB_TAKE_OVER(place) __tsan_acquire (place)
#else
#define LAB_HAND_OVER(place) ((void) (place))
#define LAB_TAKE_OVER(place) ((void) (place))
#endif

/* What the sanitizers have to be told of a stack that a thread switches to and away from; elsewhere nothing. */
typedef struct
{
#ifdef __SANITIZE_ADDRESS__
  void *fake_stack;
  const void *bottom; /* its lowest address */
  size_t size;
#endif
#ifdef __SANITIZE_THREAD__
  void *fiber;
#endif
  char nothing[1]; /* ISO C has no empty struct */
} LabStackShadow;

static inline void
lab_stack_shadow_init (LabStackShadow *self, gpointer bottom, gsize size)
{
#ifdef __SANITIZE_ADDRESS__
  self->fake_stack = NULL;
  self->bottom = bottom;
  self->size = size;
#endif
#ifdef __SANITIZE_THREAD__
  self->fiber = __tsan_create_fiber (0);
#endif
}

/* The stack is not in use any more: forgets the frames that were left without returning. */
static inline void
lab_stack_shadow_clear (LabStackShadow *self)
{
#ifdef __SANITIZE_ADDRESS__
  __asan_unpoison_memory_region (self->bottom, self->size);
#endif
#ifdef __SANITIZE_THREAD__
  __tsan_destroy_fiber (self->fiber);
#endif
}

/* Around each switch of stacks: leave() before it, on the one stack; arrive() behind it, on the other. Always inline,
 * because ThreadSanitizer counts calls and returns by stack. */
G_ALWAYS_INLINE static inline void
lab_stack_shadow_leave (LabStackShadow *from, const LabStackShadow *to, gboolean for_ever)
{
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_start_switch_fiber (for_ever ? NULL : &from->fake_stack, to->bottom, to->size);
#endif
#ifdef __SANITIZE_THREAD__
  from->fiber = __tsan_get_current_fiber ();
  __tsan_switch_to_fiber (to->fiber, 0);
#endif
}

G_ALWAYS_INLINE static inline void
lab_stack_shadow_arrive (LabStackShadow *self, LabStackShadow *from)
{
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_finish_switch_fiber (self->fake_stack, &from->bottom, &from->size);
#endif
}

G_END_DECLS
