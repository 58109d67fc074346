/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-recorder.h"
#include "lab-trace.h"

G_BEGIN_DECLS

/* Records an event with a time of its own. */
void test_add_at (LabRecorder *recorder, guint64 time, guint32 task, LabState state);

/* A folder that goes with all its files; and how many files are in it. */
char *test_folder_new (void);
void test_folder_free (char *folder);
guint test_folder_count (const char *folder);

typedef char TestFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

/* A small trace with everything in it: two lanes, three tasks, texts short and long. Its chunks in a file: */
enum
{
  TEST_CHUNK_EVENTS, /* of the main lane */
  TEST_CHUNK_TEXTS,  /* experiment, host */
  TEST_CHUNK_WORKER, /* events */
  TEST_CHUNK_PRINTS, /* a short text */
  TEST_CHUNK_LONG,   /* the first part of a long one */
  TEST_CHUNK_REST,   /* its other part, and the outcome */
  TEST_N_CHUNKS,
};
LabSegment *test_small_segment (void);

/* The same as the bytes of a saved file; *length is (1 + TEST_N_CHUNKS) pages. */
guint8 *test_small_trace (gsize *length);

/* Opens these bytes as a file. What the error says behind the file's name, or NULL: it opened. Caller frees. */
char *test_open_bytes (const guint8 *bytes, gsize length);

G_END_DECLS
