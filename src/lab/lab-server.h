/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The embedded web server, the default target of every fetch: what it is to do. What it answers to an address depends
 * on these settings and the address only, so that a run can be repeated and its answer be known beforehand. */

/* How an address says that the server is meant: "server:/page/1". */
#define LAB_SERVER_SCHEME "server:"

/* How the time until the first byte is spread around its mean. */
typedef enum
{
  LAB_SPREAD_FIXED,
  LAB_SPREAD_UNIFORM,     /* from nothing to twice the mean */
  LAB_SPREAD_LONG_TAILED, /* from half the mean on, most are quick and a few take very long (Pareto, alpha 2) */
} LabSpread;

typedef enum
{
  LAB_HTTPS_NO,
  LAB_HTTPS_YES,       /* with a certificate made for the run, which the run's client is told */
  LAB_HTTPS_HTTP2,     /* the same, by HTTP/2 */
  LAB_HTTPS_UNTRUSTED, /* which it is not told */
} LabHttps;

/* A value; the same bytes for the process that asks and the one that is the server. */
typedef struct
{
  guint64 seed;
  gint64 latency;  /* ns, the mean */
  gint64 size;     /* bytes of a page */
  gint64 failures; /* so many of a hundred pages are answered with 500 */
  gint64 resets;   /* so many of a hundred break off in their middle */
  gint64 at_once;  /* so many requests are served at once, the others wait; 0: all */
  guint32 spread;  /* LabSpread */
  guint32 https;   /* LabHttps */
} LabServerSettings;
G_STATIC_ASSERT (sizeof (LabServerSettings) == 56);

#define LAB_SERVER_DEFAULTS                                                                                            \
  {                                                                                                                    \
    .seed = 1, .latency = 50000000, .size = 16384                                                                      \
  }

/* What a page does beside having a status, a size and a latency. */
typedef enum
{
  LAB_PAGE_WHOLE,
  LAB_PAGE_RESET,    /* breaks off in its middle */
  LAB_PAGE_ENDLESS,  /* never ends */
  LAB_PAGE_SLOW,     /* each of LAB_SLOW_PIECES takes as long as the first byte */
  LAB_PAGE_SILENT,   /* never begins */
  LAB_PAGE_REDIRECT, /* is somewhere else: `redirects` more times */
} LabPageKind;

#define LAB_SLOW_PIECES 10
#define LAB_REDIRECT_LOOP G_MAXUINT
#define LAB_REDIRECT_AWAY (G_MAXUINT - 1)

typedef struct
{
  LabPageKind kind;
  guint status;
  guint redirects; /* LAB_REDIRECT_LOOP: it leads back to itself; LAB_REDIRECT_AWAY: to another machine */
  guint64 size;
  guint64 latency; /* ns until the first byte */
} LabPage;

/* `path` as it stands in the request: "/page/1". */
LabPage lab_server_get_page (const LabServerSettings *settings, const char *path);

G_END_DECLS
