/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app-span-details.h"
#include "app-swatch.h"
#include "app-yardstick.h"
#include "lab-cause.h"
#include "lab-hit.h"
#include "lab-link.h"
#include "lab-quantity.h"
#include "lab-walk.h"

struct _AppSpanDetails
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AppSwatch *swatch;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkLabel *reason;
  GtkGrid *facts;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *cause;
  GtkWidget *effect;

  AppRecord *record; /* NULL before there is a span */
  LabView by;
  guint row;
  guint64 n;
  guint n_facts;
};

G_DEFINE_FINAL_TYPE (AppSpanDetails, app_span_details, GTK_TYPE_WIDGET)

static guint go_to;

static LabTimeline *
get_timeline (AppSpanDetails *self)
{
  return app_record_get_timeline (self->record);
}

static LabSpan
get_span (AppSpanDetails *self)
{
  return lab_timeline_get_span (get_timeline (self), self->by, self->row, self->n);
}

static void
on_step (AppSpanDetails *self, GtkWidget *button)
{
  guint64 found;

  if (lab_timeline_step_span (get_timeline (self), self->by, self->row, self->n, button == self->previous, &found))
    g_signal_emit (self, go_to, 0, self->row, found);
}

static gboolean
find_link (AppSpanDetails *self, LabLinkDirection direction, guint *row, guint64 *n)
{
  return lab_timeline_follow_link (get_timeline (self), self->by, self->row, self->n, direction, row, n);
}

static void
on_jump (AppSpanDetails *self, GtkWidget *button)
{
  guint64 n;
  guint row;

  if (find_link (self, button == self->cause ? LAB_LINK_INCOMING : LAB_LINK_OUTGOING, &row, &n))
    g_signal_emit (self, go_to, 0, row, n);
}

static void
app_span_details_dispose (GObject *object)
{
  AppSpanDetails *self = APP_SPAN_DETAILS (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (app_span_details_parent_class)->dispose (object);
}

static void
app_span_details_class_init (AppSpanDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_span_details_dispose;
  g_type_ensure (APP_TYPE_SWATCH);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-span-details.ui");
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, box);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, swatch);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, title);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, sentence);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, reason);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, previous);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, next);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, cause);
  gtk_widget_class_bind_template_child (widget_class, AppSpanDetails, effect);
  go_to = g_signal_new ("go-to", APP_TYPE_SPAN_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                        G_TYPE_UINT, G_TYPE_UINT64);
}

static void
app_span_details_init (AppSpanDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (on_step), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (on_step), self);
  g_signal_connect_swapped (self->cause, "clicked", G_CALLBACK (on_jump), self);
  g_signal_connect_swapped (self->effect, "clicked", G_CALLBACK (on_jump), self);
  app_yardstick_prepare ();
}

