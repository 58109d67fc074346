/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lab-clock.h"
#include "lab-latency-row.h"
#include "lab-machine.h"
#include "lab-probe-child.h"
#include "lab-suite.h"

/* What the repetitions of one probe have come to so far. */
typedef struct
{
  const LabProbe *probe;
  guint n; /* repetitions */
  LabProbeResult results[LAB_REPETITIONS_MAX][LAB_PROBE_ROWS_MAX];
} Progress;

typedef struct
{
  const LabSuite *suite;
  LabConditions *conditions;
  LabSuiteReport report;
  gpointer data;
  LabProbeRun run; /* what all repetitions begin with */
  char *no_scratch;
} Session;

static gint cancelled; /* atomic */

void
lab_suite_cancel (void)
{
  g_atomic_int_set (&cancelled, TRUE);
}

void
lab_suite_init (LabSuite *self, gboolean careful)
{
  *self = (LabSuite){
    .probes = lab_probes_get (),
    .repetitions = careful ? 7 : LAB_REPETITIONS_MIN,
    .more = 2,
    .scale = careful ? 2 : 1,
    .time_limit = (careful ? 5 : 3) * LAB_NS_PER_S,
    .memory = MIN (G_GUINT64_CONSTANT (1) << 30, lab_machine_get_free_memory () / 4),
  };
}

char *
lab_suite_get_default_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "interleave", NULL);
}

/* Whether two processors are threads of one core. */
static gboolean
share_core (int one, int other)
{
  g_autofree char *path = g_strdup_printf ("/sys/devices/system/cpu/cpu%d/topology/thread_siblings", one);
  g_autofree char *other_path = g_strdup_printf ("/sys/devices/system/cpu/cpu%d/topology/thread_siblings", other);
  g_autofree char *siblings = NULL;
  g_autofree char *other_siblings = NULL;

  return g_file_get_contents (path, &siblings, NULL, NULL)
         && g_file_get_contents (other_path, &other_siblings, NULL, NULL) && g_str_equal (siblings, other_siblings);
}

/* The first that we may use and, if possible, one of another core. */
static void
choose_cpus (Session *session)
{
  int *cpus = session->run.cpus;
  cpu_set_t allowed;

  cpus[0] = cpus[1] = -1;
  if (sched_getaffinity (0, sizeof (allowed), &allowed) < 0)
    return;
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    {
      if (!CPU_ISSET ((gsize) cpu, &allowed))
        continue;
      if (cpus[0] < 0)
        cpus[0] = cpu;
      else if (cpus[1] < 0 || (share_core (cpus[0], cpus[1]) && !share_core (cpus[0], cpu)))
        cpus[1] = cpu;
    }
  session->conditions->same_core = cpus[1] >= 0 && share_core (cpus[0], cpus[1]);
}

/* A file without a name: nothing is left of it, whatever happens. */
static void
open_scratch (Session *session)
{
  const char *folder = session->conditions->folder;
  g_autofree char *path = g_build_filename (folder, "scratch-XXXXXX", NULL);

  session->run.scratch = -1;
  if (g_mkdir_with_parents (folder, 0700) == 0)
    session->run.scratch = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (session->run.scratch < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
    {
      session->run.scratch = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
      if (session->run.scratch >= 0)
        unlink (path);
    }
  if (session->run.scratch < 0)
    session->no_scratch = g_strdup_printf ("%s: %s", folder, g_strerror (errno));
  session->run.no_scratch = session->no_scratch;
}

static gboolean
wants_row (const LabSuite *suite, const LabProbe *probe, guint row)
{
  if (suite->rows != NULL)
    return g_strv_contains (suite->rows, probe->rows[row].id);
  return probe->group != LAB_PROBE_ASKED || suite->remote != NULL;
}

static gboolean
wants_probe (const LabSuite *suite, const LabProbe *probe)
{
  for (guint row = 0; row < probe->n_rows; row++)
    if (wants_row (suite, probe, row))
      return TRUE;
  return FALSE;
}

static gboolean
session_repeat (Session *session, Progress *progress)
{
  const LabProbeLimits limits = { .time_limit = session->suite->time_limit, .memory = session->suite->memory };
  LabProbeRun run = session->run;

  run.probe = progress->probe;
  if (!lab_probe_child_run (&run, &limits, &cancelled))
    return FALSE;
  memcpy (progress->results[progress->n++], run.results, sizeof (run.results));
  return TRUE;
}

static char *
make_text (const char *text)
{
  return text[0] == '\0' ? NULL : g_utf8_make_valid (text, -1);
}

/* What one repetition says of the row beside its number: the last that says anything is heard. */
static void
take_over (LabReading *reading, const LabProbeResult *result)
{
  if (result->note[0] != '\0')
    {
      g_free (reading->note);
      reading->note = make_text (result->note);
    }
  reading->working_set = MAX (reading->working_set, result->working_set);
  reading->page_size = result->page_size;
  g_array_set_size (reading->cpus, 0);
  for (guint i = 0; i < G_N_ELEMENTS (result->cpus); i++)
    if (result->cpus[i] >= 0)
      g_array_append_val (reading->cpus, result->cpus[i]);
}

static LabReading *
progress_conclude (const Progress *self, guint row)
{
  const LabProbeRow *about = &self->probe->rows[row];
  LabReading *reading = lab_reading_new (about->id, _ (about->method));
  LabSummary summaries[LAB_REPETITIONS_MAX];
  const LabProbeResult *bad = NULL;
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const LabProbeResult *result = &self->results[i][row];

      if (result->status == LAB_READING_MEASURED)
        summaries[n++] = result->summary;
      else if (bad == NULL || result->status == LAB_READING_UNAVAILABLE)
        bad = result;
      take_over (reading, result);
    }
  if (n >= LAB_REPETITIONS_MIN || bad == NULL)
    lab_reading_conclude (reading, summaries, n, about->estimator);
  else
    {
      reading->status = (LabReadingStatus) bad->status;
      reading->why = bad->why[0] != '\0' ? make_text (bad->why) : g_strdup (_ ("it took no samples"));
    }
  return reading;
}

