/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A page of the guide, which is written in a part of Markdown: headings, paragraphs, lists, tables, code, pictures that
 * stand alone, *emphasis*, **strength**, `code` and [links](page.md); and [[preset:NAME]] and [[race:WORKLOAD]] or
 * [[race:WORKLOAD name=value …]], which are shown at once when they are asked for. Immutable. Needs nothing of GTK. */

typedef enum
{
  APP_GUIDE_HEADING,   /* level: 1 to 3 */
  APP_GUIDE_PARAGRAPH, /* text */
  APP_GUIDE_ITEM,      /* text; of a list */
  APP_GUIDE_CODE,      /* text, without marks */
  APP_GUIDE_PICTURE,   /* target: its file, from the page's folder; text: what is to be seen */
  APP_GUIDE_ROW,       /* cells of a table; level: 0 in its head */
  APP_GUIDE_PRESET,    /* target: its id */
  APP_GUIDE_RACE,      /* target: for app_racers_new() */
} AppGuideKind;

typedef struct
{
  AppGuideKind kind;
  guint level;
  char *text;   /* Pango's markup, but for code and pictures */
  char *target; /* NULL: none */
  GStrv cells;  /* NULL: none */
} AppGuideBlock;

/* Of AppGuideBlock. Whatever is not understood is a paragraph. Caller unrefs. */
GPtrArray *app_guide_parse (const char *markdown);

/* The markup of a line's marks. Caller frees. */
char *app_guide_to_markup (const char *line);

/* The file of a page of the guide ("index.md"): in the first of the user's languages that has it. NULL where there is
 * none. Caller frees. */
char *app_guide_find (const char *name);

/* The file that a page calls "../pictures/lock.png": from the folder of the page's own file, as on the web. NULL where
 * there is none. Caller frees. */
char *app_guide_find_beside (const char *page, const char *name);

G_END_DECLS