GtkWidget *
app_span_details_new (void)
{
  return g_object_new (APP_TYPE_SPAN_DETAILS, NULL);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Leaves out what is not known. */
static void
add_fact (AppSpanDetails *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  gtk_grid_attach (self->facts, make_label (name, "dim-label"), 0, (int) self->n_facts, 1, 1);
  gtk_grid_attach (self->facts, make_label (value, "numeric"), 1, (int) self->n_facts, 1, 1);
  self->n_facts++;
}

static void
clear_facts (AppSpanDetails *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
  self->n_facts = 0;
}

static char *
name_task (AppSpanDetails *self, guint32 task)
{
  g_autofree char *name = NULL;
  g_autofree char *arguments = NULL;

  if (task == LAB_NO_TASK)
    return NULL;
  name = lab_timeline_get_task_name (get_timeline (self), task);
  arguments = lab_timeline_get_task_arguments (get_timeline (self), task);
  if (arguments == NULL || strstr (name, arguments) != NULL)
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s (%s)", name, arguments);
}

static void
add_facts (AppSpanDetails *self, const LabSpan *span)
{
  LabTimeline *timeline = get_timeline (self);
  gboolean by_task = self->by == LAB_VIEW_TASKS;
  g_autofree char *task = name_task (self, by_task ? self->row : span->who);
  g_autofree char *worker = lab_timeline_get_full_lane_name (timeline, by_task ? span->who : self->row);
  g_autofree char *duration = lab_format_duration (span->end - span->start);
  g_autofree char *compared = app_yardstick_compare (span->end - span->start);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  guint64 start, end;

  lab_timeline_get_range (timeline, &start, &end);
  from = lab_format_duration (span->start - MIN (start, span->start));
  to = lab_format_duration (span->end - MIN (start, span->end));
  add_fact (self, _ ("Task"), task);
  add_fact (self, _ ("On"), worker);
  add_fact (self, _ ("Duration"), duration);
  add_fact (self, _ ("As long as"), compared);
  add_fact (self, _ ("From"), from);
  add_fact (self, _ ("To"), to);
}

/* Why a wait ended when it did. Caller frees; NULL where that is not known. */
static char *
describe_cause (AppSpanDetails *self, const LabSpan *span)
{
  LabTimeline *timeline = get_timeline (self);
  guint32 task = self->by == LAB_VIEW_TASKS ? self->row : span->who;
  LabCause cause;
  g_autofree char *who = NULL;
  guint64 n;

  if (task == LAB_NO_TASK || span->state == LAB_STATE_RUNNING
      || !lab_timeline_find_span (timeline, LAB_VIEW_TASKS, task, span->start, &n))
    return NULL;
  cause = lab_timeline_find_cause (timeline, task, n);
  who = cause.task != LAB_NO_TASK ? name_task (self, cause.task) : NULL;
  switch (cause.kind)
    {
    case LAB_CAUSE_SUBMITTED:
      return g_strdup (_ ("It went on as soon as a worker was free."));
    case LAB_CAUSE_FREED:
      return who != NULL ? g_strdup_printf (_ ("It went on when %s had left its worker."), who) : NULL;
    case LAB_CAUSE_RELEASED:
      return who != NULL ? g_strdup_printf (_ ("It went on when %s had given back what it waited for."), who) : NULL;
    case LAB_CAUSE_GIVEN:
      return who != NULL ? g_strdup_printf (_ ("It went on when %s had sent what it waited for."), who) : NULL;
    case LAB_CAUSE_NONE:
    default:
      return NULL;
    }
}

/* A title begins with a capital letter, in languages that have them. Caller frees. */
static char *
capitalise (const char *text)
{
  g_autofree char *first = g_utf8_strup (text, (gssize) (g_utf8_next_char (text) - text));

  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* What leads nowhere cannot be pressed. */
static void
update_buttons (AppSpanDetails *self)
{
  LabTimeline *timeline = get_timeline (self);
  guint64 n;
  guint row;

  gtk_widget_set_sensitive (self->previous, lab_timeline_step_span (timeline, self->by, self->row, self->n, TRUE, &n));
  gtk_widget_set_sensitive (self->next, lab_timeline_step_span (timeline, self->by, self->row, self->n, FALSE, &n));
  gtk_widget_set_sensitive (self->cause, find_link (self, LAB_LINK_INCOMING, &row, &n));
  gtk_widget_set_sensitive (self->effect, find_link (self, LAB_LINK_OUTGOING, &row, &n));
}

void
app_span_details_set_span (AppSpanDetails *self, AppRecord *record, LabView by, guint row, guint64 n)
{
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *cause = NULL;
  LabSpan span;

  g_return_if_fail (APP_IS_SPAN_DETAILS (self) && app_record_get_timeline (record) != NULL);
  g_return_if_fail (n < lab_timeline_get_n_spans (app_record_get_timeline (record), by, row));

  g_set_object (&self->record, record);
  self->by = by;
  self->row = row;
  self->n = n;
  span = get_span (self);
  title = capitalise (lab_state_get_name (span.state));
  sentence = lab_timeline_describe_span (get_timeline (self), by, row, n);
  cause = describe_cause (self, &span);
  app_swatch_set_state (self->swatch, span.state);
  set_text (self->title, title);
  set_text (self->sentence, sentence);
  set_text (self->reason, cause);
  clear_facts (self);
  add_facts (self, &span);
  update_buttons (self);
}

char *
app_span_details_to_text (AppSpanDetails *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (APP_IS_SPAN_DETAILS (self), NULL);

  g_string_append_printf (text, "%s\n%s\n", gtk_label_get_text (self->title), gtk_label_get_text (self->sentence));
  if (gtk_widget_get_visible (GTK_WIDGET (self->reason)))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (self->reason));
  for (guint i = 0; i < self->n_facts; i++)
    g_string_append_printf (text, "%s\t%s\n",
                            gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (self->facts, 0, (int) i))),
                            gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (self->facts, 1, (int) i))));
  return g_string_free (text, FALSE);
}
