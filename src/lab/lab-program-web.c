/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <inttypes.h>

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-address.h"
#include "lab-clock.h"
#include "lab-error.h"
#include "lab-program-private.h"

/* A page that takes longer, or is larger, is given up where the step does not say otherwise. */
#define DEFAULT_TIMEOUT ((gint64) (30 * LAB_NS_PER_S))
#define DEFAULT_LIMIT (G_GINT64_CONSTANT (64) << 20)

#define HOSTS_NAMED 8

/* Leaves *number as it is where there is no such expression. */
static gboolean
bind_number (const LabExpression *expression, const LabValues *params, LabExpressionType type, gint64 *number,
             GError **error)
{
  return expression->template == NULL || lab_expression_get_number (expression, params, type, number, error);
}

static gboolean
bind_percent (const LabExpression *expression, const LabValues *params, gint64 *percent, GError **error)
{
  if (!bind_number (expression, params, LAB_EXPRESSION_INTEGER, percent, error))
    return FALSE;
  if (*percent <= 100)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: expected at most 100, found %" PRId64), expression->place,
               *percent);
  return FALSE;
}

static gboolean
bind_keep_alive (const LabExpression *expression, const LabValues *params, gboolean *keep_alive, GError **error)
{
  static const char *const ids[] = { "no", "yes", NULL };
  guint choice = 1;

  if (expression->template != NULL && !lab_expression_get_choice (expression, params, ids, &choice, error))
    return FALSE;
  *keep_alive = choice == 1;
  return TRUE;
}

static gboolean
bind_enough (const LabFetchPlan *plan, const LabValues *params, guint *enough, GError **error)
{
  gint64 number = plan->addresses->len;

  if (!bind_number (&plan->enough, params, LAB_EXPRESSION_INTEGER, &number, error))
    return FALSE;
  *enough = (guint) number;
  if (number >= 1 && number <= plan->addresses->len)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: expected 1 to %u, found %" PRId64), plan->enough.place,
               plan->addresses->len, number);
  return FALSE;
}

gboolean
lab_program_bind_fetch (LabStep *step, const LabFetchPlan *plan, const LabValues *params, GError **error)
{
  LabFetch *fetch;

  if (plan == NULL)
    return TRUE;
  fetch = step->fetch = g_new0 (LabFetch, 1);
  fetch->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_template_free);
  for (guint i = 0; i < plan->addresses->len; i++)
    {
      const LabExpression *address = g_ptr_array_index (plan->addresses, i);

      g_ptr_array_add (fetch->addresses, lab_template_bind (address->template, params, LAB_STYLE_TYPED));
    }
  fetch->timeout = DEFAULT_TIMEOUT;
  fetch->limit = DEFAULT_LIMIT;
  fetch->optional = plan->optional;
  return bind_number (&plan->timeout, params, LAB_EXPRESSION_DURATION, &fetch->timeout, error)
         && bind_number (&plan->limit, params, LAB_EXPRESSION_INTEGER, &fetch->limit, error)
         && bind_keep_alive (&plan->keep_alive, params, &fetch->keep_alive, error)
         && bind_enough (plan, params, &fetch->enough, error);
}

void
lab_program_clear_fetch (LabStep *step)
{
  if (step->fetch == NULL)
    return;
  g_ptr_array_unref (step->fetch->addresses);
  g_clear_pointer (&step->fetch, g_free);
}

gboolean
lab_program_bind_server (LabProgram *self, const LabServerPlan *plan, const LabValues *params, GError **error)
{
  static const char *const spreads[] = { "fixed", "uniform", "long-tailed", NULL };
  static const char *const https[] = { "no", "yes", "http2", "untrusted", NULL };
  LabServerSettings *server = &self->server;
  gint64 seed = 1;

  *server = (LabServerSettings) LAB_SERVER_DEFAULTS;
  if (!bind_number (&plan->latency, params, LAB_EXPRESSION_DURATION, &server->latency, error)
      || !bind_number (&plan->size, params, LAB_EXPRESSION_INTEGER, &server->size, error)
      || !bind_number (&plan->at_once, params, LAB_EXPRESSION_INTEGER, &server->at_once, error)
      || !bind_number (&plan->seed, params, LAB_EXPRESSION_INTEGER, &seed, error)
      || !bind_percent (&plan->failures, params, &server->failures, error)
      || !bind_percent (&plan->resets, params, &server->resets, error))
    return FALSE;
  server->seed = (guint64) seed;
  return (plan->spread.template == NULL
          || lab_expression_get_choice (&plan->spread, params, spreads, &server->spread, error))
         && (plan->https.template == NULL
             || lab_expression_get_choice (&plan->https, params, https, &server->https, error));
}

