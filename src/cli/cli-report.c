/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli.h"
#include "lab-quote.h"

static int
get_error_status (LabError code)
{
  switch (code)
    {
    case LAB_ERROR_USAGE:
    case LAB_ERROR_INVALID:
      return CLI_EXIT_USAGE;
    case LAB_ERROR_UNAVAILABLE:
      return CLI_EXIT_UNAVAILABLE;
    case LAB_ERROR_FAILED:
    default:
      return CLI_EXIT_FAILED;
    }
}

static void
report (const char *message)
{
  g_autofree char *line = cli_escape (message);

  fflush (stdout);
  fprintf (stderr, "interleave-cli: %s\n", line);
}

int
cli_report_error (const GError *error)
{
  report (error->message);
  if (error->domain == G_OPTION_ERROR)
    return CLI_EXIT_USAGE;
  return error->domain == LAB_ERROR ? get_error_status ((LabError) error->code) : CLI_EXIT_FAILED;
}

static const char *
describe_failure (const LabOutcome *outcome)
{
  switch (outcome->kind)
    {
    case LAB_OUTCOME_FAILED:
      return _ ("the run failed");
    case LAB_OUTCOME_TIMED_OUT:
      return _ ("the run was stopped: its time was up");
    case LAB_OUTCOME_DEADLOCK:
      return _ ("deadlock");
    case LAB_OUTCOME_CRASHED:
    case LAB_OUTCOME_RUNNING:
      return _ ("the runner died");
    case LAB_OUTCOME_DONE:
      return outcome->answer_known && !outcome->answer_ok ? _ ("the answer is wrong") : NULL;
    case LAB_OUTCOME_CANCELLED:
    default:
      return NULL;
    }
}

int
cli_report_outcome (const LabOutcome *outcome, const LabExperiment *experiment)
{
  const char *failure = describe_failure (outcome);
  const char *why = outcome->kind == LAB_OUTCOME_DONE ? outcome->answer_why : outcome->reason;
  g_autofree char *message = NULL;

  if (outcome->kind == LAB_OUTCOME_CANCELLED)
    return CLI_EXIT_FAILED;
  /* A demonstration that shows what it is to show has succeeded. */
  if (experiment != NULL && lab_outcome_is_expected (outcome, experiment))
    return CLI_EXIT_OK;
  if (failure == NULL)
    return CLI_EXIT_OK;
  message = why == NULL ? g_strdup (failure) : g_strdup_printf ("%s: %s", failure, why);
  report (message);
  return outcome->kind == LAB_OUTCOME_FAILED ? get_error_status (outcome->error_code) : CLI_EXIT_FAILED;
}

/* A reader that has seen enough ends us quietly. GIO ignores the signal from its first socket on. */
static void
end_by_pipe (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
}

int
cli_finish (int status)
{
  g_autofree char *message = NULL;
  gboolean failed = ferror (stdout) != 0;

  errno = 0;
  if (fflush (stdout) == 0 && !failed)
    return status;
  if (errno == EPIPE)
    end_by_pipe ();
  /* An earlier error has taken its number with it: most often it is this one again. */
  message = g_strdup_printf (_ ("cannot write to standard output: %s"), g_strerror (errno != 0 ? errno : ENOSPC));
  report (message);
  return CLI_EXIT_FAILED;
}

static void
append_letter (GString *escaped, gunichar letter)
{
  if (letter == '\n')
    g_string_append (escaped, "\\n");
  else if (letter == '\t')
    g_string_append (escaped, "\\t");
  else if (letter == '\\')
    g_string_append (escaped, "\\\\");
  else if (lab_is_control (letter))
    g_string_append_printf (escaped, letter > 0xff ? "\\u%04x" : "\\x%02x", letter);
  else
    g_string_append_unichar (escaped, letter);
}

char *
cli_escape (const char *text)
{
  GString *escaped = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gunichar letter = g_utf8_get_char_validated (text, -1);

      /* A command line need not be UTF-8: byte by byte where it is not. */
      if (letter == (gunichar) -1 || letter == (gunichar) -2)
        {
          g_string_append_printf (escaped, "\\x%02x", (guint8) *text++);
          continue;
        }
      append_letter (escaped, letter);
      text = g_utf8_next_char (text);
    }
  return g_string_free (escaped, FALSE);
}

gboolean
cli_is_terminal (FILE *stream)
{
  return isatty (fileno (stream)) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

gboolean
cli_has_style (FILE *stream)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return cli_is_terminal (stream) && (no_color == NULL || *no_color == '\0');
}