/* Whether more repetitions might give a better grade to a row that is wanted. */
static gboolean
progress_is_doubtful (const Progress *self, const LabSuite *suite)
{
  for (guint row = 0; row < self->probe->n_rows; row++)
    {
      g_autoptr (LabReading) reading = progress_conclude (self, row);

      if (wants_row (suite, self->probe, row) && reading->status == LAB_READING_MEASURED
          && reading->estimate.grade > LAB_GRADE_B)
        return TRUE;
    }
  return FALSE;
}

static void
session_report (Session *session, const Progress *progress, double foreign_share)
{
  for (guint i = 0; i < progress->n; i++)
    session->conditions->drift_share = MAX (session->conditions->drift_share, progress->results[i][0].drift);
  for (guint row = 0; row < progress->probe->n_rows; row++)
    {
      g_autoptr (LabReading) reading = progress_conclude (progress, row);

      lab_reading_doubt (reading, foreign_share);
      if (wants_row (session->suite, progress->probe, row))
        session->report (reading, session->data);
    }
}

static GArray *
session_collect_group (Session *session, LabProbeGroup group)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Progress));

  for (const LabProbe *const *probe = session->suite->probes; *probe != NULL; probe++)
    {
      Progress progress = { .probe = *probe };

      if ((*probe)->group == group && wants_probe (session->suite, *probe))
        g_array_append_val (all, progress);
    }
  return all;
}

/* Round after round, so that the repetitions of one probe are as far from each other as the group allows. */
static gboolean
session_run_group (Session *session, LabProbeGroup group)
{
  g_autoptr (GArray) all = session_collect_group (session, group);
  guint most = MIN (session->suite->repetitions + session->suite->more, LAB_REPETITIONS_MAX);
  LabCpuTimes from, to;

  lab_cpu_times_read (&from);
  for (guint round = 0; round < most; round++)
    for (guint i = 0; i < all->len; i++)
      {
        Progress *progress = &g_array_index (all, Progress, i);

        if (round >= session->suite->repetitions && !progress_is_doubtful (progress, session->suite))
          continue;
        if (!session_repeat (session, progress))
          return FALSE;
      }
  lab_cpu_times_read (&to);
  for (guint i = 0; i < all->len; i++)
    session_report (session, &g_array_index (all, Progress, i), lab_cpu_times_get_foreign_share (&from, &to));
  return TRUE;
}

/* Those that no probe can measure anywhere say so. */
static void
session_report_impossible (Session *session)
{
  guint n;
  const LabLatencyRow *rows = lab_latency_rows_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LabReading) reading = NULL;

      if (rows[i].why_not == NULL)
        continue;
      reading = lab_reading_new (rows[i].id, NULL);
      reading->status = LAB_READING_UNAVAILABLE;
      reading->why = g_strdup (_ (rows[i].why_not));
      session->report (reading, session->data);
    }
}

static gboolean
session_run (Session *session)
{
  for (guint group = 0; group < LAB_N_PROBE_GROUPS; group++)
    if (!session_run_group (session, (LabProbeGroup) group))
      return FALSE;
  if (session->suite->rows == NULL)
    session_report_impossible (session);
  return TRUE;
}

gboolean
lab_suite_run (const LabSuite *self, LabConditions *conditions, LabSuiteReport report, gpointer data)
{
  Session session = { .suite = self, .conditions = conditions, .report = report, .data = data };
  LabCpuTimes from, to;
  sigset_t signals, before;
  gboolean whole;

  g_return_val_if_fail (self != NULL && conditions != NULL && report != NULL, FALSE);

  session.run.scale = self->scale;
  session.run.remote = self->remote;
  choose_cpus (&session);
  open_scratch (&session);
  sigemptyset (&signals);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGINT);
  sigprocmask (SIG_BLOCK, &signals, &before);
  lab_cpu_times_read (&from);

  whole = session_run (&session);

  lab_cpu_times_read (&to);
  lab_conditions_set_shares (conditions, &from, &to);
  sigprocmask (SIG_SETMASK, &before, NULL);
  if (session.run.scratch >= 0)
    close (session.run.scratch);
  g_free (session.no_scratch);
  g_atomic_int_set (&cancelled, FALSE);
  return whole;
}
