/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lab-arena.h"

#define HUGE_PAGE ((gsize) 2 << 20)

/* More lines than this are linked by a formula: an array of their order would be memory to walk through, too. */
#define SHUFFLED_MAX ((gsize) 1 << 18)

/* How much of this process is in huge pages. */
static gsize
count_huge_bytes (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "AnonHugePages:");
  return line == NULL ? 0 : g_ascii_strtoull (line + strlen ("AnonHugePages:"), NULL, 10) * 1024;
}

gboolean
lab_arena_map (LabArena *self, gsize size, gboolean huge_pages)
{
  gsize mapped = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE + HUGE_PAGE;
  gsize before = count_huge_bytes ();
  char *place = mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (place == MAP_FAILED)
    return FALSE;
  self->start = (char *) (((gsize) place + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1));
  self->size = size;
  /* Where it is refused the page size tells. */
  madvise (self->start, mapped - HUGE_PAGE, huge_pages ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  if (madvise (self->start, size, MADV_POPULATE_WRITE) < 0)
    memset (self->start, 1, size);
  self->page_size = count_huge_bytes () - before >= size / 2 && count_huge_bytes () > before
                      ? HUGE_PAGE
                      : (gsize) sysconf (_SC_PAGESIZE);
  return TRUE;
}

/* The places of one circle. */
typedef struct
{
  char *start;
  gsize stride, n;
} Circle;

static void **
get_place (const Circle *self, gsize n)
{
  return (void **) (self->start + n * self->stride);
}

static guint64
next_random (guint64 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* Sattolo's algorithm: a random order that is one circle. */
static void
link_shuffled (const Circle *self)
{
  g_autofree guint32 *order = g_new (guint32, self->n);
  guint64 random = 88172645463325252u;

  for (gsize i = 0; i < self->n; i++)
    order[i] = (guint32) i;
  for (gsize i = self->n - 1; i > 0; i--)
    {
      gsize j = next_random (&random) % i;
      guint32 other = order[j];

      order[j] = order[i];
      order[i] = other;
    }
  for (gsize i = 0; i < self->n; i++)
    *get_place (self, i) = get_place (self, order[i]);
}

/* x -> a x + c modulo a power of two, of full period because a mod 4 is 1 and c is odd. */
static void
link_computed (const Circle *self)
{
  for (gsize i = 0; i < self->n; i++)
    *get_place (self, i) = get_place (self, (i * 1664525 + 1013904223) & (self->n - 1));
}

void **
lab_arena_link (const LabArena *self, gsize stride)
{
  const Circle circle = { self->start, stride, self->size / stride };

  if (circle.n <= SHUFFLED_MAX || (circle.n & (circle.n - 1)) != 0)
    link_shuffled (&circle);
  else
    link_computed (&circle);
  return get_place (&circle, 0);
}

void **
lab_arena_chase (void **place, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      place = *place;
      place = *place;
      place = *place;
      place = *place;
      place = *place;
      place = *place;
      place = *place;
      place = *place;
    }
  __asm__ volatile("" : "+r"(place));
  return place;
}
