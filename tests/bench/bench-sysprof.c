/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include <sysprof-capture.h>

#include "bench-subject.h"

#define BUFFER_SIZE (1 << 20)

static SysprofCaptureWriter *writer;

static void
prepare (guint n_events)
{
  int fd = memfd_create ("sysprof", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  writer = sysprof_capture_writer_new_from_fd (fd, BUFFER_SIZE);
  g_assert_nonnull (writer);
}

static void
add (guint n_events)
{
  int pid = getpid ();

  for (guint i = 0; i < n_events; i++)
    sysprof_capture_writer_add_mark (writer, SYSPROF_CAPTURE_CURRENT_TIME, -1, pid, 0, "task", "running", "");
}

static void
finish (void)
{
  g_clear_pointer (&writer, sysprof_capture_writer_unref);
}

const BenchSubject bench_sysprof = { prepare, add, finish };
