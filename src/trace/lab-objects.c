/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-json.h"
#include "lab-objects.h"

#define RECORD_SIZE_MAX (16 << 20)

static const char *const kind_ids[LAB_N_OBJECT_KINDS] = {
  [LAB_OBJECT_GIL] = "gil",     [LAB_OBJECT_LOCK] = "lock", [LAB_OBJECT_EVENT] = "event",
  [LAB_OBJECT_QUEUE] = "queue", [LAB_OBJECT_WIRE] = "wire",
};

const char *
lab_object_kind_get_id (LabObjectKind kind)
{
  g_return_val_if_fail ((guint) kind < LAB_N_OBJECT_KINDS, NULL);

  return kind_ids[kind];
}

static void
object_free (gpointer data)
{
  LabObject *self = data;

  g_free (self->name);
  g_free (self);
}

GPtrArray *
lab_objects_new (void)
{
  return g_ptr_array_new_with_free_func (object_free);
}

void
lab_objects_add (GPtrArray *objects, LabObjectKind kind, const char *name)
{
  LabObject *object = g_new (LabObject, 1);

  object->kind = kind;
  object->name = g_strdup (name);
  g_ptr_array_add (objects, object);
}

char *
lab_objects_to_json (GPtrArray *objects)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < objects->len; i++)
    {
      const LabObject *object = g_ptr_array_index (objects, i);

      g_string_append_printf (json, "%s{\"kind\": \"%s\", \"name\": ", i > 0 ? ", " : "", kind_ids[object->kind]);
      lab_json_append_text (json, object->name);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* FALSE for what is no object. */
static gboolean
read_object (GPtrArray *objects, JsonNode *node)
{
  LabPlace root = lab_place_root ("objects", node);
  LabPlace kind = lab_place_member (&root, "kind");
  LabPlace name = lab_place_member (&root, "name");

  if (!lab_place_is_text (&kind) || !lab_place_is_text (&name))
    return FALSE;
  for (guint i = 0; i < LAB_N_OBJECT_KINDS; i++)
    if (g_str_equal (kind_ids[i], json_node_get_string (kind.node)))
      {
        lab_objects_add (objects, i, json_node_get_string (name.node));
        return TRUE;
      }
  return FALSE;
}

GPtrArray *
lab_objects_new_from_trace (LabTrace *trace)
{
  const char *json = lab_trace_get_meta (trace, "objects");
  g_autoptr (JsonNode) root = json == NULL ? NULL : lab_json_parse (json, -1, RECORD_SIZE_MAX, "objects", NULL);
  GPtrArray *objects = lab_objects_new ();
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return objects;
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array) && i < LAB_OBJECTS_MAX; i++)
    if (!read_object (objects, json_array_get_element (array, i)))
      break;
  return objects;
}

const LabObject *
lab_objects_get (GPtrArray *objects, guint n)
{
  return n < objects->len ? g_ptr_array_index (objects, n) : NULL;
}
