/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-hazard-case.h"
#include "lab-json.h"
#include "lab-quantity.h"
#include "lab-quote.h"

/* How many waits are put into words. */
#define WAITS_SAID 8

/* FALSE where there is no such number. */
static gboolean
get_number (const LabPlace *parent, const char *name, gint64 *number)
{
  LabPlace place = lab_place_member (parent, name);

  if (!lab_place_is_integer (&place))
    return FALSE;
  *number = json_node_get_int (place.node);
  return TRUE;
}

static gboolean
is_true (const LabPlace *parent, const char *name)
{
  LabPlace place = lab_place_member (parent, name);

  return place.node != NULL && JSON_NODE_HOLDS_VALUE (place.node)
         && json_node_get_value_type (place.node) == G_TYPE_BOOLEAN && json_node_get_boolean (place.node);
}

static char *
format_number (gint64 number)
{
  g_autofree char *count = lab_format_count (number < 0 ? -(guint64) number : (guint64) number);

  return number < 0 ? g_strconcat ("-", count, NULL) : g_steal_pointer (&count);
}

typedef struct
{
  char *name;
  char *found;
  char *expected;
} Counter;

static void
counter_clear (Counter *self)
{
  g_free (self->name);
  g_free (self->found);
  g_free (self->expected);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counter, counter_clear)

static gboolean
read_wrong_counter (const LabPlace *place, gboolean isolated, Counter *counter)
{
  LabPlace name = lab_place_member (place, "name");
  gint64 found;
  gint64 expected;

  if (!lab_place_is_text (&name) || !get_number (place, "found", &found) || !get_number (place, "expected", &expected))
    return FALSE;
  if (found == expected || is_true (place, "isolated") != isolated)
    return FALSE;
  counter->name = lab_quote (json_node_get_string (name.node));
  counter->found = format_number (found);
  counter->expected = format_number (expected);
  return TRUE;
}

/* The first that is wrong. A run that was not finished has not counted to the end. */
static gboolean
find_wrong_counter (LabHazardCase *self, gboolean isolated, Counter *counter)
{
  g_autoptr (JsonNode) record = lab_hazard_case_get_record (self, "counters");
  LabPlace root = lab_place_root ("counters", record);

  if (self->outcome->kind != LAB_OUTCOME_DONE)
    return FALSE;
  for (guint i = 0; i < lab_place_get_length (&root); i++)
    {
      LabPlace element = lab_place_element (&root, i);

      if (read_wrong_counter (&element, isolated, counter))
        return TRUE;
    }
  return FALSE;
}

char *
lab_hazard_find_lost_updates (LabHazardCase *self)
{
  g_auto (Counter) counter = { 0 };

  if (!find_wrong_counter (self, FALSE, &counter))
    return NULL;
  return g_strdup_printf (_ ("Counter %s is %s instead of %s: between one task's reading and its writing others wrote, "
                             "and their updates were lost."),
                          counter.name, counter.found, counter.expected);
}

char *
lab_hazard_find_isolated_memory (LabHazardCase *self)
{
  g_auto (Counter) counter = { 0 };

  if (!find_wrong_counter (self, TRUE, &counter))
    return NULL;
  return g_strdup_printf (_ ("Counter %s is %s instead of %s: each worker has a memory of its own and counted for "
                             "itself there, where nobody else can see it."),
                          counter.name, counter.found, counter.expected);
}

#define NOBODY G_MININT64

typedef struct
{
  gint64 task;
  gint64 object;
  gint64 owner; /* NOBODY: it waits for what none has */
} Wait;

/* FALSE where it is none. */
static gboolean
read_wait (const LabPlace *waits, guint n, Wait *wait)
{
  LabPlace place = lab_place_element (waits, n);

  if (!get_number (&place, "owner", &wait->owner))
    wait->owner = NOBODY;
  return get_number (&place, "task", &wait->task) && get_number (&place, "object", &wait->object);
}

/* What nobody owns is an event, or a queue or a wire between tasks; where the trace does not say, an event. */
static gboolean
is_channel (LabHazardCase *self, const Wait *wait)
{
  const LabObject *object = wait->object < 0 ? NULL : lab_objects_get (self->objects, (guint) wait->object);

  return object != NULL && (object->kind == LAB_OBJECT_QUEUE || object->kind == LAB_OBJECT_WIRE);
}

