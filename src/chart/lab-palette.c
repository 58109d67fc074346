/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-color.h"
#include "lab-palette.h"

#define PALE_SHARE 0.2
#define PALE_SHARE_CONTRAST 0.35

static const char *const theme_ids[LAB_N_THEMES] = {
  [LAB_THEME_LIGHT] = "light",
  [LAB_THEME_DARK] = "dark",
  [LAB_THEME_PRINT] = "print",
  [LAB_THEME_CONTRAST] = "contrast",
  [LAB_THEME_CONTRAST_DARK] = "contrast-dark",
};

static const char *const role_ids[LAB_INK_STATE] = {
  [LAB_INK_GROUND] = "ground", [LAB_INK_TINT] = "tint",
  [LAB_INK_GRID] = "grid",     [LAB_INK_DIM] = "dim",
  [LAB_INK_TEXT] = "text",     [LAB_INK_ACCENT] = "accent",
  [LAB_INK_GOOD] = "good",     [LAB_INK_ON_RUNNING] = "on-running",
};

static const guint32 roles[LAB_N_THEMES][LAB_INK_STATE] = {
  [LAB_THEME_LIGHT] = {
    [LAB_INK_GROUND] = 0xffffff, [LAB_INK_TINT] = 0xf5f5f6, [LAB_INK_GRID] = 0xdcdcdf,
    [LAB_INK_DIM] = 0x5e5c64,    [LAB_INK_TEXT] = 0x1d1d20, [LAB_INK_ACCENT] = 0x1c71d8,
    [LAB_INK_GOOD] = 0x1b7f4b,   [LAB_INK_ON_RUNNING] = 0xffffff,
  },
  [LAB_THEME_DARK] = {
    [LAB_INK_GROUND] = 0x1e1e1e, [LAB_INK_TINT] = 0x262627, [LAB_INK_GRID] = 0x3f3f42,
    [LAB_INK_DIM] = 0xb4b3b8,    [LAB_INK_TEXT] = 0xf6f5f4, [LAB_INK_ACCENT] = 0x78aeed,
    [LAB_INK_GOOD] = 0x57e389,   [LAB_INK_ON_RUNNING] = 0x101418,
  },
  [LAB_THEME_PRINT] = {
    [LAB_INK_GROUND] = 0xffffff, [LAB_INK_TINT] = 0xffffff, [LAB_INK_GRID] = 0xcfcfcf,
    [LAB_INK_DIM] = 0x404040,    [LAB_INK_TEXT] = 0x000000, [LAB_INK_ACCENT] = 0x1a5fb4,
    [LAB_INK_GOOD] = 0x126b3b,   [LAB_INK_ON_RUNNING] = 0xffffff,
  },
  [LAB_THEME_CONTRAST] = {
    [LAB_INK_GROUND] = 0xffffff, [LAB_INK_TINT] = 0xf5f5f6, [LAB_INK_GRID] = 0x87868b,
    [LAB_INK_DIM] = 0x3d3c41,    [LAB_INK_TEXT] = 0x000000, [LAB_INK_ACCENT] = 0x0d4aa3,
    [LAB_INK_GOOD] = 0x0d5a33,   [LAB_INK_ON_RUNNING] = 0xffffff,
  },
  [LAB_THEME_CONTRAST_DARK] = {
    [LAB_INK_GROUND] = 0x000000, [LAB_INK_TINT] = 0x171718, [LAB_INK_GRID] = 0x77767b,
    [LAB_INK_DIM] = 0xdeddda,    [LAB_INK_TEXT] = 0xffffff, [LAB_INK_ACCENT] = 0x99c1f1,
    [LAB_INK_GOOD] = 0x8ff0a4,   [LAB_INK_ON_RUNNING] = 0x000000,
  },
};

