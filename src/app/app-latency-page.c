/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-latency-chart.h"
#include "app-latency-chips.h"
#include "app-latency-files.h"
#include "app-latency-meter.h"
#include "app-latency-page.h"
#include "app-list-item.h"
#include "app-wrap-layout.h"
#include "lab-analogy.h"
#include "lab-latency-row.h"

#define ZOOM_STEP 1.5

struct _AppLatencyPage
{
  GtkWidget parent_instance;

  AppLatencyColumns *columns;
  AppLatencyMeter *meter;
  GSimpleActionGroup *actions;
  GtkWidget *button; /* AdwSplitButton, in the header bar */
  char *analogy_row; /* "main-memory=1s": what stands last in the list of analogies; NULL: nothing does */
  gboolean updating; /* the form, by the program */

  AppLatencyChart *chart;
  AppLatencyChips *chips;
  GMenuModel *menu;
  GtkScrolledWindow *scroller;
  GtkWidget *empty;
  GtkDropDown *analogy;
  GtkSpinButton *rate;
  GtkWidget *rate_label;
  GtkRevealer *year_revealer;
  GtkScale *year;
  GtkAdjustment *year_adjustment;
  GtkLabel *year_note;
  GtkRevealer *status_revealer;
  GtkWidget *status_box;
  GtkProgressBar *progress;
  GtkLabel *status;
  GtkWidget *dismiss;
  GtkRevealer *details_revealer;
  GtkLabel *details_title;
  GtkLabel *details;
  GtkWidget *as_second;
  GtkWidget *as_metre;
  GtkWidget *close_details;
  GtkWidget *zoom_in;
  GtkWidget *zoom_out;
  GtkWidget *zoom_all;
};

static void app_latency_page_init_page (AppPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppLatencyPage, app_latency_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_latency_page_init_page))

/* In the order of the list; the row that somebody has chosen stands behind them. */
static const struct
{
  const char *name, *title;
  double rate; /* 0: it does not matter */
} analogies[] = {
  { "seconds", N_ ("an instruction took 1 second"), LAB_RATE_COMPARED },
  { "metres", N_ ("an instruction went 1 metre"), LAB_RATE_COMPARED },
  { "instructions", N_ ("it were counted in instructions"), LAB_RATE_COUNTED },
  { "light", N_ ("it went with the speed of light"), 0 },
};

static const char *
get_analogy_name (AppLatencyPage *self)
{
  guint n = gtk_drop_down_get_selected (self->analogy);

  return n < G_N_ELEMENTS (analogies) ? analogies[n].name : self->analogy_row;
}

static double
get_usual_rate (AppLatencyPage *self)
{
  guint n = gtk_drop_down_get_selected (self->analogy);

  return n < G_N_ELEMENTS (analogies) ? analogies[n].rate : 0;
}

/* An analogy by a row needs an edition that knows it; for the others any will do. */
static const LabEdition *
find_edition (AppLatencyPage *self, const char *name)
{
  const char *equals = strchr (name, '=');
  g_autofree char *row = equals != NULL ? g_strndup (name, (gsize) (equals - name)) : NULL;

  return app_latency_columns_find_row (self->columns, row != NULL ? row : "memory");
}

static void
update_analogy (AppLatencyPage *self)
{
  const char *name = get_analogy_name (self);
  g_autoptr (LabEdition) any = lab_edition_new_scott (LAB_SCOTT_YEAR_KNOWN);
  const LabEdition *edition = find_edition (self, name);
  double usual = get_usual_rate (self), rate = usual > 0 ? gtk_spin_button_get_value (self->rate) : 0;
  LabAnalogy *analogy = lab_analogy_new (name, rate, edition != NULL ? edition : any, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->rate), usual > 0);
  gtk_widget_set_sensitive (self->rate_label, usual > 0);
  if (analogy != NULL)
    app_latency_chart_set_analogy (self->chart, analogy, usual > 0 && rate != usual ? rate : LAB_RATE_COUNTED);
}

static void
on_rate_changed (AppLatencyPage *self)
{
  if (!self->updating)
    update_analogy (self);
}

static void
on_analogy_chosen (AppLatencyPage *self)
{
  if (self->updating)
    return;
  self->updating = TRUE;
  if (get_usual_rate (self) > 0)
    gtk_spin_button_set_value (self->rate, get_usual_rate (self));
  self->updating = FALSE;
  update_analogy (self);
}

static void
fill_analogies (AppLatencyPage *self, const char *last)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (analogies); i++)
    gtk_string_list_append (list, _ (analogies[i].title));
  if (last != NULL)
    gtk_string_list_append (list, last);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->analogy, G_LIST_MODEL (list));
  self->updating = FALSE;
}

