/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one formatter of numbers with units, and the parser of what users type.
 * Every returned string is owned by the caller. */

/* Three significant digits and the unit that fits: "301 ms", "1.5 s", "12 ns", "2 h 5 min". */
char *lab_format_duration (guint64 nanoseconds);

/* All digits that a multiple of `step` has, in the unit that fits `largest`: "1.25 s", "1 h 30 min". Marks of one ruler
 * therefore share their unit, and no two are the same. */
char *lab_format_duration_mark (guint64 nanoseconds, guint64 step, guint64 largest);
/* As above, but also for less than a nanosecond: "0.5 ns", "1.08 ns". */
char *lab_format_fine_duration (double nanoseconds);

/* A time that a person can live through, or not: "2 h 47 min", "23 d 4 h", "174 days", "6 years 4 months",
 * "475 years". A year has 365.25 days. */
char *lab_format_span (double seconds);

/* Three significant digits: "30 cm", "1.5 m", "82,500 km", "15 million km". */
char *lab_format_distance (double metres);

/* "84", "240,000", "1.8 million", "1.8 billion". */
char *lab_format_rough_count (double count);

/* Binary units: "64 KiB", "1.5 MiB". */
char *lab_format_size (guint64 bytes);

/* Digits grouped as the locale wants them: "100,000". */
char *lab_format_count (guint64 count);

/* One or two digits after the point: "2.97", "12.4", "130". */
char *lab_format_ratio (double ratio);

/* A share between 0 and 1 as a percentage: "0.02 %", "31 %". */
char *lab_format_share (double share);

/* "300ms", "1.5s", "2 min", "10us", "10µs", "1h". A bare number has no meaning except "0".
 * LAB_ERROR_USAGE says what was expected. */
gboolean lab_parse_duration (const char *text, guint64 *nanoseconds, GError **error);

/* "64KiB", "1MB", "10 B", "4096" (bytes). */
gboolean lab_parse_size (const char *text, guint64 *bytes, GError **error);

/* A whole decimal number with an optional sign; digits may be grouped by '_'. */
gboolean lab_parse_integer (const char *text, gint64 *number, GError **error);

/* The shortest text that lab_parse_duration() and lab_parse_size() read back to the same value:
 * for command lines and files, not for display. */
char *lab_duration_to_text (guint64 nanoseconds);
char *lab_size_to_text (guint64 bytes);

G_END_DECLS
