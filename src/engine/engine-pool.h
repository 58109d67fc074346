/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"

G_BEGIN_DECLS

/* Threads with a worker each, which do what is pushed. Made and freed by one thread. */
typedef struct _LabPool LabPool;

typedef struct
{
  const char *lane_name; /* translated, borrowed: the lanes are called this and a number */
  guint n_threads;       /* 0: a thread for each push */
  LabGil *gil;           /* borrowed: the workers run their tasks under this lock; NULL: none */
  /* Does what was pushed, on a thread of the pool. Whoever waits for it is told by its last lines. */
  void (*run) (LabWorker *worker, gpointer data);
} LabPoolSetup;

/* LAB_ERROR_FAILED where not a single thread could be started. */
LabPool *lab_pool_new (LabEngine *engine, const LabPoolSetup *setup, GError **error);

/* Waits for all that was pushed. */
void lab_pool_free (LabPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabPool, lab_pool_free)

/* Any thread. `data` is not NULL. FALSE where it would need a thread that cannot be started. */
gboolean lab_pool_push (LabPool *self, gpointer data, GError **error);

/* Runs all tasks of the engine's program as the options "mode" and "workers" say, under a lock (NULL: none): what the
 * models of threads do. */
gboolean lab_pool_run_program (LabEngine *engine, LabGil *gil, GError **error);

G_END_DECLS
