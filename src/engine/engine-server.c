/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>

#include "engine-server.h"
#include "lab-runner.h"
#include "process-protocol.h"

struct _LabServerProcess
{
  GSubprocess *process;
};

char *
lab_engine_describe_server (LabEngine *engine)
{
  if (engine->server == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s\n%s", engine->server, engine->certificate != NULL ? engine->certificate : "");
}

void
lab_engine_set_server (LabEngine *engine, const char *description)
{
  const char *end = strchr (description, '\n');

  g_return_if_fail (engine->server == NULL);

  if (end == NULL)
    return;
  engine->server = g_strndup (description, (gsize) (end - description));
  if (end[1] != '\0')
    engine->certificate = g_strdup (end + 1);
}

/* The settings go there, and where it is comes back; FALSE when it is gone. */
static gboolean
introduce (LabServerProcess *self, LabEngine *engine)
{
  GUnixOutputStream *input = G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (self->process));
  GUnixInputStream *output = G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process));
  LabFrameHeader header = { .type = LAB_FRAME_SERVER, .length = sizeof (LabServerSettings) };
  g_auto (LabFrame) reply = { 0 };

  if (!lab_frame_write (g_unix_output_stream_get_fd (input), &header, lab_program_get_server (engine->program))
      || !lab_frame_read (g_unix_input_stream_get_fd (output), &reply) || reply.header.type != LAB_FRAME_SERVER)
    return FALSE;
  lab_engine_set_server (engine, reply.bytes);
  return engine->server != NULL;
}

LabServerProcess *
lab_server_process_start (LabEngine *engine, GError **error)
{
  g_autofree char *parent = g_strdup_printf ("%d", getpid ());
  g_autoptr (LabServerProcess) self = NULL;
  g_autoptr (GError) cause = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &cause,
                                           lab_runner_get_path (), "--server", "--parent", parent, NULL);

  if (process == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start the embedded server: %s"), cause->message);
      return NULL;
    }
  self = g_new (LabServerProcess, 1);
  self->process = process;
  if (introduce (self, engine))
    return g_steal_pointer (&self);
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the embedded server ended before it could be used"));
  return NULL;
}

void
lab_server_process_free (LabServerProcess *self)
{
  if (self == NULL)
    return;
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self);
}