/* Who holds a lock is no state: without a hue, so that none is looked for in the legend. Neighbours differ most. */
static const guint32 holders[LAB_N_THEMES][LAB_N_HOLDERS] = {
  [LAB_THEME_LIGHT] = { 0x2f2d35, 0x8b8992, 0x514f58, 0x6e6c75 },
  [LAB_THEME_DARK] = { 0xf0eff2, 0x85838c, 0xc6c4cb, 0xa4a2ab },
  [LAB_THEME_PRINT] = { 0x202020, 0x8a8a8a, 0x484848, 0x6a6a6a },
  [LAB_THEME_CONTRAST] = { 0x1a191d, 0x716f77, 0x39373f, 0x55535b },
  [LAB_THEME_CONTRAST_DARK] = { 0xffffff, 0x8f8d96, 0xd8d6dd, 0xb2b0b8 },
};

const char *
lab_theme_get_id (LabTheme theme)
{
  g_return_val_if_fail ((guint) theme < LAB_N_THEMES, NULL);

  return theme_ids[theme];
}

/* Black or white: one of them can always be read. */
static guint32
get_text_on (guint32 color)
{
  return lab_color_get_contrast (0xffffff, color) >= lab_color_get_contrast (0x000000, color) ? 0xffffff : 0x000000;
}

static gboolean
is_dark (LabTheme theme)
{
  return theme == LAB_THEME_DARK || theme == LAB_THEME_CONTRAST_DARK;
}

/* Darker than the table of the states has them, and still told apart by every eye; on black its own are strong enough.
 */
static const guint32 strong_states[LAB_N_STATES] = {
  [LAB_STATE_IDLE] = 0xffffff,     [LAB_STATE_QUEUED] = 0x6f6e73,  [LAB_STATE_RUNNING] = 0x1a5fb4,
  [LAB_STATE_SLEEPING] = 0x25486e, [LAB_STATE_IO] = 0x008048,      [LAB_STATE_GIL] = 0xd22714,
  [LAB_STATE_LOCK] = 0x792491,     [LAB_STATE_CHANNEL] = 0x5a3300, [LAB_STATE_STARTING] = 0x836d1c,
  [LAB_STATE_DONE] = 0x1a5fb4,     [LAB_STATE_FAILED] = 0xc01c28,  [LAB_STATE_CANCELLED] = 0xc01c28,
};

static guint32
get_state_color (LabTheme theme, LabState state)
{
  if (theme == LAB_THEME_CONTRAST)
    return strong_states[state];
  return is_dark (theme) ? lab_state_get_info (state)->dark : lab_state_get_info (state)->light;
}

guint32
lab_palette_get (LabTheme theme, LabInk ink)
{
  g_return_val_if_fail ((guint) theme < LAB_N_THEMES && (guint) ink < LAB_N_INKS, 0);

  if (ink < LAB_INK_STATE)
    return roles[theme][ink];
  if (ink >= LAB_INK_ON_HOLDER)
    return get_text_on (lab_palette_get (theme, (LabInk) (ink - LAB_N_HOLDERS)));
  if (ink >= LAB_INK_HOLDER)
    return holders[theme][ink - LAB_INK_HOLDER];
  return get_state_color (theme, (LabState) (ink - LAB_INK_STATE));
}

guint32
lab_palette_get_pale (LabTheme theme, LabInk ink)
{
  gboolean strong = theme == LAB_THEME_CONTRAST || theme == LAB_THEME_CONTRAST_DARK;

  return lab_color_mix (lab_palette_get (theme, LAB_INK_GROUND), lab_palette_get (theme, ink),
                        strong ? PALE_SHARE_CONTRAST : PALE_SHARE);
}

char *
lab_ink_to_text (LabInk ink)
{
  g_return_val_if_fail ((guint) ink < LAB_N_INKS, NULL);

  if (ink < LAB_INK_STATE)
    return g_strdup (role_ids[ink]);
  if (ink < LAB_INK_HOLDER)
    return g_strdup (lab_state_get_info ((LabState) (ink - LAB_INK_STATE))->id);
  if (ink < LAB_INK_ON_HOLDER)
    return g_strdup_printf ("holder-%u", ink - LAB_INK_HOLDER);
  return g_strdup_printf ("on-holder-%u", ink - LAB_INK_ON_HOLDER);
}
