/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-timeline-private.h"
#include "lab-quantity.h"
#include "lab-walk.h"

/* "… and 12 more here", or what can be done with what is there. Caller frees. */
static char *
describe (AppTimeline *self, const LabHit *hit)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  g_autofree char *sentence = NULL;
  g_autofree char *count = NULL;

  if (hit->kind == LAB_HIT_LANE && self->pointer_x < app_timeline_get_plot (self).x)
    return lab_timeline_get_lane_name (timeline, self->view.by, hit->row);
  if (hit->kind == LAB_HIT_OVERVIEW)
    return g_strdup (_ ("The whole run. Drag to move what is seen below, or one of its ends."));
  sentence = lab_timeline_describe_hit (timeline, self->view.by, hit);
  if (hit->kind != LAB_HIT_SPAN || hit->n_hidden == 0)
    return g_steal_pointer (&sentence);
  count = lab_format_count (hit->n_hidden);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s And %s more at the same place.",
                                       "%s And %s more at the same place.", hit->n_hidden),
                          sentence, count);
}

static gboolean
on_query_tooltip (AppTimeline *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  g_autofree char *text = NULL;
  LabHit hit;
  guint64 n;
  guint row;

  if (timeline == NULL || self->drag.moved || (self->span_bubble != NULL && gtk_widget_is_visible (self->span_bubble)))
    return FALSE;
  if (keyboard)
    {
      if (app_timeline_get_focused_span (self, &row, &n))
        text = lab_timeline_describe_span (timeline, self->view.by, row, n);
    }
  else
    {
      hit = app_timeline_hit (self, x, y);
      text = describe (self, &hit);
    }
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
app_timeline_add_tooltip (AppTimeline *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}
