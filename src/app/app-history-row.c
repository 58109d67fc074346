/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-history-row.h"
#include "app-history.h"
#include "app-thumbnail.h"
#include "lab-quantity.h"

struct _AppHistoryRow
{
  GtkWidget parent_instance;

  AppHistoryEntry *entry; /* NULL: none */
  GtkCheckButton *mark;
  AppThumbnail *thumbnail;
  GtkStack *name; /* shows the title, or the entry to change it */
  GtkLabel *title;
  GtkEditable *new_title;
  GtkLabel *subtitle;
  GtkLabel *makespan;
  GtkLabel *time;
  GtkWidget *menu;
  GtkGesture *click; /* while runs are selected: it toggles this one, and leaves the others */
};

G_DEFINE_FINAL_TYPE (AppHistoryRow, app_history_row, GTK_TYPE_WIDGET)

enum
{
  OPEN_RUN,
  DELETE_RUN,
  TOGGLE_RUN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_SELECTING,
};

static void
end_rename (AppHistoryRow *self, gboolean keep)
{
  if (gtk_stack_get_visible_child (self->name) != GTK_WIDGET (self->new_title))
    return;
  gtk_stack_set_visible_child (self->name, GTK_WIDGET (self->title));
  if (keep && self->entry != NULL)
    app_history_rename (app_history_get_default (), self->entry, gtk_editable_get_text (self->new_title),
                        GTK_WIDGET (self));
}

static void
on_rename_entered (AppHistoryRow *self)
{
  end_rename (self, TRUE);
}

static void
on_rename_left (AppHistoryRow *self)
{
  end_rename (self, FALSE);
}

static gboolean
on_rename_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, AppHistoryRow *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_rename (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
update_title (AppHistoryRow *self)
{
  g_autofree char *sentence = app_history_entry_describe (self->entry);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_label (self->title, app_history_entry_get_title (self->entry));
  /* What has the focus is the list's own widget around the row. */
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
update (AppHistoryRow *self)
{
  const LabHistoryEntry *words = app_history_entry_get_words (self->entry);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *makespan = lab_format_duration (words->makespan);
  g_autofree char *time = app_history_entry_describe_time (self->entry, now);
  g_autofree char *subtitle = NULL;
  g_autoptr (GFile) file = app_history_get_file (app_history_get_default (), self->entry);
  gboolean fair = app_history_entry_is_fair (self->entry);

  if (fair)
    subtitle = g_strdup (app_history_entry_get_model (self->entry));
  else
    subtitle = g_strdup_printf ("%s · %s", app_history_entry_get_model (self->entry),
                                app_history_entry_get_outcome (self->entry));
  if (words->title != NULL)
    {
      g_autofree char *longer = g_strdup_printf ("%s · %s", words->workload, subtitle);

      gtk_label_set_label (self->subtitle, longer);
    }
  else
    gtk_label_set_label (self->subtitle, subtitle);
  gtk_label_set_label (self->makespan, makespan);
  gtk_label_set_label (self->time, time);
  app_thumbnail_set_trace (self->thumbnail, words->id, file);
  update_title (self);
}

static void
action_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppHistoryRow *self = APP_HISTORY_ROW (widget);

  if (self->entry != NULL)
    g_signal_emit (self, signals[OPEN_RUN], 0, self->entry);
}

static void
action_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_history_row_rename (APP_HISTORY_ROW (widget));
}

static void
action_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppHistoryRow *self = APP_HISTORY_ROW (widget);

  if (self->entry != NULL)
    g_signal_emit (self, signals[DELETE_RUN], 0, self->entry);
}

static void
app_history_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SELECTING)
    app_history_row_set_selecting (APP_HISTORY_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_history_row_dispose (GObject *object)
{
  AppHistoryRow *self = APP_HISTORY_ROW (object);
  GtkWidget *child;

  app_history_row_set_entry (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_history_row_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, APP_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                       APP_TYPE_HISTORY_ENTRY);
}

static void
app_history_row_class_init (AppHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_THUMBNAIL);
  G_OBJECT_CLASS (klass)->dispose = app_history_row_dispose;
  G_OBJECT_CLASS (klass)->set_property = app_history_row_set_property;
  g_object_class_install_property (
    G_OBJECT_CLASS (klass), PROP_SELECTING,
    g_param_spec_boolean ("selecting", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  signals[OPEN_RUN] = new_signal ("open-run");
  signals[DELETE_RUN] = new_signal ("delete-run");
  signals[TOGGLE_RUN] = new_signal ("toggle-run");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, action_open);
  gtk_widget_class_install_action (widget_class, "row.rename", NULL, action_rename);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, action_delete);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, mark);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, name);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, title);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, new_title);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, makespan);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, time);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, on_rename_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_rename_left);
  gtk_widget_class_bind_template_callback (widget_class, on_rename_key);
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, AppHistoryRow *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_released (GtkGesture *gesture, int n_press, double x, double y, AppHistoryRow *self)
{
  if (self->entry != NULL)
    g_signal_emit (self, signals[TOGGLE_RUN], 0, self->entry);
}

static void
app_history_row_init (AppHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The keyboard would come to its button and never to the row. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (self->menu), FALSE);
  self->click = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->click), GTK_PHASE_NONE);
  g_signal_connect (self->click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (self->click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->click));
}

GtkWidget *
app_history_row_new (void)
{
  return g_object_new (APP_TYPE_HISTORY_ROW, NULL);
}

void
app_history_row_set_entry (AppHistoryRow *self, AppHistoryEntry *entry)
{
  g_return_if_fail (APP_IS_HISTORY_ROW (self));

  if (self->entry == entry)
    return;
  if (self->entry != NULL)
    {
      end_rename (self, FALSE);
      g_signal_handlers_disconnect_by_data (self->entry, self);
    }
  g_set_object (&self->entry, entry);
  if (entry == NULL)
    return;
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

AppHistoryEntry *
app_history_row_get_entry (AppHistoryRow *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_ROW (self), NULL);

  return self->entry;
}

void
app_history_row_set_selecting (AppHistoryRow *self, gboolean selecting)
{
  g_return_if_fail (APP_IS_HISTORY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->mark), selecting);
  gtk_widget_set_visible (self->menu, !selecting);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->click),
                                              selecting ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
}

void
app_history_row_set_selected (AppHistoryRow *self, gboolean selected)
{
  g_return_if_fail (APP_IS_HISTORY_ROW (self));

  gtk_check_button_set_active (self->mark, selected);
}

void
app_history_row_show_menu (AppHistoryRow *self)
{
  g_return_if_fail (APP_IS_HISTORY_ROW (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu));
}

void
app_history_row_rename (AppHistoryRow *self)
{
  g_return_if_fail (APP_IS_HISTORY_ROW (self));

  if (self->entry == NULL)
    return;
  gtk_editable_set_text (self->new_title, app_history_entry_get_title (self->entry));
  gtk_stack_set_visible_child (self->name, GTK_WIDGET (self->new_title));
  gtk_widget_grab_focus (GTK_WIDGET (self->new_title));
}