/* "main-memory" becomes a second or a metre. */
static void
make_row_unit (AppLatencyPage *self, gboolean second)
{
  const char *row = app_latency_chart_get_selected_row (self->chart);
  const LabEdition *edition = row != NULL ? app_latency_columns_find_row (self->columns, row) : NULL;
  g_autofree char *title = NULL;

  if (edition == NULL)
    return;
  g_free (self->analogy_row);
  self->analogy_row = g_strconcat (row, second ? "=1s" : "=1m", NULL);
  title = g_strdup_printf (second ? _ ("“%s” took 1 second") : _ ("“%s” went 1 metre"),
                           lab_edition_find (edition, row)->title);
  fill_analogies (self, title);
  gtk_drop_down_set_selected (self->analogy, G_N_ELEMENTS (analogies));
  update_analogy (self);
}

static void
on_as_second (AppLatencyPage *self)
{
  make_row_unit (self, TRUE);
}

static void
on_as_metre (AppLatencyPage *self)
{
  make_row_unit (self, FALSE);
}

static void
on_selected (AppLatencyPage *self)
{
  g_autofree char *text = app_latency_chart_describe_selected (self->chart);
  const char *row = app_latency_chart_get_selected_row (self->chart);
  char *end = text != NULL ? strchr (text, '\n') : NULL;
  gboolean known = row != NULL && app_latency_columns_find_row (self->columns, row) != NULL;

  gtk_revealer_set_reveal_child (self->details_revealer, text != NULL);
  if (text == NULL)
    return;
  if (end != NULL)
    *end = '\0';
  gtk_label_set_text (self->details_title, text);
  gtk_label_set_text (self->details, end != NULL ? end + 1 : "");
  gtk_widget_set_sensitive (self->as_second, known);
  gtk_widget_set_sensitive (self->as_metre, known);
}

static void
on_close_details (AppLatencyPage *self)
{
  app_latency_chart_select (self->chart, LAB_LATENCY_NO_RUNG);
}

static void
update_year (AppLatencyPage *self)
{
  int year = app_latency_columns_get_year (self->columns);

  gtk_revealer_set_reveal_child (self->year_revealer, app_latency_columns_shows_scott (self->columns));
  gtk_label_set_text (self->year_note, year > LAB_SCOTT_YEAR_KNOWN
                                         ? _ ("Extrapolated: the model had no data after 2012.")
                                         : _ ("As Colin Scott’s model has it, from data up to 2012."));
}

static void
on_year_changed (AppLatencyPage *self)
{
  app_latency_columns_set_year (self->columns, (int) gtk_adjustment_get_value (self->year_adjustment));
}

static void
on_columns_changed (AppLatencyPage *self)
{
  g_autoptr (GPtrArray) editions = app_latency_columns_make_editions (self->columns);
  g_autoptr (GPtrArray) sheets = app_latency_columns_make_sheets (self->columns);
  gboolean shows = editions->len + sheets->len > 0;
  GAction *save = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "save");

  app_latency_chart_set_columns (self->chart, editions, sheets);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), shows);
  gtk_widget_set_visible (self->empty, !shows && !app_latency_columns_is_loading (self->columns));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (save), app_latency_columns_get_here (self->columns) != NULL);
  update_year (self);
  app_page_changed (APP_PAGE (self));
}

static void
on_columns_failed (AppLatencyColumns *columns, const char *sentence, AppLatencyPage *self)
{
  app_latency_page_tell (self, sentence, TRUE);
}

static const char *
get_button_label (AppLatencyPage *self)
{
  if (app_latency_meter_is_running (self->meter))
    return _ ("Stop");
  return app_latency_columns_get_here (self->columns) != NULL ? _ ("Measure Again") : _ ("Measure");
}

static void
update_button (AppLatencyPage *self)
{
  gboolean running = app_latency_meter_is_running (self->meter);

  adw_split_button_set_label (ADW_SPLIT_BUTTON (self->button), get_button_label (self));
  if (running)
    gtk_widget_remove_css_class (self->button, "suggested-action");
  else
    gtk_widget_add_css_class (self->button, "suggested-action");
}

static void
on_meter_changed (AppLatencyPage *self)
{
  gboolean running = app_latency_meter_is_running (self->meter);

  gtk_progress_bar_set_fraction (self->progress, app_latency_meter_get_fraction (self->meter));
  app_latency_page_tell (self, app_latency_meter_get_status (self->meter), app_latency_meter_has_problem (self->meter));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->dismiss, !running);
  update_button (self);
  app_page_changed (APP_PAGE (self));
}

static void
on_dismiss (AppLatencyPage *self)
{
  gtk_revealer_set_reveal_child (self->status_revealer, FALSE);
}

