/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-evidence.h"
#include "app-history.h"
#include "lab-quantity.h"

#define SPACING 12

struct _AppEvidence
{
  AdwBin parent_instance;

  GHashTable *fingerprints;
};

G_DEFINE_FINAL_TYPE (AppEvidence, app_evidence, ADW_TYPE_BIN)

/* Rows of one picture. */
typedef struct
{
  GtkGrid *grid;
  guint64 fastest, slowest; /* ns */
} Table;

static const LabHistoryEntry *
get_words (GPtrArray *runs, guint n)
{
  return app_history_entry_get_words (g_ptr_array_index (runs, n));
}

static gboolean
counts (AppEvidence *self, AppHistoryEntry *entry)
{
  const LabHistoryEntry *words = app_history_entry_get_words (entry);

  return words->experiment != NULL && words->makespan > 0 && app_history_entry_is_fair (entry)
         && g_hash_table_contains (self->fingerprints, words->experiment);
}

static int
compare_makespans (gconstpointer one, gconstpointer other)
{
  guint64 a = app_history_entry_get_words (*(AppHistoryEntry *const *) one)->makespan;
  guint64 b = app_history_entry_get_words (*(AppHistoryEntry *const *) other)->makespan;

  return a < b ? -1 : a > b;
}

/* The history has the latest first, and a fingerprint belongs to one model. */
static GPtrArray *
collect_runs (AppEvidence *self)
{
  GListModel *history = G_LIST_MODEL (app_history_get_default ());
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (history, i);

      if (counts (self, entry) && g_hash_table_add (seen, (gpointer) app_history_entry_get_words (entry)->experiment))
        g_ptr_array_add (runs, g_steal_pointer (&entry));
    }
  g_ptr_array_sort (runs, compare_makespans);
  return runs;
}

static char *
format_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return day != NULL ? g_date_time_format (day, _ ("%-d %b %Y")) : g_strdup ("");
}

/* When that was. */
static char *
describe_days (GPtrArray *runs)
{
  gint64 first = G_MAXINT64, last = G_MININT64;
  g_autofree char *from = NULL, *to = NULL;

  for (guint i = 0; i < runs->len; i++)
    {
      first = MIN (first, get_words (runs, i)->time);
      last = MAX (last, get_words (runs, i)->time);
    }
  from = format_day (first);
  to = format_day (last);
  if (g_str_equal (from, to))
    return g_strdup_printf (_ ("Measured on this machine on %s: how long it took, and how many times as long as the "
                               "fastest."),
                            to);
  return g_strdup_printf (_ ("Measured on this machine from %s to %s: how long it took, and how many times as long as "
                             "the fastest."),
                          from, to);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* What a row's name says already to those who hear it. */
static GtkWidget *
make_figure (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "label", text,
                                   "xalign", 1.0f, NULL);

  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
make_bar (double share)
{
  static const char *const offsets[] = { GTK_LEVEL_BAR_OFFSET_LOW, GTK_LEVEL_BAR_OFFSET_HIGH,
                                         GTK_LEVEL_BAR_OFFSET_FULL };
  GtkWidget *bar = g_object_new (GTK_TYPE_LEVEL_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), offsets[i]);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), share);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  return bar;
}

static GtkWidget *
make_name (const char *model, const char *time, const char *ratio, gboolean fastest)
{
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "label", model,
                                  "xalign", 0.0f, "wrap", TRUE, NULL);
  g_autofree char *text = fastest ? g_strdup_printf (_ ("%s: %s, the fastest"), model, time)
                                  : g_strdup_printf (_ ("%s: %s, %s times as long as the fastest"), model, time, ratio);

  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return name;
}

static void
add_row (const Table *table, int row, AppHistoryEntry *entry)
{
  guint64 makespan = app_history_entry_get_words (entry)->makespan;
  gboolean fastest = makespan == table->fastest;
  g_autofree char *time = lab_format_duration (makespan);
  g_autofree char *ratio = lab_format_ratio ((double) makespan / (double) table->fastest);
  g_autofree char *times = g_strdup_printf ("%s×", ratio);
  GtkWidget *cells[] = { make_name (app_history_entry_get_model (entry), time, ratio, fastest),
                         make_bar ((double) makespan / (double) table->slowest), make_figure (time),
                         make_figure (times) };

  for (int i = 0; i < (int) G_N_ELEMENTS (cells); i++)
    {
      gtk_grid_attach (table->grid, cells[i], i, row, 1, 1);
      if (fastest)
        gtk_widget_add_css_class (cells[i], "fastest");
    }
}

static GtkWidget *
make_table (GPtrArray *runs)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, "column-spacing", SPACING,
                                  "row-spacing", SPACING / 2, NULL);
  const Table table = { GTK_GRID (grid), get_words (runs, 0)->makespan, get_words (runs, runs->len - 1)->makespan };

  for (guint i = 0; i < runs->len; i++)
    add_row (&table, (int) i, g_ptr_array_index (runs, i));
  return grid;
}

static GtkWidget *
make_card (GPtrArray *runs)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING), *table = make_table (runs);
  g_autofree char *days = describe_days (runs);

  gtk_widget_add_css_class (box, "evidence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, days, -1);
  gtk_box_append (GTK_BOX (box), make_label (days, "caption"));
  gtk_box_append (GTK_BOX (box), table);
  return box;
}

static void
app_evidence_update (AppEvidence *self)
{
  g_autoptr (GPtrArray) runs = NULL;

  if (!app_history_is_loaded (app_history_get_default ()))
    return;
  runs = collect_runs (self);
  adw_bin_set_child (ADW_BIN (self), runs->len > 0 ? make_card (runs)
                                                   : make_label (_ ("Not measured on this machine yet."), "dim-label"));
}

static void
app_evidence_finalize (GObject *object)
{
  g_clear_pointer (&APP_EVIDENCE (object)->fingerprints, g_hash_table_unref);
  G_OBJECT_CLASS (app_evidence_parent_class)->finalize (object);
}

static void
app_evidence_class_init (AppEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_evidence_finalize;
}

static void
app_evidence_init (AppEvidence *self)
{
}

GtkWidget *
app_evidence_new (GHashTable *fingerprints)
{
  AppHistory *history = app_history_get_default ();
  AppEvidence *self;

  g_return_val_if_fail (fingerprints != NULL, NULL);

  self = g_object_new (APP_TYPE_EVIDENCE, NULL);
  self->fingerprints = g_hash_table_ref (fingerprints);
  g_signal_connect_object (history, "loaded", G_CALLBACK (app_evidence_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (app_evidence_update), self, G_CONNECT_SWAPPED);
  app_evidence_update (self);
  return GTK_WIDGET (self);
}
