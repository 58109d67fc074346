/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-pills.h"
#include "app-verdict-card.h"
#include "lab-bet.h"
#include "lab-quantity.h"

struct _AppVerdictCard
{
  GtkWidget parent_instance;

  guint64 bet;
  const char *style; /* NULL: none */
  GtkLabel *headline;
  GtkLabel *detail;
  AppPills *hazards;
  GtkLabel *bet_label;
  GtkLabel *about;
};

G_DEFINE_FINAL_TYPE (AppVerdictCard, app_verdict_card, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  gboolean has_text = text != NULL && *text != '\0';

  /* A screen reader says it anew when it is set anew. */
  if (g_strcmp0 (gtk_label_get_label (label), has_text ? text : "") != 0)
    gtk_label_set_label (label, has_text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), has_text);
}

static void
set_style (AppVerdictCard *self, const char *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
}

/* A demonstration that shows what it is to show has gone well. */
static const char *
choose_style (const LabResult *result)
{
  const LabOutcome *outcome = result->outcome;

  if (result->experiment != NULL && lab_outcome_is_expected (outcome, result->experiment))
    return NULL;
  if (outcome->kind == LAB_OUTCOME_CANCELLED || outcome->kind == LAB_OUTCOME_TIMED_OUT)
    return "warning";
  if (outcome->kind == LAB_OUTCOME_DONE)
    return outcome->answer_known && !outcome->answer_ok ? "error" : NULL;
  return "error";
}

static void
show_hazards (AppVerdictCard *self, const LabResult *result)
{
  app_pills_clear (self->hazards);
  for (guint i = 0; result->hazards != NULL && i < result->hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (result->hazards, i);

      app_pills_add (self->hazards, lab_hazard_kind_get_title (hazard->kind), "absent", hazard->sentence);
    }
}

static void
show_bet (AppVerdictCard *self, const LabResult *result)
{
  gboolean counts = self->bet > 0 && result->outcome->kind == LAB_OUTCOME_DONE && result->metrics.makespan > 0;
  g_autofree char *text = counts ? lab_bet_describe_time (self->bet, result->metrics.makespan) : NULL;

  set_text (self->bet_label, text);
}

/* What has to be known of how it was run stands behind why it went so. */
static char *
join_detail (const LabResult *result)
{
  const char *detail = result->verdict != NULL ? result->verdict->detail : result->outcome->reason;
  const char *note = result->outcome->note;

  if (note == NULL)
    return g_strdup (detail);
  return detail == NULL || *detail == '\0' ? g_strdup (note) : g_strdup_printf ("%s %s", detail, note);
}

static void
show_result (AppVerdictCard *self, const LabResult *result)
{
  g_autofree char *described = lab_result_describe (result);
  g_autofree char *detail = join_detail (result);

  set_text (self->headline, result->verdict != NULL ? result->verdict->headline : described);
  set_text (self->detail, detail);
  set_style (self, choose_style (result));
  show_hazards (self, result);
  show_bet (self, result);
}

static char *
describe_progress (AppRecord *record)
{
  guint64 n_ended, n_tasks;
  g_autofree char *ended = NULL;
  g_autofree char *tasks = NULL;

  app_record_get_progress (record, &n_ended, &n_tasks);
  if (n_tasks == 0)
    return NULL;
  ended = lab_format_count (n_ended);
  tasks = lab_format_count (n_tasks);
  return g_strdup_printf (_ ("%s of %s tasks have ended."), ended, tasks);
}

static void
show_live (AppVerdictCard *self, AppRecord *record)
{
  g_autofree char *progress = describe_progress (record);

  switch (app_record_get_state (record))
    {
    case APP_RECORD_RUNNING:
      set_text (self->headline, _ ("Running…"));
      break;
    case APP_RECORD_READING:
      set_text (self->headline, _ ("Reading what was recorded…"));
      break;
    case APP_RECORD_NEW:
    case APP_RECORD_STARTING:
    case APP_RECORD_SETTLED:
    default:
      set_text (self->headline, _ ("Starting…"));
    }
  set_text (self->detail, progress);
  /* Its line is there before there is something to say: nothing below moves then. */
  gtk_widget_set_visible (GTK_WIDGET (self->detail), TRUE);
  set_text (self->bet_label, NULL);
  app_pills_clear (self->hazards);
  set_style (self, NULL);
}

static void
app_verdict_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_verdict_card_parent_class)->dispose (object);
}

static void
app_verdict_card_class_init (AppVerdictCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_PILLS);
  G_OBJECT_CLASS (klass)->dispose = app_verdict_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-verdict-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AppVerdictCard, headline);
  gtk_widget_class_bind_template_child (widget_class, AppVerdictCard, detail);
  gtk_widget_class_bind_template_child (widget_class, AppVerdictCard, hazards);
  gtk_widget_class_bind_template_child (widget_class, AppVerdictCard, bet_label);
  gtk_widget_class_bind_template_child (widget_class, AppVerdictCard, about);
}

static void
app_verdict_card_init (AppVerdictCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

void
app_verdict_card_show (AppVerdictCard *self, AppRecord *record)
{
  const LabResult *result;

  g_return_if_fail (APP_IS_VERDICT_CARD (self) && APP_IS_RECORD (record));

  result = app_record_get_result (record);
  if (result != NULL && app_record_get_state (record) == APP_RECORD_SETTLED)
    show_result (self, result);
  else
    show_live (self, record);
}

void
app_verdict_card_set_about (AppVerdictCard *self, const char *about)
{
  g_return_if_fail (APP_IS_VERDICT_CARD (self));

  set_text (self->about, about);
}

void
app_verdict_card_set_bet (AppVerdictCard *self, guint64 bet)
{
  g_return_if_fail (APP_IS_VERDICT_CARD (self));

  self->bet = bet;
}

const char *
app_verdict_card_get_headline (AppVerdictCard *self)
{
  g_return_val_if_fail (APP_IS_VERDICT_CARD (self), NULL);

  return gtk_label_get_label (self->headline);
}
