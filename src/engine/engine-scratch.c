/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine-reading.h"
#include "engine-scratch.h"
#include "lab-runner.h"

#define BLOCK (64 * 1024)

struct _LabScratch
{
  GSubprocess *sweeper;
};

/* Lines of words, as a text has them. */
static void
fill_block (char block[BLOCK])
{
  static const char line[] = "the queue of tasks waits for the lock of the loop at the end of time\n";

  for (gsize i = 0; i < BLOCK; i++)
    block[i] = line[i % (sizeof (line) - 1)];
}

static int
reserve_room (LabEngine *engine, int fd, gint64 size)
{
  int problem = 0;

  do
    problem = size > 0 ? posix_fallocate (fd, 0, size) : 0;
  while (problem == EINTR && !lab_engine_is_cancelled (engine));
  return problem;
}

/* On the disk when it returns: only what need not be written any more can leave the page cache. In a cancelled run it
 * may return at any time, with anything. */
static int
write_file (LabEngine *engine, int fd, gint64 size, const char block[BLOCK])
{
  int problem = reserve_room (engine, fd, size);

  while (problem == 0 && size > 0 && !lab_engine_is_cancelled (engine))
    {
      gssize length = write (fd, block, (gsize) MIN (size, BLOCK));

      if (length < 0 && errno != EINTR)
        problem = errno;
      size -= MAX (length, 0);
    }
  return problem == 0 && size == 0 && fdatasync (fd) < 0 ? errno : problem;
}

static int
make_file (LabEngine *engine, const char *path, gint64 size, const char block[BLOCK])
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int problem;

  if (fd < 0)
    return errno;
  problem = write_file (engine, fd, size, block);
  close (fd);
  return problem;
}

static gboolean
make_files (LabEngine *engine, const LabFiles *files, const char block[BLOCK], GError **error)
{
  for (gint64 n = 1; n <= files->count && !lab_engine_is_cancelled (engine); n++)
    {
      g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, files->id, n);
      g_autofree char *path = g_build_filename (engine->scratch, name, NULL);
      int problem = make_file (engine, path, files->size, block);

      if (problem == 0 || lab_engine_is_cancelled (engine))
        continue;
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make the file %s: %s"), path, g_strerror (problem));
      return FALSE;
    }
  return TRUE;
}

static gboolean
make_all_files (LabEngine *engine, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  guint n_files;
  const LabFiles *files = lab_program_get_files (engine->program, &n_files);

  fill_block (block);
  for (guint i = 0; i < n_files; i++)
    if (!make_files (engine, &files[i], block, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_ready (GSubprocess *sweeper)
{
  char byte;

  return g_input_stream_read (g_subprocess_get_stdout_pipe (sweeper), &byte, 1, NULL, NULL) == 1;
}

static GSubprocess *
start_sweeper (const char *folder, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSubprocess) sweeper = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      &cause, lab_runner_get_path (), "--sweep", folder, NULL);

  if (sweeper != NULL && is_ready (sweeper))
    return g_steal_pointer (&sweeper);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start who deletes the files: %s"),
               cause != NULL ? cause->message : _ ("it ended at once"));
  return NULL;
}

static void
note_warmth (LabEngine *engine)
{
  if (lab_program_reads_cold (engine->program) && !lab_file_reading_can_be_cold (engine->scratch))
    lab_engine_add_note (engine, _ ("the file system of the temporary folder cannot read past the page cache, so files "
                                    "that are read \"cold\" may be in memory all the same"));
}

LabScratch *
lab_scratch_new (LabEngine *engine, GError **error)
{
  g_autoptr (LabScratch) self = g_new0 (LabScratch, 1);
  g_autoptr (GError) cause = NULL;

  engine->scratch = g_dir_make_tmp ("interleave-XXXXXX", &cause);
  if (engine->scratch == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make a folder for files: %s"), cause->message);
      return NULL;
    }
  self->sweeper = start_sweeper (engine->scratch, error);
  if (self->sweeper == NULL)
    {
      g_rmdir (engine->scratch);
      return NULL;
    }
  note_warmth (engine);
  return make_all_files (engine, error) ? g_steal_pointer (&self) : NULL;
}

void
lab_scratch_free (LabScratch *self)
{
  if (self->sweeper != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->sweeper), NULL, NULL);
      g_subprocess_wait (self->sweeper, NULL, NULL);
      g_object_unref (self->sweeper);
    }
  g_free (self);
}

void
lab_engine_sweep (int input, int output, const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  char byte = '\n';
  gssize length;

  /* Not with the group of those that are killed together. */
  setsid ();
  (void) !write (output, &byte, 1);
  do
    length = read (input, &byte, 1);
  while (length > 0 || (length < 0 && errno == EINTR));
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}
