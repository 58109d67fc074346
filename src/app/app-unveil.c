/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-unveil.h"

/* Rows: what a list has room for, as a rule; what a frame has time for; and what GTK makes widgets of. */
#define FIRST 16
#define STEP 8
#define ENOUGH 200

#define TOLD G_MAXUINT

struct _AppUnveil
{
  GObject parent_instance;

  GListModel *list;
  GtkWidget *view; /* borrowed */
  guint n;         /* of the list, as was said last */
  guint n_shown;
  guint n_told; /* farther down the view has widgets of what was there before; TOLD: it has none */
  guint tick;   /* 0: nothing is awaited */
};

static void app_unveil_init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppUnveil, app_unveil, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, app_unveil_init_list))

static void
app_unveil_show (AppUnveil *self, guint n_shown)
{
  guint before = self->n_shown;

  self->n_shown = n_shown;
  if (n_shown > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_shown - before);
}

/* Of the rows that are others now, some more. */
static void
app_unveil_tell (AppUnveil *self, guint n)
{
  guint told = self->n_told;

  self->n_told = told + n >= ENOUGH ? TOLD : told + n;
  g_list_model_items_changed (G_LIST_MODEL (self), told, n, n);
}

static gboolean
on_tick (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  AppUnveil *self = data;
  guint next = self->n_shown + STEP;

  if (self->n_told != TOLD)
    app_unveil_tell (self, STEP);
  else
    app_unveil_show (self, next >= ENOUGH ? self->n : MIN (next, self->n));
  if (!app_unveil_is_whole (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
app_unveil_await (AppUnveil *self)
{
  if (!app_unveil_is_whole (self) && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->view, on_tick, self, NULL);
}

static void
app_unveil_stop (AppUnveil *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
}

/* Whether the view has widgets of the first rows only, before and now. */
static gboolean
can_exchange (AppUnveil *self)
{
  GtkAdjustment *place = GTK_IS_SCROLLABLE (self->view) ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view))
                                                        : NULL;

  return self->n_shown >= ENOUGH && self->n >= ENOUGH && place != NULL && gtk_adjustment_get_value (place) <= 0;
}

/* To take away all widgets takes as long as to make them: where as many are needed, those of what was there before
 * stay until it is their turn. What has none goes and comes in two: whoever is told both at once looks at each row. */
static void
app_unveil_exchange (AppUnveil *self)
{
  guint before = self->n_shown;

  self->n_told = 0;
  self->n_shown = ENOUGH;
  g_list_model_items_changed (G_LIST_MODEL (self), ENOUGH, before - ENOUGH, 0);
  app_unveil_show (self, self->n);
  app_unveil_tell (self, FIRST);
}

static void
app_unveil_begin (AppUnveil *self)
{
  guint before = self->n_shown;

  self->n_told = TOLD;
  self->n_shown = MIN (self->n, FIRST);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_shown);
}

/* How many there may be: nobody sees the rest of a view that is not shown, and each has its widgets. */
static guint
get_room (AppUnveil *self)
{
  return gtk_widget_get_mapped (self->view) ? G_MAXUINT : FIRST;
}

/* From a row on it is another list. What is farther down than is shown yet is nobody's business. */
static void
app_unveil_go_on (AppUnveil *self, guint position)
{
  guint before = self->n_shown;

  if (position > before || (position == before && position >= get_room (self)))
    return;
  self->n_shown = MIN (self->n, MAX (before, MIN (position + STEP, get_room (self))));
  g_list_model_items_changed (G_LIST_MODEL (self), position, before - position, self->n_shown - position);
}

static void
on_items_changed (AppUnveil *self, guint position, guint removed, guint added)
{
  gboolean is_new = self->n_told != TOLD || (position == 0 && removed == self->n);
  gboolean is_little = self->n_shown == self->n && added <= STEP;

  self->n = self->n - removed + added;
  is_little = is_little && self->n <= get_room (self);
  if (is_new && can_exchange (self))
    app_unveil_exchange (self);
  else if (is_new)
    app_unveil_begin (self);
  else if (is_little)
    {
      self->n_shown = self->n;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
  else
    app_unveil_go_on (self, position);
  app_unveil_await (self);
}

static GType
app_unveil_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (APP_UNVEIL (model)->list);
}

static guint
app_unveil_get_n_items (GListModel *model)
{
  return APP_UNVEIL (model)->n_shown;
}

static gpointer
app_unveil_get_item (GListModel *model, guint position)
{
  AppUnveil *self = APP_UNVEIL (model);

  return position < self->n_shown ? g_list_model_get_item (self->list, position) : NULL;
}

static void
app_unveil_init_list (GListModelInterface *iface)
{
  iface->get_item_type = app_unveil_get_item_type;
  iface->get_n_items = app_unveil_get_n_items;
  iface->get_item = app_unveil_get_item;
}

static void
app_unveil_dispose (GObject *object)
{
  AppUnveil *self = APP_UNVEIL (object);

  app_unveil_stop (self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (app_unveil_parent_class)->dispose (object);
}

static void
app_unveil_class_init (AppUnveilClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_unveil_dispose;
}

static void
app_unveil_init (AppUnveil *self)
{
  self->n_told = TOLD;
}

AppUnveil *
app_unveil_new (GListModel *list, GtkWidget *view)
{
  AppUnveil *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (list) && GTK_IS_WIDGET (view), NULL);

  self = g_object_new (APP_TYPE_UNVEIL, NULL);
  self->list = list;
  self->view = view;
  self->n = g_list_model_get_n_items (list);
  self->n_shown = MIN (self->n, FIRST);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (on_items_changed), self);
  app_unveil_await (self);
  return self;
}

void
app_unveil_reach (AppUnveil *self, guint position)
{
  g_return_if_fail (APP_IS_UNVEIL (self));

  if (position < self->n_shown && position < self->n_told)
    return;
  app_unveil_stop (self);
  if (self->n_told != TOLD)
    app_unveil_tell (self, ENOUGH - self->n_told);
  app_unveil_show (self, self->n);
}

gboolean
app_unveil_is_whole (AppUnveil *self)
{
  g_return_val_if_fail (APP_IS_UNVEIL (self), TRUE);

  return self->n_shown == self->n && self->n_told == TOLD;
}
