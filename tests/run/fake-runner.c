/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab-recorder.h"

/* Stands in for interleave-runner, so that the tests of src/run see every way in which a runner can end.
 * LAB_FAKE_RUNNER says which. */

static LabRecorder *
open_recorder (int argc, char **argv)
{
  g_autoptr (LabSegment) segment = NULL;

  g_assert_cmpint (argc, ==, 5);
  g_assert_cmpstr (argv[1], ==, "--segment-fd");
  g_assert_cmpstr (argv[3], ==, "--parent");
  segment = lab_segment_new_for_fd (atoi (argv[2]), NULL);
  g_assert_nonnull (segment);
  return lab_recorder_new (segment, LAB_LANE_MAIN, "fake");
}

static void
say (LabRecorder *recorder, const char *text)
{
  lab_recorder_add_text (recorder, LAB_TEXT_PRINT, 0, text, strlen (text));
}

static void G_GNUC_NORETURN
hang (LabRecorder *recorder)
{
  say (recorder, "ready");
  for (;;)
    pause ();
}

/* Ends well, and says how many bytes it was handed. */
static int
finish (LabRecorder *recorder)
{
  char buffer[4096];
  guint64 total = 0;
  gssize length;
  g_autofree char *text = NULL;

  while ((length = read (STDIN_FILENO, buffer, sizeof (buffer))) > 0)
    total += (guint64) length;
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, total);
  say (recorder, text);
  lab_recorder_add_meta (recorder, "outcome", "{\"outcome\": \"done\", \"answer_ok\": true}");
  return 0;
}

static int
die (LabRecorder *recorder)
{
  return 3;
}

static int
crash (LabRecorder *recorder)
{
  raise (SIGKILL);
  return 0;
}

/* Is gone before the last part of a text is written. */
static int
cut (LabRecorder *recorder)
{
  const char *text = "the first part";

  lab_recorder_add_text (recorder, (LabTextKind) (LAB_TEXT_PRINT | LAB_TEXT_CONTINUES), 0, text, strlen (text));
  return 3;
}

/* Says that all went well, in a trace that cannot be read to its end. */
static int
garble (LabRecorder *recorder)
{
  g_autoptr (LabRecorder) other = lab_recorder_new (recorder->segment, LAB_LANE_THREAD, "other");

  lab_recorder_add (recorder, 0, LAB_STATE_RUNNING, 0);
  recorder->chunk->used = G_MAXUINT32;
  lab_recorder_add_meta (other, "outcome", "{\"outcome\": \"done\", \"answer_ok\": true}");
  return 0;
}

static int
ignore_sigterm (LabRecorder *recorder)
{
  signal (SIGTERM, SIG_IGN);
  hang (recorder);
}

static LabRecorder *the_recorder;

static void
on_sigterm (int number)
{
  lab_recorder_add_meta (the_recorder, "outcome", "{\"outcome\": \"cancelled\"}");
  _exit (1);
}

static int
obey (LabRecorder *recorder)
{
  the_recorder = recorder;
  signal (SIGTERM, on_sigterm);
  hang (recorder);
}

/* Leaves a process behind. */
static int
orphan (LabRecorder *recorder)
{
  g_autofree char *text = NULL;
  pid_t child = fork ();

  if (child == 0)
    for (;;)
      pause ();
  text = g_strdup_printf ("%d", (int) child);
  say (recorder, text);
  return 3;
}

static const struct
{
  const char *name;
  int (*run) (LabRecorder *recorder);
} behaviours[] = {
  { "crash", crash },   { "cut", cut },       { "die", die },
  { "finish", finish }, { "garble", garble }, { "ignore-sigterm", ignore_sigterm },
  { "obey", obey },     { "orphan", orphan },
};

int
main (int argc, char **argv)
{
  g_autoptr (LabRecorder) recorder = open_recorder (argc, argv);
  const char *behaviour = g_getenv ("LAB_FAKE_RUNNER");

  setpgid (0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (behaviours); i++)
    if (g_strcmp0 (behaviour, behaviours[i].name) == 0)
      return behaviours[i].run (recorder);
  g_error ("no such behaviour: %s", behaviour);
}
