/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <sched.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probe-run.h"

/* Long enough for the clock, which takes some 30 ns to read, to be off by no more than some thousandths. */
#define BATCH_NS (20 * LAB_NS_PER_US)
#define BATCH_MAX (1u << 24)

/* Bounded in time, not in number: a slow machine would warm up until nothing is left. */
#define WARM_UP_SHARE 0.15

#define SAMPLES_MAX 20000

/* So many are taken even where the time is over, because others had the processor meanwhile: then three repetitions are
 * enough. */
#define SAMPLES_LEAST ((LAB_SAMPLES_MIN + LAB_REPETITIONS_MIN - 1) / LAB_REPETITIONS_MIN)

void
lab_probe_run_begin (LabProbeRun *run)
{
  for (guint i = 0; i < run->probe->n_rows; i++)
    {
      run->results[i] = (LabProbeResult){ .row = i, .status = LAB_READING_FAILED, .cpus = { -1, -1 } };
      run->samples[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
}

void
lab_probe_run_end (LabProbeRun *run)
{
  for (guint i = 0; i < run->probe->n_rows; i++)
    {
      if (run->samples[i]->len > 0)
        {
          run->results[i].status = LAB_READING_MEASURED;
          run->results[i].summary = lab_summary_compute ((double *) run->samples[i]->data, run->samples[i]->len);
        }
      g_clear_pointer (&run->samples[i], g_array_unref);
    }
}

gboolean
lab_probe_run_claim (LabProbeRun *run, guint which)
{
  if (run->cpus[which] < 0)
    {
      lab_probe_run_refuse_all (run, "%s", _ ("only one CPU may be used"));
      return FALSE;
    }
  for (guint i = 0; i < run->probe->n_rows; i++)
    run->results[i].cpus[which] = run->cpus[which];
  return TRUE;
}

gboolean
lab_probe_run_pin (LabProbeRun *run, guint which)
{
  cpu_set_t set;

  if (!lab_probe_run_claim (run, which))
    return FALSE;
  CPU_ZERO (&set);
  CPU_SET ((gsize) run->cpus[which], &set);
  if (sched_setaffinity (0, sizeof (set), &set) == 0)
    return TRUE;
  lab_probe_run_refuse_errno (run, "sched_setaffinity");
  return FALSE;
}

void
lab_probe_run_note_cpu (LabProbeRun *run)
{
  int cpu = sched_getcpu ();

  for (guint i = 0; i < run->probe->n_rows; i++)
    run->results[i].cpus[0] = cpu;
}

guint64
lab_probe_run_get_deadline (LabProbeRun *run, double share)
{
  return lab_clock_now () + (guint64) ((double) run->probe->budget * run->scale * share);
}

void
lab_probe_run_add (LabProbeRun *run, guint row, double ns)
{
  if (ns > 0 && run->samples[row]->len < SAMPLES_MAX)
    g_array_append_val (run->samples[row], ns);
}

static guint64
time_batch (LabProbeBatch batch, gpointer data, guint n)
{
  guint64 start = lab_clock_now ();

  batch (data, n);
  return lab_clock_now () - start;
}

static guint
find_batch_size (LabProbeBatch batch, gpointer data, guint64 deadline)
{
  guint n = 1;

  while (n < BATCH_MAX && time_batch (batch, data, n) < BATCH_NS && lab_clock_now () < deadline)
    n *= 2;
  return n;
}

void
lab_probe_run_measure (LabProbeRun *run, guint row, double share, LabProbeBatch batch, gpointer data)
{
  guint64 warm = lab_probe_run_get_deadline (run, share * WARM_UP_SHARE);
  guint64 deadline = lab_probe_run_get_deadline (run, share);
  guint n = find_batch_size (batch, data, warm);

  while (lab_clock_now () < warm)
    batch (data, n);
  for (guint i = 0; i < SAMPLES_LEAST || lab_clock_now () < deadline; i++)
    lab_probe_run_add (run, row, (double) time_batch (batch, data, n) / n);
}

void
lab_probe_run_describe (LabProbeRun *run, guint row, guint64 working_set, guint64 page_size)
{
  run->results[row].working_set = working_set;
  run->results[row].page_size = page_size;
}

void
lab_probe_run_note (LabProbeRun *run, guint row, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_vsnprintf (run->results[row].note, sizeof (run->results[row].note), format, arguments);
  va_end (arguments);
}

static void
refuse (LabProbeRun *run, guint row, const char *why)
{
  g_array_set_size (run->samples[row], 0);
  run->results[row].status = LAB_READING_UNAVAILABLE;
  g_strlcpy (run->results[row].why, why, sizeof (run->results[row].why));
}

void
lab_probe_run_refuse (LabProbeRun *run, guint row, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  refuse (run, row, why);
}

void
lab_probe_run_refuse_all (LabProbeRun *run, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  for (guint i = 0; i < run->probe->n_rows; i++)
    if (run->samples[i]->len == 0 && run->results[i].status != LAB_READING_UNAVAILABLE)
      refuse (run, i, why);
}

void
lab_probe_run_refuse_errno (LabProbeRun *run, const char *call)
{
  lab_probe_run_refuse_all (run, "%s: %s", call, g_strerror (errno));
}

/* The compiler must not add up, and the processor cannot: each addition needs the one before. By a register and not by
 * a constant, which newer processors add without taking a cycle. */
#define ADD_8(sum, step)                                                                                               \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;                                                                                                         \
  __asm__ volatile("" : "+r"(sum));                                                                                    \
  sum += step;

#define ROUNDS 1000
#define ADDITIONS (ROUNDS * 32)

static double
time_additions (void)
{
  guint64 sum = 1, step = 3;
  guint64 start = lab_clock_now ();

  __asm__ volatile("" : "+r"(step));
  for (guint i = 0; i < ROUNDS; i++)
    {
      ADD_8 (sum, step)
      ADD_8 (sum, step)
      ADD_8 (sum, step)
      ADD_8 (sum, step)
    }
  __asm__ volatile("" : : "r"(sum));
  return (double) (lab_clock_now () - start) / ADDITIONS;
}

double
lab_probe_run_measure_cycle (void)
{
  double fastest = INFINITY;

  for (guint i = 0; i < 6; i++)
    fastest = MIN (fastest, time_additions ());
  return fastest;
}
