/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-squeezed-label.h"

struct _AppSqueezedLabel
{
  AdwBin parent_instance;

  GtkImage *icons[2]; /* beside the text, and alone */
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (AppSqueezedLabel, app_squeezed_label, ADW_TYPE_BIN)

static void
app_squeezed_label_class_init (AppSqueezedLabelClass *klass)
{
}

static void
app_squeezed_label_init (AppSqueezedLabel *self)
{
  GtkWidget *squeezer = adw_squeezer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->text = GTK_LABEL (gtk_label_new (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (self->icons); i++)
    self->icons[i] = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icons[0]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  adw_squeezer_add (ADW_SQUEEZER (squeezer), box);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), GTK_WIDGET (self->icons[1]));
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_bin_set_child (ADW_BIN (self), squeezer);
}

GtkWidget *
app_squeezed_label_new (void)
{
  return g_object_new (APP_TYPE_SQUEEZED_LABEL, NULL);
}

void
app_squeezed_label_set (AppSqueezedLabel *self, const char *icon_name, const char *text)
{
  g_return_if_fail (APP_IS_SQUEEZED_LABEL (self) && icon_name != NULL && text != NULL);

  gtk_label_set_label (self->text, text);
  for (guint i = 0; i < G_N_ELEMENTS (self->icons); i++)
    gtk_image_set_from_icon_name (self->icons[i], icon_name);
}
