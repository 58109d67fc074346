/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-bars-chart.h"

G_BEGIN_DECLS

/* A recorded run at one instant, as the machine that it is. */

/* The event loop: which tasks are ready, which one runs, which wait and for what. */
void lab_loop_layout (const LabFigure *figure, LabTimeline *timeline, guint64 time, LabFont *font, LabScene *scene);

/* The threads: which tasks are ready, what each thread does, and who holds the locks. */
void lab_threads_layout (const LabFigure *figure, LabTimeline *timeline, guint64 time, LabFont *font, LabScene *scene);

G_END_DECLS
