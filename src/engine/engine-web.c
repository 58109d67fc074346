/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine-web-private.h"
#include "lab-alarm.h"
#include "lab-error.h"
#include "lab-quantity.h"

/* How long the end of a run waits for what was given up. */
#define PATIENCE_US 200000

/* So many downloads begin in a turn of the context. Where a thousand began in one, each step of all of them, connecting
 * and what libsoup does around it, came before the next step of any, and the first request was written when the server
 * could have answered it. */
#define BEGUN_AT_ONCE 8

/* An entry of the list: when, and whose it is. */
typedef struct
{
  guint64 deadline;
  LabDownload *download;
} Deadline;

static gint
compare_deadlines (gconstpointer a, gconstpointer b, gpointer data)
{
  guint64 first = ((const Deadline *) a)->deadline;
  guint64 second = ((const Deadline *) b)->deadline;

  return first < second ? -1 : first > second;
}

static void
client_arm (LabWebClient *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->deadlines);

  if (!g_queue_is_empty (&self->waiting))
    g_source_set_ready_time (self->timer, 0);
  else if (g_sequence_iter_is_end (first))
    g_source_set_ready_time (self->timer, -1);
  else
    g_source_set_ready_time (self->timer,
                             (gint64) (((Deadline *) g_sequence_get (first))->deadline / LAB_NS_PER_US) + 1);
}

static void
download_set_deadline (LabDownload *self)
{
  gint64 timeout = self->step->fetch->timeout;
  guint64 now = lab_clock_now ();
  Deadline *deadline = g_new (Deadline, 1);

  *deadline = (Deadline){ (guint64) timeout > G_MAXINT64 - now ? G_MAXINT64 : now + (guint64) timeout, self };
  self->deadline = g_sequence_insert_sorted (self->client->deadlines, deadline, compare_deadlines, NULL);
}

static void
download_clear_deadline (LabDownload *self)
{
  gboolean first = self->deadline == g_sequence_get_begin_iter (self->client->deadlines);

  g_sequence_remove (self->deadline);
  if (first)
    client_arm (self->client);
}

static void
download_give_up_rest (LabDownload *self)
{
  for (guint n = 0; n < self->step->fetch->addresses->len; n++)
    if (self->exchanges[n] != NULL)
      lab_exchange_give_up (g_steal_pointer (&self->exchanges[n]));
}

static void
download_end (LabDownload *self)
{
  self->ended = TRUE;
  if (!self->begun)
    g_queue_unlink (&self->client->waiting, &self->waiting);
  download_give_up_rest (self);
  download_clear_deadline (self);
  if (self->done != NULL)
    self->done (self, self->data);
}

/* Whether it is known by now how it ends: enough have come, or so many failed that it cannot be enough any more. */
static void
download_check (LabDownload *self)
{
  const LabFetch *fetch = self->step->fetch;

  if (!self->ended && (self->n_came >= fetch->enough || self->n_failed > fetch->addresses->len - fetch->enough))
    download_end (self);
}

static void
download_record (LabDownload *self, guint n, guint status, guint64 bytes)
{
  LabEngine *engine = self->client->engine;
  g_autofree char *address = lab_program_get_address (engine->program, self->step, n, self->task->index);
  g_autofree char *text = g_strdup_printf ("%u %" G_GUINT64_FORMAT " %s", status, bytes, address);

  lab_recorder_add_text (self->client->recorder, LAB_TEXT_FETCH, self->task->index, text, strlen (text));
}

void
lab_download_received (LabDownload *self, guint n, guint status, guint64 bytes)
{
  download_record (self, n, status, bytes);
  self->exchanges[n] = NULL;
  self->n_came++;
  self->status = status;
  self->bytes += bytes;
  download_check (self);
}

void
lab_download_failed (LabDownload *self, guint n, guint status, GError *error)
{
  download_record (self, n, status, 0);
  self->exchanges[n] = NULL;
  self->n_failed++;
  if (self->n_came == 0)
    self->status = status;
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  download_check (self);
}

static void
download_time_out (LabDownload *self)
{
  g_autofree char *duration = lab_format_duration ((guint64) self->step->fetch->timeout);

  g_clear_error (&self->error);
  g_set_error (&self->error, LAB_ERROR, LAB_ERROR_FAILED, _ ("no answer within %s"), duration);
  self->status = 0;
  download_end (self);
}

static void
download_begin (LabDownload *self)
{
  self->begun = TRUE;
  self->client->n_begun++;
  for (guint n = 0; n < self->step->fetch->addresses->len && !self->ended; n++)
    lab_exchange_begin (self, n);
}

