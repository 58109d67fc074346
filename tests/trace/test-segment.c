/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab-clock.h"
#include "lab-error.h"
#include "lab-segment.h"
#include "test-utils.h"

#define N_PAGES 64
#define KEPT_BACK 16
#define HOUR (3600 * LAB_NS_PER_S)

static LabSegment *
small_segment (void)
{
  g_autoptr (GError) error = NULL;
  LabSegment *segment = lab_segment_new (N_PAGES * LAB_PAGE_SIZE, &error);

  g_assert_no_error (error);
  return segment;
}

static void
test_the_header_says_what_it_is (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  const LabSegmentHeader *header = lab_segment_get_header (segment);

  g_assert_cmpmem (header->magic, sizeof (header->magic), LAB_TRACE_MAGIC, 8);
  g_assert_cmpuint (header->version, ==, LAB_TRACE_VERSION);
  g_assert_cmpuint (header->page_size, ==, LAB_PAGE_SIZE);
  g_assert_cmpuint (header->n_pages, ==, lab_segment_get_n_pages (segment));
  g_assert_cmpuint (header->origin, <=, lab_clock_now ());
  g_assert_cmpuint (header->claimed, ==, 0);
}

static void
test_claims_end_at_the_cap_and_leave_the_last_words (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  const guint8 *next = lab_segment_get_pages (segment);

  g_assert_cmpuint (lab_segment_get_n_pages (segment), ==, N_PAGES);
  for (guint i = 0; i < N_PAGES - KEPT_BACK; i++, next += LAB_PAGE_SIZE)
    g_assert_true (lab_segment_claim (segment, 1, FALSE) == next);
  g_assert_null (lab_segment_claim (segment, 1, FALSE));
  g_assert_null (lab_segment_claim (segment, KEPT_BACK + 1, TRUE));
  for (guint i = 0; i < KEPT_BACK; i++, next += LAB_PAGE_SIZE)
    g_assert_true (lab_segment_claim (segment, 1, TRUE) == next);
  g_assert_null (lab_segment_claim (segment, 1, TRUE));
  g_assert_cmpuint (lab_segment_get_header (segment)->claimed, ==, N_PAGES);
}

static void
test_a_claim_larger_than_all_is_refused (void)
{
  g_autoptr (LabSegment) segment = small_segment ();

  g_assert_null (lab_segment_claim (segment, N_PAGES + 1, TRUE));
  g_assert_null (lab_segment_claim (segment, G_MAXUINT, TRUE));
  lab_segment_get_header (segment)->claimed = G_MAXUINT64;
  g_assert_null (lab_segment_claim (segment, 1, TRUE));
}

/* Pages that are there before anyone claims them, and that are still handed out from the first on. */
static void
test_prepared_pages_are_in_memory (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  guint8 *pages = (guint8 *) lab_segment_get_pages (segment);
  guint8 resident[N_PAGES] = { 0 };

  lab_segment_prepare (segment, 0);
  lab_segment_prepare (segment, 10 * LAB_PAGE_SIZE);
  g_assert_cmpint (mincore (pages, N_PAGES * LAB_PAGE_SIZE, resident), ==, 0);
  for (guint i = 0; i < N_PAGES; i++)
    g_assert_cmpint (resident[i] & 1, ==, i < 10);
  lab_segment_prepare (segment, G_MAXUINT64);
  g_assert_true (lab_segment_claim (segment, 1, FALSE) == pages);
}

typedef struct
{
  LabSegment *segment;
  guint n;
  guint n_pages;
} Claimer;

static gpointer
claim_all (gpointer data)
{
  Claimer *claimer = data;

  while (lab_segment_claim (claimer->segment, claimer->n, FALSE) != NULL)
    claimer->n_pages += claimer->n;
  return NULL;
}

/* However many meet the cap at once: none takes what is kept back. */
static void
test_claimers_together_leave_the_last_words (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (LabSegment) segment = small_segment ();
      Claimer claimers[4];
      GThread *threads[4];
      guint sum = 0;

      for (guint i = 0; i < 4; i++)
        {
          claimers[i] = (Claimer){ segment, i + 2, 0 };
          threads[i] = g_thread_new ("claimer", claim_all, &claimers[i]);
        }
      for (guint i = 0; i < 4; i++)
        {
          g_thread_join (threads[i]);
          sum += claimers[i].n_pages;
        }
      g_assert_cmpuint (sum, <=, N_PAGES - KEPT_BACK);
      g_assert_cmpuint (lab_segment_get_header (segment)->claimed, ==, sum);
      g_assert_nonnull (lab_segment_claim (segment, KEPT_BACK, TRUE));
    }
}

