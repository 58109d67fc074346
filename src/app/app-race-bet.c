/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-race-bet.h"
#include "lab-quantity.h"

struct _AppRaceBet
{
  AdwPreferencesGroup parent_instance;

  GtkDropDown *winner;
  GtkWidget *time; /* AdwEntryRow */
  GPtrArray *models;
};

G_DEFINE_FINAL_TYPE (AppRaceBet, app_race_bet, ADW_TYPE_PREFERENCES_GROUP)

/* 0 where nothing is bet, or what stands there is no time. */
static guint64
read_time (AppRaceBet *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time));
  guint64 time;

  return *text != '\0' && lab_parse_duration (text, &time, NULL) ? time : 0;
}

static void
on_time_changed (AppRaceBet *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time));
  g_autoptr (GError) error = NULL;
  guint64 time;
  gboolean wrong = *text != '\0' && !lab_parse_duration (text, &time, &error);

  if (wrong)
    gtk_widget_add_css_class (self->time, "error");
  else
    gtk_widget_remove_css_class (self->time, "error");
  gtk_widget_set_tooltip_text (self->time, wrong ? error->message : _ ("A time with its unit, such as 1.5 s"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
app_race_bet_finalize (GObject *object)
{
  g_ptr_array_unref (APP_RACE_BET (object)->models);
  G_OBJECT_CLASS (app_race_bet_parent_class)->finalize (object);
}

static void
app_race_bet_class_init (AppRaceBetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_race_bet_finalize;
}

static void
app_race_bet_init (AppRaceBet *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->models = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Bet"));
  self->winner = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->winner), GTK_ALIGN_CENTER);
  app_drop_down_set_name (self->winner, _ ("Who will win?"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Who will win?"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->winner));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->time = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->time), _ ("In what time?"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->time);
  g_signal_connect_object (self->time, "changed", G_CALLBACK (on_time_changed), self, G_CONNECT_SWAPPED);
  on_time_changed (self);
}

void
app_race_bet_set_models (AppRaceBet *self, const LabModel *const *models)
{
  const LabModel *chosen;
  g_autoptr (GtkStringList) names = NULL;
  guint position = 0;

  g_return_if_fail (APP_IS_RACE_BET (self));

  chosen = app_race_bet_get (self).model;
  names = gtk_string_list_new ((const char *[]){ _ ("No bet"), NULL });
  g_ptr_array_set_size (self->models, 0);
  for (; *models != NULL; models++)
    {
      gtk_string_list_append (names, _ ((*models)->title));
      g_ptr_array_add (self->models, (gpointer) *models);
      if (*models == chosen)
        position = self->models->len;
    }
  gtk_drop_down_set_model (self->winner, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->winner, position);
}

LabRaceBet
app_race_bet_get (AppRaceBet *self)
{
  guint position;

  g_return_val_if_fail (APP_IS_RACE_BET (self), (LabRaceBet){ 0 });

  position = gtk_drop_down_get_selected (self->winner);
  return (LabRaceBet){
    .model = position >= 1 && position <= self->models->len ? g_ptr_array_index (self->models, position - 1) : NULL,
    .time = read_time (self),
  };
}