static gboolean
on_timer (gpointer data)
{
  LabWebClient *self = data;
  guint64 now = lab_clock_now ();
  GSequenceIter *first;
  GList *waiting;

  self->n_begun = 0;
  while (self->n_begun < BEGUN_AT_ONCE && (waiting = g_queue_pop_head_link (&self->waiting)) != NULL)
    download_begin (waiting->data);
  while (first = g_sequence_get_begin_iter (self->deadlines), !g_sequence_iter_is_end (first))
    {
      Deadline *deadline = g_sequence_get (first);

      if (deadline->deadline > now)
        break;
      download_time_out (deadline->download);
    }
  client_arm (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_cancelled (int fd, GIOCondition condition, gpointer data)
{
  LabWebClient *self = data;
  GSequenceIter *first;

  while (first = g_sequence_get_begin_iter (self->deadlines), !g_sequence_iter_is_end (first))
    {
      LabDownload *download = ((Deadline *) g_sequence_get (first))->download;

      download->cancelled = TRUE;
      download_end (download);
    }
  return G_SOURCE_REMOVE;
}

static LabWebClient *
client_new (LabWorker *worker, GMainContext *context)
{
  LabWebClient *self = g_new0 (LabWebClient, 1);
  LabEngine *engine = worker->engine;

  self->engine = engine;
  self->recorder = worker->recorder;
  self->context = context != NULL ? g_main_context_ref (context) : g_main_context_new ();
  self->sessions = g_ptr_array_new_with_free_func (lab_web_session_free);
  self->deadlines = g_sequence_new (g_free);
  self->buffer = g_malloc (LAB_RECEIVE_SIZE);
  /* One for all that wait: with a source each, every turn of the context would look at all of them. */
  self->timer = lab_alarm_new (self->context, "Interleave fetches", on_timer, self);
  if (context == NULL)
    {
      self->cancelled = g_unix_fd_source_new (engine->cancel_fd, G_IO_IN);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
      g_source_attach (self->cancelled, self->context);
    }
  return self;
}

LabWebClient *
lab_web_client_get (LabWorker *worker, GMainContext *context)
{
  if (worker->web == NULL)
    worker->web = client_new (worker, context);
  return worker->web;
}

static void
download_free (LabDownload *self)
{
  g_queue_unlink (&self->client->downloads, &self->all);
  g_clear_error (&self->error);
  g_free (self->exchanges);
  g_free (self);
}

/* Those of tasks that ended in a cancelled run. */
static void
client_drop_downloads (LabWebClient *self)
{
  while (!g_queue_is_empty (&self->downloads))
    {
      LabDownload *download = g_queue_peek_head (&self->downloads);

      download->done = NULL;
      if (!download->ended)
        download_end (download);
      download_free (download);
    }
}

static gboolean
on_patience_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What was given up calls back once more. Where it should not, the run ends all the same. */
static void
client_drain (LabWebClient *self)
{
  gboolean is_over = FALSE;
  GSource *patience = lab_alarm_new (self->context, "Interleave patience", on_patience_over, &is_over);

  g_source_set_ready_time (patience, (gint64) (lab_clock_now () / LAB_NS_PER_US) + PATIENCE_US);
  while (self->exchanges.length > 0 && !is_over)
    g_main_context_iteration (self->context, TRUE);
  lab_alarm_free (patience);
  while (!g_queue_is_empty (&self->exchanges))
    lab_exchange_disown (g_queue_peek_head (&self->exchanges));
}

void
lab_web_client_free (LabWebClient *self)
{
  if (self == NULL)
    return;
  g_main_context_push_thread_default (self->context);
  client_drop_downloads (self);
  lab_web_client_break_connections (self);
  client_drain (self);
  g_ptr_array_unref (self->sessions);
  lab_alarm_free (self->timer);
  g_clear_pointer (&self->cancelled, lab_alarm_free);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_clear_object (&self->certificate);
  g_sequence_free (self->deadlines);
  g_main_context_unref (self->context);
  g_free (self->buffer);
  g_free (self);
}

LabDownload *
lab_web_client_begin (LabWebClient *self, LabTask *task, const LabStep *step, LabBegin begin,
                      void (*done) (LabDownload *download, gpointer data), gpointer data)
{
  LabDownload *download = g_new (LabDownload, 1);

  *download = (LabDownload){ .client = self, .task = task, .step = step, .done = done, .data = data };
  download->all.data = download->waiting.data = download;
  download->exchanges = g_new0 (LabExchange *, step->fetch->addresses->len);
  g_queue_push_tail_link (&self->downloads, &download->all);
  download_set_deadline (download);
  if (begin == LAB_BEGIN_NOW && (self->n_begun >= BEGUN_AT_ONCE || !g_queue_is_empty (&self->waiting)))
    begin = LAB_BEGIN_LATER;
  if (begin == LAB_BEGIN_LATER)
    g_queue_push_tail_link (&self->waiting, &download->waiting);
  client_arm (self);
  if (begin == LAB_BEGIN_NOW)
    download_begin (download);
  return download;
}

void
lab_web_client_await (LabWebClient *self, LabDownload *download)
{
  g_main_context_push_thread_default (self->context);
  download_begin (download);
  while (!download->ended)
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);
}

LabStepResult
lab_download_finish (LabDownload *self, GError **error)
{
  LabStepResult result = self->cancelled ? LAB_STEP_CANCELLED : LAB_STEP_CONTINUE;

  g_assert (self->ended);

  self->task->computed.status = self->status;
  self->task->computed.bytes = self->bytes;
  if (result == LAB_STEP_CONTINUE && self->n_came < self->step->fetch->enough && !self->step->fetch->optional)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      result = LAB_STEP_FAILED;
    }
  download_free (self);
  return result;
}

LabTask *
lab_download_get_task (LabDownload *self)
{
  return self->task;
}
