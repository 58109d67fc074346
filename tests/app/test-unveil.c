/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-unveil.h"

/* A list in a window, and what a view that follows its signals knows of it. */
typedef struct
{
  GtkStringList *list;
  AppUnveil *unveil;
  GtkWindow *window;
  GtkListView *view;
  GPtrArray *known; /* of GObject */
} Scene;

static void
append (Scene *scene, guint first, guint n)
{
  g_auto (GStrv) names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup_printf ("row %u", first + i);
  gtk_string_list_splice (scene->list, g_list_model_get_n_items (G_LIST_MODEL (scene->list)), 0,
                          (const char *const *) names);
}

static void
replace (Scene *scene, guint first, guint n)
{
  g_auto (GStrv) names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup_printf ("row %u", first + i);
  gtk_string_list_splice (scene->list, 0, g_list_model_get_n_items (G_LIST_MODEL (scene->list)),
                          (const char *const *) names);
}

static void
follow (GListModel *model, guint position, guint removed, guint added, Scene *scene)
{
  g_assert_cmpuint (position + removed, <=, scene->known->len);
  g_assert_cmpuint (scene->known->len - removed + added, ==, g_list_model_get_n_items (model));
  if (removed > 0)
    g_ptr_array_remove_range (scene->known, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (scene->known, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_known (Scene *scene)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (scene->list));

  g_assert_cmpuint (scene->known->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (scene->list), i);

      g_assert_true (item == g_ptr_array_index (scene->known, i));
    }
}

static gboolean
is_whole (gpointer unveil)
{
  return app_unveil_is_whole (unveil);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
show (Scene *scene)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_list_view_new (NULL, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  scene->view = GTK_LIST_VIEW (view);
  scene->list = gtk_string_list_new (NULL);
  scene->unveil = app_unveil_new (g_object_ref (G_LIST_MODEL (scene->list)), view);
  scene->known = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (scene->unveil, "items-changed", G_CALLBACK (follow), scene);
  gtk_list_view_set_model (scene->view,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (scene->unveil)))));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  scene->window = app_test_show (scrolled, 300, 200);
}

static void
hide (Scene *scene)
{
  gtk_list_view_set_model (scene->view, NULL);
  g_ptr_array_unref (scene->known);
  g_object_unref (scene->unveil);
  g_object_unref (scene->list);
  gtk_window_destroy (scene->window);
}

static void
test_it_comes_frame_by_frame (void)
{
  Scene scene;
  guint n;

  show (&scene);
  g_assert_true (app_unveil_is_whole (scene.unveil));
  append (&scene, 0, 10000);
  n = scene.known->len;
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, 100);
  g_assert_false (app_unveil_is_whole (scene.unveil));
  app_test_wait_frame (GTK_WIDGET (scene.window));
  g_assert_cmpuint (scene.known->len, >, n);
  app_test_wait (is_whole, scene.unveil, "all rows");
  assert_known (&scene);
  hide (&scene);
}

static void
test_who_goes_to_a_row_finds_it (void)
{
  Scene scene;

  show (&scene);
  append (&scene, 0, 10000);
  app_unveil_reach (scene.unveil, 1);
  g_assert_false (app_unveil_is_whole (scene.unveil));
  app_unveil_reach (scene.unveil, 5000);
  assert_known (&scene);
  replace (&scene, 20000, 10000);
  app_unveil_reach (scene.unveil, 100);
  assert_known (&scene);
  hide (&scene);
}

static void
test_others_take_their_place_frame_by_frame (void)
{
  static const guint lengths[] = { 10000, 20000, 300, 10, 0, 5000 };
  Scene scene;

  show (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GObject) first = NULL;

      replace (&scene, 1000 * i, lengths[i]);
      first = g_list_model_get_item (G_LIST_MODEL (scene.list), 0);
      g_assert_true (first == (scene.known->len > 0 ? g_ptr_array_index (scene.known, 0) : NULL));
      app_test_wait (is_whole, scene.unveil, "all rows");
      assert_known (&scene);
    }
  hide (&scene);
}

/* Before the last have taken it. */
static void
test_others_come_meanwhile (void)
{
  Scene scene;

  show (&scene);
  append (&scene, 0, 1000);
  replace (&scene, 1000, 500);
  app_unveil_reach (scene.unveil, G_MAXUINT);
  assert_known (&scene);
  replace (&scene, 2000, 900);
  gtk_string_list_append (scene.list, "one more");
  gtk_string_list_remove (scene.list, 3);
  replace (&scene, 3000, 700);
  app_unveil_reach (scene.unveil, G_MAXUINT);
  assert_known (&scene);
  hide (&scene);
}

static void
test_a_little_is_there_at_once (void)
{
  Scene scene;

  show (&scene);
  append (&scene, 0, 3);
  assert_known (&scene);
  gtk_string_list_remove (scene.list, 1);
  gtk_string_list_append (scene.list, "one more");
  assert_known (&scene);
  append (&scene, 10, 100);
  g_assert_cmpuint (scene.known->len, >, 3);
  append (&scene, 200, 2);
  gtk_string_list_remove (scene.list, 0);
  app_test_wait (is_whole, scene.unveil, "all rows");
  assert_known (&scene);
  hide (&scene);
}

static void
test_what_is_not_shown_has_few (void)
{
  Scene scene;

  show (&scene);
  gtk_widget_set_visible (GTK_WIDGET (scene.view), FALSE);
  for (guint i = 0; i < 50; i++)
    append (&scene, 4 * i, 4);
  g_assert_cmpuint (scene.known->len, <, 100);
  gtk_widget_set_visible (GTK_WIDGET (scene.view), TRUE);
  app_test_wait (is_whole, scene.unveil, "all rows");
  assert_known (&scene);
  hide (&scene);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/unveil/it comes frame by frame", test_it_comes_frame_by_frame);
  g_test_add_func ("/unveil/who goes to a row finds it", test_who_goes_to_a_row_finds_it);
  g_test_add_func ("/unveil/others take their place frame by frame", test_others_take_their_place_frame_by_frame);
  g_test_add_func ("/unveil/others come meanwhile", test_others_come_meanwhile);
  g_test_add_func ("/unveil/a little is there at once", test_a_little_is_there_at_once);
  g_test_add_func ("/unveil/what is not shown has few", test_what_is_not_shown_has_few);
  return g_test_run ();
}
