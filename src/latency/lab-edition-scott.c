/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-edition-private.h"
#include "lab-latency-row.h"

/* The model behind https://colin-scott.github.io/personal_website/research/interactive_latency.html (MIT licence),
 * function by function and to the digit: everything grows or shrinks by powers since a year with a known value. Where
 * the program mixes 1/3 with 0.33, or 1/4.5 with 0.22, its anchor is missed by a little; we give what it gives. */

#define MEGABYTE 1e6
#define PACKET 2e3

/* The program counts from the year in which the PC came out. */
static double
shift (int year)
{
  return year - 1982;
}

static double
get_cycle (int year)
{
  double frequency = year <= 2005 ? 3e9 / pow (2, shift (2005) * 0.5) * pow (sqrt (2), shift (year)) : 3e9;

  return 1e9 / frequency;
}

static double
get_memory_latency (int year)
{
  return year <= 2000 ? 100 / pow (0.93, shift (2000)) * pow (0.93, shift (year)) : 100;
}

/* Nanoseconds for so many bytes at bytes per second. */
static double
get_delay (double bytes, double bandwidth)
{
  return bytes / (bandwidth / 1e9);
}

static double
get_network_delay (int year)
{
  return get_delay (PACKET, 125e6 / pow (2, shift (2003) * 0.5) * pow (sqrt (2), shift (year)));
}

static double
get_memory_delay (int year)
{
  return get_delay (MEGABYTE, 4e9 / pow (2, shift (2001) * 0.33) * pow (pow (2, 1.0 / 3), shift (year)));
}

/* Its anchor is shifted by the year itself where 2012 was meant, so that it hardly falls. */
static double
get_ssd_latency (int year)
{
  return year <= 2014 ? 2e4 / pow (1.0 / 20, shift (year) * 0.22) * pow (pow (1.0 / 20, 1 / 4.5), shift (year)) : 16000;
}

static double
get_ssd_delay (int year)
{
  return get_delay (MEGABYTE, 3e9 / pow (2, shift (2012) * 0.33) * pow (pow (2, 1.0 / 3), shift (year)));
}

static double
get_seek (int year)
{
  return 1e7 / pow (0.5, shift (2000) * 0.1) * pow (pow (0.5, 0.1), shift (year));
}

static double
get_disk_delay (int year)
{
  double step = year <= 2002 ? 0.5 : 0.2;

  return get_delay (MEGABYTE, 1e8 / pow (2, shift (2002) * step) * pow (pow (2, step), shift (year)));
}

static double
get_data_centre_round_trip (int year)
{
  return 5e5;
}

static double
get_continent_round_trip (int year)
{
  return 1.5e8;
}

static const struct
{
  const char *row;
  double (*get) (int year);
  double factor;
  guint64 block;
} rules[] = {
  { "cycle", get_cycle, 1, 0 },
  { "l1", get_cycle, 3, 0 },
  { "branch", get_cycle, 10, 0 },
  { "l2", get_cycle, 13, 0 },
  { "mutex", get_cycle, 50, 0 },
  { "mem", get_memory_latency, 1, 0 },
  { "compress-1k", get_cycle, 6000, 1000 },
  { "net-2k", get_network_delay, 1, 2000 },
  { "ssd-random", get_ssd_latency, 1, 0 },
  { "mem-1m", get_memory_delay, 1, 1000000 },
  { "dc-rtt", get_data_centre_round_trip, 1, 0 },
  { "ssd-1m", get_ssd_delay, 1, 1000000 },
  { "seek", get_seek, 1, 0 },
  { "disk-1m", get_disk_delay, 1, 1000000 },
  { "wan", get_continent_round_trip, 1, 0 },
};

static void
set_texts (LabEdition *self)
{
  g_autofree char *id = g_strdup_printf ("scott-%d", self->year);
  g_autofree char *title = g_strdup_printf (
    self->extrapolated ? _ ("Colin Scott's model, %d (extrapolated)") : _ ("Colin Scott's model, %d"), self->year);

  self->id = lab_edition_keep (self, id);
  self->title = lab_edition_keep (self, title);
  self->source = "https://colin-scott.github.io/personal_website/research/interactive_latency.html";
  self->licence = "MIT (© Colin Scott)";
  self->note = self->extrapolated ? _ ("The model had data up to 2012: later years only prolong its curves.") : NULL;
}

LabEdition *
lab_edition_new_scott (int year)
{
  LabEdition *self = lab_edition_alloc ();

  self->year = year;
  self->extrapolated = year > LAB_SCOTT_YEAR_KNOWN;
  set_texts (self);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      double ns = rules[i].factor * rules[i].get (year);
      LabEditionEntry entry = { .row = rules[i].row, .ns = ns, .low = ns, .high = ns, .block = rules[i].block };

      entry.title = _ (lab_latency_row_find (entry.row)->title);
      g_array_append_val (self->entries, entry);
    }
  return self;
}