char *
lab_program_get_address (const LabProgram *self, const LabStep *step, guint n, guint32 task)
{
  LabTaskFacts facts = lab_program_get_facts (self, task, NULL);
  GString *text = g_string_sized_new (64);

  lab_template_append (g_ptr_array_index (step->fetch->addresses, n), &facts, text);
  return g_string_free (text, FALSE);
}

typedef struct
{
  LabProgram *program;
  GHashTable *hosts; /* set of char: real ones */
} Finder;

static void
note_address (Finder *self, const char *address)
{
  g_autofree char *host = NULL;
  LabAddressKind kind = lab_address_classify (address, &host);

  self->program->needs_server |= kind == LAB_ADDRESS_SERVER;
  if (kind == LAB_ADDRESS_REAL && g_hash_table_size (self->hosts) < HOSTS_NAMED)
    g_hash_table_add (self->hosts, g_steal_pointer (&host));
}

static void
note_step (Finder *self, const LabTaskGroup *group, const LabStep *step)
{
  for (guint n = 0; n < step->fetch->addresses->len; n++)
    {
      LabTemplate *address = g_ptr_array_index (step->fetch->addresses, n);
      const char *constant = lab_template_get_constant (address);
      const char *start = constant != NULL ? constant : lab_template_get_start (address);

      /* Whose it is stands at its start: of most, one look tells it for all tasks. */
      if (group->n_tasks > 0 && (constant != NULL || g_str_has_prefix (start, LAB_SERVER_SCHEME "/")))
        {
          note_address (self, start);
          continue;
        }
      for (guint32 i = 0; i < group->n_tasks; i++)
        {
          g_autofree char *text = lab_program_get_address (self->program, step, n, group->first + i);

          note_address (self, text);
        }
    }
}

void
lab_program_find_hosts (LabProgram *self)
{
  g_autoptr (GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Finder finder = { self, hosts };

  for (guint i = 0; i < self->groups->len; i++)
    {
      const LabTaskGroup *group = lab_program_get_group (self, i);

      for (guint j = 0; j < group->n_steps; j++)
        if (group->steps[j].kind == LAB_STEP_FETCH)
          {
            self->fetches = TRUE;
            note_step (&finder, group, &group->steps[j]);
          }
    }
  if (g_hash_table_size (hosts) > 0)
    {
      g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (hosts), (GCompareFunc) strcmp);
      GString *text = g_string_new (NULL);

      for (GList *name = names; name != NULL; name = name->next)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (const char *) name->data);
      self->hosts = g_string_free (text, FALSE);
    }
}

gboolean
lab_program_fetches (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->fetches;
}

const LabServerSettings *
lab_program_get_server (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->needs_server ? &self->server : NULL;
}

const char *
lab_program_get_hosts (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hosts;
}

/* What one address gives; nothing where that is not known without asking. */
static void
predict_address (const LabProgram *self, const LabStep *step, guint n, guint32 task, LabComputed *computed)
{
  g_autofree char *address = lab_program_get_address (self, step, n, task);
  LabPage page = { 0 };

  if (lab_address_classify (address, NULL) == LAB_ADDRESS_SERVER)
    page = lab_server_get_page (&self->server, address + strlen (LAB_SERVER_SCHEME));
  if (page.kind != LAB_PAGE_WHOLE && page.kind != LAB_PAGE_SLOW)
    return;
  computed->status = page.status;
  computed->bytes += page.size;
}

/* The last fetch that the task does: a loop that is not entered is left out. */
static const LabStep *
find_last_fetch (const LabProgram *self, guint32 task)
{
  const LabTaskGroup *group = lab_program_find_group (self, task);
  const LabStep *last = NULL;

  for (guint i = 0; i < group->n_steps; i++)
    {
      const LabStep *step = &group->steps[i];
      gint64 rounds;

      if (step->kind == LAB_STEP_REPEAT && lab_program_get_number (self, step, task, NULL, &rounds, NULL)
          && rounds == 0)
        i = step->partner;
      else if (step->kind == LAB_STEP_FETCH)
        last = step;
    }
  return last;
}

void
lab_program_predict_fetched (const LabProgram *self, guint32 task, LabComputed *computed)
{
  const LabStep *step = self->fetches ? find_last_fetch (self, task) : NULL;

  /* Which of several come first nobody knows; only how many they are when all are of a size. */
  for (guint n = 0; step != NULL && n < step->fetch->enough; n++)
    predict_address (self, step, n, task, computed);
}