/* `held`: what the task itself is known to hold; NULL: nothing. */
static void
describe_wait (LabHazardCase *self, const Wait *wait, const char *held, GString *words)
{
  g_autofree char *task = lab_hazard_case_name_task (self, (guint64) wait->task);
  g_autofree char *object = lab_hazard_case_name_object (self, (guint64) wait->object, FALSE);
  g_autofree char *owner = lab_hazard_case_name_task (self, (guint64) wait->owner);

  if (words->len > 0)
    g_string_append (words, "; ");
  if (wait->owner == NOBODY && is_channel (self, wait))
    g_string_append_printf (words, _ ("%s waits at %s, and nobody who runs could help"), task, object);
  else if (wait->owner == NOBODY)
    g_string_append_printf (words, _ ("%s waits for %s, which nobody has set"), task, object);
  else if (wait->owner == wait->task)
    g_string_append_printf (words, _ ("%s waits for %s, which it holds itself"), task, object);
  else if (held != NULL)
    g_string_append_printf (words, _ ("%s holds %s and waits for %s, held by %s"), task, held, object, owner);
  else
    g_string_append_printf (words, _ ("%s waits for %s, held by %s"), task, object, owner);
}

/* In a ring each task holds what the one before it waits for, and the first what the last does. */
static void
describe_place (LabHazardCase *self, const LabPlace *waits, guint n, GString *words)
{
  guint before = (n > 0 ? n : lab_place_get_length (waits)) - 1;
  g_autofree char *held = NULL;
  Wait previous;
  Wait wait;

  if (!read_wait (waits, n, &wait))
    return;
  if (read_wait (waits, before, &previous) && previous.owner == wait.task)
    held = lab_hazard_case_name_object (self, (guint64) previous.object, FALSE);
  describe_wait (self, &wait, held, words);
}

/* NULL where nobody waits. */
static char *
describe_waits (LabHazardCase *self, const LabPlace *root)
{
  LabPlace waits = lab_place_member (root, "waits");
  guint n = lab_place_get_length (&waits);
  GString *words = g_string_new (NULL);
  g_autofree char *rest = lab_format_count (n - MIN (n, WAITS_SAID));

  for (guint i = 0; i < MIN (n, WAITS_SAID); i++)
    describe_place (self, &waits, i, words);
  if (words->len == 0)
    return g_string_free (words, TRUE);
  if (n > WAITS_SAID)
    g_string_append_printf (
      words, g_dngettext (GETTEXT_PACKAGE, "; and %s more waits", "; and %s more wait", n - WAITS_SAID), rest);
  return g_string_free (words, FALSE);
}

char *
lab_hazard_find_deadlock (LabHazardCase *self)
{
  g_autoptr (JsonNode) record = lab_hazard_case_get_record (self, "deadlock");
  LabPlace root = lab_place_root ("deadlock", record);
  g_autofree char *waits = describe_waits (self, &root);
  gint64 n_queued;

  if (waits == NULL || !get_number (&root, "queued", &n_queued) || n_queued != 0)
    return NULL;
  return g_strdup_printf (_ ("None of them can ever go on: %s."), waits);
}

char *
lab_hazard_find_small_pool (LabHazardCase *self)
{
  g_autoptr (JsonNode) record = lab_hazard_case_get_record (self, "deadlock");
  LabPlace root = lab_place_root ("deadlock", record);
  g_autofree char *waits = describe_waits (self, &root);
  g_autofree char *queued = NULL;
  gint64 n_queued;

  if (self->reason == LAB_REASON_TOO_FEW_LANES)
    return lab_reason_get_detail (self->reason, self->metrics);
  if (waits == NULL || !get_number (&root, "queued", &n_queued) || n_queued <= 0)
    return NULL;
  queued = lab_format_count ((guint64) n_queued);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Every worker is taken by a task that waits, and %s task is still queued that "
                                       "has no worker to run on: %s.",
                                       "Every worker is taken by a task that waits, and %s tasks are still queued "
                                       "that have no worker to run on: %s.",
                                       (gulong) n_queued),
                          queued, waits);
}
