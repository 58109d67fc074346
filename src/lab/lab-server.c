/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-server.h"

/* A long tail has an end, or a single page could hold up a run for days. */
#define TAIL_MAX 50.0

/* What a number is drawn for: each decision about a page is independent of the others. */
typedef enum
{
  DRAW_LATENCY = 1,
  DRAW_FAILURE,
  DRAW_RESET,
} Draw;

/* FNV-1a, then the finalizer of SplitMix64, so that "/page/1" and "/page/2" have nothing in common. */
static guint64
draw (const LabServerSettings *settings, const char *path, Draw what)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ settings->seed ^ ((guint64) what << 56);

  for (; *path != '\0'; path++)
    hash = (hash ^ (guint8) *path) * G_GUINT64_CONSTANT (0x100000001b3);
  hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return hash ^ (hash >> 31);
}

/* Above 0, at most 1. */
static double
draw_share (const LabServerSettings *settings, const char *path, Draw what)
{
  return (double) ((draw (settings, path, what) >> 11) + 1) * 0x1p-53;
}

static gboolean
draw_percent (const LabServerSettings *settings, const char *path, Draw what, gint64 percent)
{
  return draw (settings, path, what) % 100 < (guint64) percent;
}

static guint64
get_latency (const LabServerSettings *settings, const char *path)
{
  double mean = (double) settings->latency;
  double share = draw_share (settings, path, DRAW_LATENCY);

  if (settings->spread == LAB_SPREAD_UNIFORM)
    return (guint64) (2 * mean * share);
  if (settings->spread == LAB_SPREAD_LONG_TAILED)
    return (guint64) (mean / 2 * MIN (1 / sqrt (share), TAIL_MAX));
  return (guint64) settings->latency;
}

/* "/status/503". What a page of an error would say is of no interest: it is empty. */
static void
set_status (LabPage *page, const char *rest)
{
  guint64 status = 404;

  g_ascii_string_to_unsigned (rest, 10, 200, 599, &status, NULL);
  page->kind = LAB_PAGE_WHOLE;
  page->status = (guint) status;
  page->size = 0;
}

/* "/redirect/loop", "/redirect/away", "/redirect/3". */
static void
set_redirect (LabPage *page, const char *rest)
{
  guint64 n = 0;

  page->kind = LAB_PAGE_REDIRECT;
  page->status = 302;
  page->size = 0;
  if (g_str_equal (rest, "loop"))
    page->redirects = LAB_REDIRECT_LOOP;
  else if (g_str_equal (rest, "away"))
    page->redirects = LAB_REDIRECT_AWAY;
  else if (g_ascii_string_to_unsigned (rest, 10, 1, 1000, &n, NULL))
    page->redirects = (guint) n - 1;
  else
    set_status (page, "404");
}

static void
set_luck (LabPage *page, const LabServerSettings *settings, const char *path)
{
  if (draw_percent (settings, path, DRAW_FAILURE, settings->failures))
    set_status (page, "500");
  else if (draw_percent (settings, path, DRAW_RESET, settings->resets))
    page->kind = LAB_PAGE_RESET;
}

static LabPage
get_page (const LabServerSettings *settings, const char *path)
{
  static const struct
  {
    const char *path;
    LabPageKind kind;
  } special[] = {
    { "/endless", LAB_PAGE_ENDLESS },
    { "/reset", LAB_PAGE_RESET },
    { "/silent", LAB_PAGE_SILENT },
    { "/slow", LAB_PAGE_SLOW },
  };
  LabPage page = { .status = 200, .size = (guint64) settings->size, .latency = get_latency (settings, path) };

  if (g_str_has_prefix (path, "/page/"))
    {
      set_luck (&page, settings, path);
      return page;
    }
  if (g_str_has_prefix (path, "/redirect/"))
    {
      set_redirect (&page, path + strlen ("/redirect/"));
      return page;
    }
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_str_equal (path, special[i].path))
      {
        page.kind = special[i].kind;
        return page;
      }
  set_status (&page, g_str_has_prefix (path, "/status/") ? path + strlen ("/status/") : "404");
  return page;
}

LabPage
lab_server_get_page (const LabServerSettings *settings, const char *path)
{
  LabPage page = get_page (settings, path);
  gboolean in_parts = page.kind == LAB_PAGE_RESET || page.kind == LAB_PAGE_ENDLESS || page.kind == LAB_PAGE_SLOW;

  /* By HTTP/2 many pages share a connection, which cannot break off for one of them, and libsoup's server sends only
   * whole ones. */
  if (in_parts && settings->https == LAB_HTTPS_HTTP2)
    set_status (&page, "501");
  return page;
}
