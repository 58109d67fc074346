/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-export.h"

typedef struct
{
  AppDraft *draft;
  AppExportForm form;
} Painting;

static void
painting_free (gpointer data)
{
  Painting *painting = data;

  app_draft_free (painting->draft);
  g_free (painting);
}

void
app_export_get_size (AppChart *chart, double *width, double *height)
{
  double zoom = app_chart_get_zoom (chart);

  *width = MAX (gtk_widget_get_width (GTK_WIDGET (chart)) / zoom, APP_EXPORT_SIZE_MIN);
  *height = MAX (gtk_widget_get_height (GTK_WIDGET (chart)) / zoom, app_chart_get_apart_height (chart, *width));
  *height = MAX (*height, APP_EXPORT_SIZE_MIN);
}

static AppDraft *
make_draft (AppChart *chart, const AppExportForm *form)
{
  double width = form->width, height = form->height, column = form->format == LAB_FORMAT_PNG ? 1 / form->scale : 1;

  if (width <= 0 || height <= 0)
    app_export_get_size (chart, &width, &height);
  return app_chart_make_draft (chart, width, height, column);
}

static void
paint_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Painting *painting = data;
  g_autoptr (LabFont) font = lab_font_new (NULL);
  g_autoptr (LabPainter) painter = lab_painter_new (painting->form.theme, font);
  const LabExportOptions options = {
    .format = painting->form.format,
    .scale = painting->form.scale,
    .real_text = painting->form.real_text,
    .date = g_get_real_time () / G_USEC_PER_SEC,
  };
  GError *error = NULL;
  GBytes *bytes = lab_export (painter, font, app_draft_get_scene (painting->draft, font), &options, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
app_export_async (AppChart *chart, const AppExportForm *form, GCancellable *cancellable, GAsyncReadyCallback callback,
                  gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Painting *painting;

  g_return_if_fail (APP_IS_CHART (chart) && form != NULL);

  task = g_task_new (chart, cancellable, callback, data);
  painting = g_new0 (Painting, 1);
  painting->form = *form;
  painting->draft = make_draft (chart, form);
  g_task_set_source_tag (task, app_export_async);
  g_task_set_task_data (task, painting, painting_free);
  g_task_run_in_thread (task, paint_in_thread);
}

GBytes *
app_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  AppChart *chart;
  LabScene *scene;
  AppPrinted callback;
  gpointer data;
} Printing;

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / self->scene->width,
                      gtk_print_context_get_height (context) / self->scene->height);
  g_autoptr (LabPainter) painter = lab_painter_new (LAB_THEME_PRINT, app_chart_get_font (self->chart));

  cairo_scale (cr, scale, scale);
  lab_painter_paint (painter, self->scene, cr, LAB_PAINT_ALL);
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  self->callback (error, self->data);
}

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *self = data;

  lab_scene_free (self->scene);
  g_object_unref (self->chart);
  g_free (self);
}

void
app_print_chart (AppChart *chart, GtkWindow *parent, const char *pdf, AppPrinted callback, gpointer data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  double width, height;
  Printing *printing;

  g_return_if_fail (APP_IS_CHART (chart) && callback != NULL);

  printing = g_new0 (Printing, 1);
  printing->chart = g_object_ref (chart);
  app_export_get_size (chart, &width, &height);
  printing->scene = app_chart_make_scene (chart, width, height, 1);
  printing->callback = callback;
  printing->data = data;
  if (printing->scene->width > printing->scene->height)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Interleave"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (pdf != NULL)
    gtk_print_operation_set_export_filename (operation, pdf);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), printing);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_printed), printing, printing_free, 0);
  gtk_print_operation_run (
    operation, pdf != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
