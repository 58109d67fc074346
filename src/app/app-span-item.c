/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-span-item.h"

struct _AppSpanItem
{
  GtkWidget parent_instance;

  guint row;
  guint64 n;
  char *sentence;
};

G_DEFINE_FINAL_TYPE (AppSpanItem, app_span_item, GTK_TYPE_WIDGET)

static void
app_span_item_finalize (GObject *object)
{
  g_free (APP_SPAN_ITEM (object)->sentence);
  G_OBJECT_CLASS (app_span_item_parent_class)->finalize (object);
}

static void
app_span_item_class_init (AppSpanItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = app_span_item_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_css_name (widget_class, "span");
}

static void
app_span_item_init (AppSpanItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
app_span_item_new (guint row, guint64 n, const char *sentence)
{
  AppSpanItem *self = g_object_new (APP_TYPE_SPAN_ITEM, NULL);

  self->row = row;
  self->n = n;
  app_span_item_set_sentence (self, sentence);
  return GTK_WIDGET (self);
}

guint
app_span_item_get_row (AppSpanItem *self)
{
  g_return_val_if_fail (APP_IS_SPAN_ITEM (self), 0);

  return self->row;
}

guint64
app_span_item_get_n (AppSpanItem *self)
{
  g_return_val_if_fail (APP_IS_SPAN_ITEM (self), 0);

  return self->n;
}

void
app_span_item_set_sentence (AppSpanItem *self, const char *sentence)
{
  g_return_if_fail (APP_IS_SPAN_ITEM (self));

  if (g_strcmp0 (self->sentence, sentence) == 0)
    return;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}
