/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-timeline.h"

G_BEGIN_DECLS

/* The arrows of a timeline, to be walked along. */
typedef enum
{
  LAB_LINK_INCOMING, /* to what let the span begin, or, of a wait, to what ended it */
  LAB_LINK_OUTGOING, /* to the first thing that had waited for the span */
} LabLinkDirection;

/* The span at the other end of an arrow; FALSE where there is none. What is found the one way leads back the other. */
gboolean lab_timeline_follow_link (LabTimeline *self, LabView by, guint row, guint64 n, LabLinkDirection direction,
                                   guint *to_row, guint64 *to_n);

G_END_DECLS