static void
test_two_mappings_are_one_memory (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  g_autoptr (LabSegment) other = lab_segment_new_for_fd (dup (lab_segment_get_fd (segment)), NULL);
  guint8 *page;

  g_assert_nonnull (other);
  g_assert_cmpuint (lab_segment_get_n_pages (other), ==, N_PAGES);
  page = lab_segment_claim (segment, 1, FALSE);
  page[5] = 42;
  g_assert_cmpuint (lab_segment_get_pages (other)[5], ==, 42);
  g_assert_true (lab_segment_claim (other, 1, FALSE) == lab_segment_get_pages (other) + LAB_PAGE_SIZE);
}

static void
check_is_refused (int fd)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_segment_new_for_fd (fd, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
}

static void
test_other_descriptors_are_refused_and_closed (void)
{
  guint n_fds = test_count_fds ();
  int zeroes = memfd_create ("zeroes", MFD_CLOEXEC);

  check_is_refused (-1);
  check_is_refused (open ("/dev/null", O_RDONLY | O_CLOEXEC));
  check_is_refused (memfd_create ("empty", MFD_CLOEXEC));
  g_assert_cmpint (ftruncate (zeroes, 4 * LAB_PAGE_SIZE), ==, 0);
  check_is_refused (zeroes);
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

static void
test_an_absurd_capacity_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_segment_new (G_MAXUINT64, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (lab_segment_new (G_MAXINT64, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
}

static void
test_a_sleep_ends_at_its_deadline (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  guint64 deadline = lab_clock_now () + 2 * LAB_NS_PER_MS;

  g_assert_true (lab_segment_sleep_until (segment, 0));
  g_assert_true (lab_segment_sleep_until (segment, deadline));
  g_assert_cmpuint (lab_clock_now (), >=, deadline);
}

static gpointer
sleep_for_an_hour (gpointer data)
{
  return GINT_TO_POINTER (lab_segment_sleep_until (data, lab_clock_now () + HOUR));
}

static void
test_cancelling_ends_sleeps_of_threads (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sleeper", sleep_for_an_hour, segment);
  g_assert_false (lab_segment_is_cancelled (segment));
  lab_segment_cancel (segment);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_false (GPOINTER_TO_INT (g_thread_join (threads[i])));
  g_assert_true (lab_segment_is_cancelled (segment));
  g_assert_false (lab_segment_sleep_until (segment, lab_clock_now () + HOUR));
}

/* A process of its own that maps the memory by itself. */
static void
test_cancelling_ends_sleeps_of_processes (void)
{
  g_autoptr (LabSegment) segment = small_segment ();
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      LabSegment *own = lab_segment_new_for_fd (dup (lab_segment_get_fd (segment)), NULL);

      _exit (own != NULL && !lab_segment_sleep_until (own, lab_clock_now () + HOUR) ? 7 : 1);
    }
  lab_segment_cancel (segment);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment/the-header-says-what-it-is", test_the_header_says_what_it_is);
  g_test_add_func ("/segment/claims-end-at-the-cap", test_claims_end_at_the_cap_and_leave_the_last_words);
  g_test_add_func ("/segment/prepared-pages-are-in-memory", test_prepared_pages_are_in_memory);
  g_test_add_func ("/segment/a-claim-larger-than-all-is-refused", test_a_claim_larger_than_all_is_refused);
  g_test_add_func ("/segment/claimers-together-leave-the-last-words", test_claimers_together_leave_the_last_words);
  g_test_add_func ("/segment/two-mappings-are-one-memory", test_two_mappings_are_one_memory);
  g_test_add_func ("/segment/other-descriptors-are-refused", test_other_descriptors_are_refused_and_closed);
  g_test_add_func ("/segment/an-absurd-capacity-is-an-error", test_an_absurd_capacity_is_an_error);
  g_test_add_func ("/segment/a-sleep-ends-at-its-deadline", test_a_sleep_ends_at_its_deadline);
  g_test_add_func ("/segment/cancelling-ends-sleeps-of-threads", test_cancelling_ends_sleeps_of_threads);
  g_test_add_func ("/segment/cancelling-ends-sleeps-of-processes", test_cancelling_ends_sleeps_of_processes);
  return g_test_run ();
}
