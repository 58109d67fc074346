/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The machine, as the trace's "host" record; the measured figures are left out where they are 0. Caller frees. */
char *lab_host_to_json (double event_cost, double two_thread_speedup, guint64 rate);

/* Resident memory of a process in bytes; 0 where it is not known. */
guint64 lab_process_get_rss (int pid);

/* Peak resident memory of a process in bytes; 0 where it is not known. */
guint64 lab_process_get_peak_rss (int pid);

G_END_DECLS
