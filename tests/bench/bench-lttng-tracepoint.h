/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read several times by LTTng's own headers, hence no #pragma once. */
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER interleave_bench

#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "bench-lttng-tracepoint.h"

#if !defined(BENCH_LTTNG_TRACEPOINT_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define BENCH_LTTNG_TRACEPOINT_H

#include <stdint.h>

#include <lttng/tracepoint.h>

/* What a LabEvent says, but for the time, which LTTng adds. */
/* clang-format off */
LTTNG_UST_TRACEPOINT_EVENT(interleave_bench, event,
  LTTNG_UST_TP_ARGS(uint32_t, task, uint8_t, state, uint16_t, detail),
  LTTNG_UST_TP_FIELDS(
    lttng_ust_field_integer(uint32_t, task, task)
    lttng_ust_field_integer(uint8_t, state, state)
    lttng_ust_field_integer(uint16_t, detail, detail)
  )
)
/* clang-format on */

#endif

#include <lttng/tracepoint-event.h>
