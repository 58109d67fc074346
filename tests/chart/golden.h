/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* Pictures that are as they were. With UPDATE_GOLDEN=1 in the environment they are written anew instead of compared:
 *   UPDATE_GOLDEN=1 meson test -C build --suite core 'chart-*'
 * and to be looked at before they are committed. */

/* The scene against tests/golden/NAME.scene; what it is instead is left in the build folder as NAME.out.scene. */
void golden_check_scene (const char *name, const LabScene *scene);

/* The scene, painted in the tests' font, against tests/golden/NAME.png: the pixels may differ a little, since the
 * libraries that draw do from version to version. Where they differ more, NAME.out.png and NAME.diff.png are left in
 * the build folder. Skips the test where the font is missing. */
void golden_check_image (const char *name, const LabScene *scene, LabTheme theme, double scale);

/* The same of a picture that something else has made: both are paths. */
void golden_check_file (const char *name, const char *made, const char *expected);

/* The font of the tests, and whether this machine has it: Debian's fonts-dejavu-core. */
#define GOLDEN_FONT "DejaVu Sans"
gboolean golden_has_font (void);

G_END_DECLS
