/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-deadlock.h"
#include "engine-shared.h"
#include "lab-json.h"
#include "lab-objects.h"
#include "lab-quantity.h"

/* So long the picture of who waits for whom is left standing. */
#define SHOWN_NS (300 * LAB_NS_PER_MS)

/* How many waits are put into words; the trace has more of them. */
#define WAITS_SAID 8

struct _LabDeadlockWatch
{
  LabEngine *engine;
  LabRecorder *recorder;
  GThread *thread;
  char *words; /* NULL: there was none */
};

static const char *
get_object_name (LabEngine *engine, guint object)
{
  return lab_objects_get (engine->objects, object)->name;
}

static void
describe_wait (LabEngine *engine, const LabWait *wait, GString *words)
{
  g_autofree char *task = lab_program_get_task_name (engine->program, wait->task);
  g_autofree char *owner = NULL;
  const char *object = get_object_name (engine, wait->object);

  if (words->len > 0)
    g_string_append (words, "; ");
  if (lab_objects_get (engine->objects, wait->object)->kind == LAB_OBJECT_WIRE)
    {
      g_string_append_printf (words,
                              wait->side == LAB_SIDE_PUT
                                ? _ ("%s waits for room in the wire \"%s\", at whose other end nobody reads")
                                : _ ("%s waits for bytes out of the wire \"%s\", into which nobody writes"),
                              task, object);
      return;
    }
  if (lab_objects_get (engine->objects, wait->object)->kind == LAB_OBJECT_QUEUE)
    {
      g_string_append_printf (words,
                              wait->side == LAB_SIDE_PUT
                                ? _ ("%s waits for room in the queue \"%s\", from which nobody takes")
                                : _ ("%s waits for something in the queue \"%s\", into which nobody puts"),
                              task, object);
      return;
    }
  if (wait->owner == LAB_NO_TASK)
    {
      g_string_append_printf (words, _ ("%s waits for \"%s\", which nobody has set"), task, object);
      return;
    }
  owner = lab_program_get_task_name (engine->program, wait->owner);
  if (wait->owner == wait->task)
    g_string_append_printf (words, _ ("%s waits for %s, which it holds itself"), task, object);
  else
    g_string_append_printf (words, _ ("%s waits for %s, held by %s"), task, object, owner);
}

/* "task 1 holds A and waits for B, held by task 2": in a ring each one holds what the one before waits for. */
static void
describe_ring (LabEngine *engine, const LabStandstill *standstill, guint n_said, GString *words)
{
  const LabWait *waits = standstill->waits;

  for (guint i = 0; i < n_said; i++)
    {
      const LabWait *before = &waits[i > 0 ? i - 1 : n_said - 1];
      g_autofree char *task = lab_program_get_task_name (engine->program, waits[i].task);
      g_autofree char *owner = lab_program_get_task_name (engine->program, waits[i].owner);

      if (words->len > 0)
        g_string_append (words, "; ");
      if (i == 0 && n_said < standstill->n_all)
        g_string_append_printf (words, _ ("%s waits for %s, held by %s"), task,
                                get_object_name (engine, waits[i].object), owner);
      else
        g_string_append_printf (words, _ ("%s holds %s and waits for %s, held by %s"), task,
                                get_object_name (engine, before->object), get_object_name (engine, waits[i].object),
                                owner);
    }
}

static void
describe_rest (const LabStandstill *standstill, guint n_said, GString *words)
{
  guint32 n_more = standstill->n_all - n_said;
  g_autofree char *more = lab_format_count (n_more);
  g_autofree char *queued = lab_format_count (standstill->n_queued);

  if (n_more > 0)
    g_string_append_printf (
      words, g_dngettext (GETTEXT_PACKAGE, "; and %s more task waits", "; and %s more tasks wait", n_more), more);
  if (standstill->n_queued > 0)
    g_string_append_printf (
      words,
      g_dngettext (GETTEXT_PACKAGE, "; %s task is still queued, but every worker is taken by one that waits",
                   "; %s tasks are still queued, but every worker is taken by one that waits", standstill->n_queued),
      queued);
}

static char *
describe (LabEngine *engine, const LabStandstill *standstill)
{
  guint n_said = MIN (standstill->n_waits, WAITS_SAID);
  GString *words = g_string_new (NULL);

  if (standstill->kind == LAB_STANDSTILL_CYCLE && standstill->n_all > 1)
    describe_ring (engine, standstill, n_said, words);
  else
    for (guint i = 0; i < n_said; i++)
      describe_wait (engine, &standstill->waits[i], words);
  describe_rest (standstill, n_said, words);
  return g_string_free (words, FALSE);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

/* {"kind": "cycle", "queued": 0, "waits": [{"task": 0, "object": 1, "owner": 1}, …]} */
static void
record (LabDeadlockWatch *self, const LabStandstill *standstill)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, standstill->kind == LAB_STANDSTILL_CYCLE ? "cycle" : "all");
  add_number (builder, "queued", standstill->n_queued);
  json_builder_set_member_name (builder, "waits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < standstill->n_waits; i++)
    {
      const LabWait *wait = &standstill->waits[i];

      json_builder_begin_object (builder);
      add_number (builder, "task", wait->task);
      add_number (builder, "object", wait->object);
      if (wait->owner != LAB_NO_TASK)
        add_number (builder, "owner", wait->owner);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = lab_json_to_text (root);
  lab_recorder_add_meta (self->recorder, "deadlock", json);
}

static gpointer
watch (gpointer data)
{
  LabDeadlockWatch *self = data;
  LabEngine *engine = self->engine;
  const LabStandstill *standstill = lab_shared_watch (engine->shared);

  if (standstill == NULL)
    return NULL;
  record (self, standstill);
  self->words = describe (engine, standstill);
  lab_segment_sleep_until (engine->segment, lab_clock_now () + SHOWN_NS);
  lab_engine_cancel (engine);
  return NULL;
}

LabDeadlockWatch *
lab_deadlock_watch_start (LabEngine *engine, GError **error)
{
  LabDeadlockWatch *self = g_new0 (LabDeadlockWatch, 1);

  self->engine = engine;
  self->recorder = lab_recorder_new (engine->segment, LAB_LANE_MAIN, _ ("watch"));
  self->thread = g_thread_try_new ("watch", watch, self, error);
  if (self->thread != NULL)
    return self;
  lab_recorder_free (self->recorder);
  g_free (self);
  return NULL;
}

char *
lab_deadlock_watch_stop (LabDeadlockWatch *self)
{
  char *words;

  if (self == NULL)
    return NULL;
  lab_shared_stop_watch (self->engine->shared);
  g_thread_join (self->thread);
  words = self->words;
  lab_recorder_free (self->recorder);
  g_free (self);
  return words;
}