static void
on_zoom (GtkWidget *button, AppLatencyPage *self)
{
  if (button == self->zoom_all)
    app_latency_chart_show_all (self->chart);
  else
    app_latency_chart_zoom (self->chart, button == self->zoom_in ? 1 / ZOOM_STEP : ZOOM_STEP, 0);
}

static void
app_latency_page_start (AppLatencyPage *self, const char *remote)
{
  g_autoptr (GVariant) careful = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "careful");

  app_latency_meter_start (self->meter, g_variant_get_boolean (careful), remote);
}

static void
app_latency_page_run (AppPage *page)
{
  app_latency_page_start (APP_LATENCY_PAGE (page), NULL);
}

static void
app_latency_page_stop (AppPage *page)
{
  app_latency_meter_stop (APP_LATENCY_PAGE (page)->meter);
}

static gboolean
app_latency_page_is_busy (AppPage *page)
{
  return app_latency_meter_is_running (APP_LATENCY_PAGE (page)->meter);
}

static gboolean
app_latency_page_is_still (AppPage *page)
{
  return !app_latency_page_is_busy (page) && !app_latency_columns_is_loading (APP_LATENCY_PAGE (page)->columns);
}

static GtkWidget *
app_latency_page_get_header_start (AppPage *page)
{
  return APP_LATENCY_PAGE (page)->button;
}

static AppChart *
app_latency_page_get_chart (AppPage *page)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (page);

  return app_latency_chart_get_n_rungs (self->chart) > 0 ? APP_CHART (self->chart) : NULL;
}

static gboolean
app_latency_page_show (AppPage *page, GPtrArray *experiments, const char *const *files, GError **error)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (page);

  for (; files != NULL && *files != NULL; files++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (*files);

      app_latency_columns_open (self->columns, file);
    }
  if (experiments->len == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("The Latency page runs no experiments; it opens measurements."));
  return FALSE;
}

/* The focus does that only in a window that has it. The row comes into the upper third, for its details will cover the
 * lowest. */
static void
scroll_to_selected (AppLatencyPage *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *item = app_latency_chart_get_selected_item (self->chart);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (item, GTK_WIDGET (self->scroller), &bounds))
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + bounds.origin.y
                                       - gtk_adjustment_get_page_size (place) / 3);
}

static gboolean
app_latency_page_select (AppPage *page, const char *what)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (page);

  if (!app_latency_chart_select_row (self->chart, what))
    return FALSE;
  scroll_to_selected (self);
  return TRUE;
}

static void
app_latency_page_init_page (AppPageInterface *iface)
{
  iface->get_header_start = app_latency_page_get_header_start;
  iface->run = app_latency_page_run;
  iface->stop = app_latency_page_stop;
  iface->is_busy = app_latency_page_is_busy;
  iface->is_still = app_latency_page_is_still;
  iface->get_chart = app_latency_page_get_chart;
  iface->show = app_latency_page_show;
  iface->select = app_latency_page_select;
}

static void
on_button_clicked (AppLatencyPage *self)
{
  if (app_latency_meter_is_running (self->meter))
    app_latency_page_stop (APP_PAGE (self));
  else
    app_latency_page_run (APP_PAGE (self));
}

static void
on_host_chosen (const char *host, gpointer data)
{
  app_latency_page_start (APP_LATENCY_PAGE (data), host);
}

static void
action_remote (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppLatencyPage *self = data;

  app_latency_ask_host (GTK_WIDGET (self), on_host_chosen, self);
}

static void
action_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppLatencyPage *self = data;

  app_latency_choose_file (GTK_WIDGET (self), self->columns);
}

static void
on_written (const char *problem, gpointer data)
{
  if (problem != NULL)
    app_latency_page_tell (APP_LATENCY_PAGE (data), problem, TRUE);
}

static void
action_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppLatencyPage *self = data;

  app_latency_save_as (GTK_WIDGET (self), app_latency_columns_get_here (self->columns), on_written, self);
}

static void
app_latency_page_dispose (GObject *object)
{
  AppLatencyPage *self = APP_LATENCY_PAGE (object);
  GtkWidget *child;

  if (self->columns != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->columns, self);
      g_signal_handlers_disconnect_by_data (self->meter, self);
    }
  g_clear_object (&self->meter);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->columns);
  g_clear_object (&self->actions);
  g_clear_object (&self->button);
  G_OBJECT_CLASS (app_latency_page_parent_class)->dispose (object);
}

