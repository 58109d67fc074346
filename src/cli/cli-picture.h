/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-export.h"

G_BEGIN_DECLS

/* What every command that draws takes as options; owns its texts. */
typedef struct
{
  gboolean text;
  char *output, *size, *scale, *theme, *language, *title, *font;
} CliPictureOptions;

void cli_picture_options_clear (CliPictureOptions *self);

/* The name of the one of them that was given though there is no --output; NULL: none. */
const char *cli_picture_options_find_needless (const CliPictureOptions *self);

/* The options as they stand in a command's list of entries. */
#define CLI_PICTURE_ENTRIES(options)                                                                                   \
  { "output",                                                                                                          \
    'o',                                                                                                               \
    0,                                                                                                                 \
    G_OPTION_ARG_FILENAME,                                                                                             \
    &(options)->output,                                                                                                \
    N_ ("The picture: a name ending in .png, .svg or .pdf"),                                                           \
    N_ ("FILE") },                                                                                                     \
    { "size", 0, 0, G_OPTION_ARG_STRING, &(options)->size, N_ ("Width and height, like 1600x900"), N_ ("WxH") },       \
    { "scale", 0, 0, G_OPTION_ARG_STRING, &(options)->scale, N_ ("Pixels a unit of a PNG, from 1 to 8"), N_ ("N") },   \
    { "theme",     0, 0, G_OPTION_ARG_STRING, &(options)->theme, N_ ("light, dark, print, contrast or contrast-dark"), \
      N_ ("THEME") },                                                                                                  \
    { "lang",     0, 0, G_OPTION_ARG_STRING, &(options)->language, N_ ("The language of the text, like de or pt_BR"),  \
      N_ ("LANG") },                                                                                                   \
    { "title", 0, 0, G_OPTION_ARG_STRING, &(options)->title, N_ ("The title; \"\" for none"), N_ ("TEXT") },           \
    { "font", 0, 0, G_OPTION_ARG_STRING, &(options)->font, N_ ("The family of the font"), N_ ("FAMILY") },             \
  {                                                                                                                    \
    "text", 0, 0, G_OPTION_ARG_NONE, &(options)->text, N_ ("In SVG, text as text instead of shapes"), NULL             \
  }

/* What is to be drawn, and how it is written. */
typedef struct
{
  const char *path;  /* borrowed from the options, */
  const char *title; /* as is this; NULL: the chart's own */
  LabTheme theme;
  LabExportOptions export;
  double width, height; /* 0: as the chart likes */
  LabFont *font;        /* owned */
} CliPicture;

/* Also sets the language of all that is said from now on. FALSE with LAB_ERROR_USAGE. */
gboolean cli_picture_init (CliPicture *self, const CliPictureOptions *options, GError **error);
void cli_picture_clear (CliPicture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliPicture, cli_picture_clear)

gboolean cli_picture_write (const CliPicture *self, const LabScene *scene, GError **error);

G_END_DECLS