static void
app_latency_page_finalize (GObject *object)
{
  g_free (APP_LATENCY_PAGE (object)->analogy_row);
  G_OBJECT_CLASS (app_latency_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, chart);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, chips);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, menu);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, analogy);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, rate);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, rate_label);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year_revealer);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year_adjustment);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, year_note);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, status_revealer);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, status_box);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, progress);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, status);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, dismiss);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, details_revealer);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, details_title);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, details);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, as_second);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, as_metre);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, close_details);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, zoom_in);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, zoom_out);
  gtk_widget_class_bind_template_child (widget_class, AppLatencyPage, zoom_all);
}

static void
app_latency_page_class_init (AppLatencyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_LATENCY_CHART);
  g_type_ensure (APP_TYPE_LATENCY_CHIPS);
  g_type_ensure (APP_TYPE_WRAP_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = app_latency_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_latency_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-latency-page.ui");
  bind_children (widget_class);
}

static const GActionEntry actions[] = {
  { .name = "careful", .state = "false" },
  { .name = "remote", .activate = action_remote },
  { .name = "open", .activate = action_open },
  { .name = "save", .activate = action_save },
};

/* The half with the arrow is a menu button without a word on it. */
static void
name_arrow (GtkWidget *button, const char *name)
{
  GtkWidget *half = gtk_widget_get_first_child (button);

  for (; half != NULL; half = gtk_widget_get_next_sibling (half))
    if (GTK_IS_MENU_BUTTON (half))
      gtk_accessible_update_property (GTK_ACCESSIBLE (half), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_button (AppLatencyPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  self->button = g_object_ref_sink (adw_split_button_new ());
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (self->button), self->menu);
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (self->button), _ ("How to Measure, and Files"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Measure"), -1);
  name_arrow (self->button, _ ("How to Measure, and Files"));
  gtk_widget_set_tooltip_text (self->button, _ ("Measure this machine’s latencies"));
  gtk_widget_insert_action_group (self->button, "latency", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "latency", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
}

static void
connect_form (AppLatencyPage *self)
{
  g_signal_connect_object (self->chart, "selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  app_drop_down_set_name (self->analogy, _ ("Analogy"));
  g_signal_connect_object (self->analogy, "notify::selected", G_CALLBACK (on_analogy_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rate, "value-changed", G_CALLBACK (on_rate_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->as_second, "clicked", G_CALLBACK (on_as_second), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->as_metre, "clicked", G_CALLBACK (on_as_metre), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->close_details, "clicked", G_CALLBACK (on_close_details), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dismiss, "clicked", G_CALLBACK (on_dismiss), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->zoom_in, "clicked", G_CALLBACK (on_zoom), self, 0);
  g_signal_connect_object (self->zoom_out, "clicked", G_CALLBACK (on_zoom), self, 0);
  g_signal_connect_object (self->zoom_all, "clicked", G_CALLBACK (on_zoom), self, 0);
}

static void
fill_years (AppLatencyPage *self)
{
  static const int marks[] = { 1990, 1995, 2000, 2005, LAB_SCOTT_YEAR_KNOWN, 2020, LAB_SCOTT_YEAR_MAX };

  gtk_adjustment_set_lower (self->year_adjustment, LAB_SCOTT_YEAR_MIN);
  gtk_adjustment_set_upper (self->year_adjustment, LAB_SCOTT_YEAR_MAX);
  gtk_adjustment_set_value (self->year_adjustment, app_latency_columns_get_year (self->columns));
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *mark = g_strdup_printf ("%d", marks[i]);

      gtk_scale_add_mark (self->year, marks[i], GTK_POS_BOTTOM, mark);
    }
  g_signal_connect_object (self->year_adjustment, "value-changed", G_CALLBACK (on_year_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
app_latency_page_init (AppLatencyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = app_latency_columns_new ();
  self->meter = app_latency_meter_new (self->columns);
  add_button (self);
  fill_analogies (self, NULL);
  fill_years (self);
  connect_form (self);
  app_latency_chips_set_columns (self->chips, self->columns);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (on_columns_changed), self);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (update_button), self);
  g_signal_connect (self->columns, "failed", G_CALLBACK (on_columns_failed), self);
  g_signal_connect_swapped (self->meter, "changed", G_CALLBACK (on_meter_changed), self);
  update_analogy (self);
  on_columns_changed (self);
  update_button (self);
}

void
app_latency_page_tell (AppLatencyPage *self, const char *sentence, gboolean problem)
{
  g_return_if_fail (APP_IS_LATENCY_PAGE (self));

  gtk_label_set_text (self->status, sentence);
  if (problem)
    gtk_widget_add_css_class (self->status_box, "error");
  else
    gtk_widget_remove_css_class (self->status_box, "error");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_revealer_set_reveal_child (self->status_revealer, TRUE);
}
