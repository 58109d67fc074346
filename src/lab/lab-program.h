/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-server.h"
#include "lab-workload.h"

G_BEGIN_DECLS

/* A workload with its values filled in: what the interpreters execute. Immutable once made (but for
 * lab_program_set_rate() and the like), so any thread may read. */
typedef struct _LabProgram LabProgram;
typedef struct _LabTemplate LabTemplate;

typedef enum
{
  LAB_STEP_SLEEP,
  LAB_STEP_COMPUTE,
  LAB_STEP_PRINT,
  LAB_STEP_YIELD,
  LAB_STEP_RESULT,
  LAB_STEP_REPEAT, /* number: how often the steps up to its LAB_STEP_END_REPEAT are done */
  LAB_STEP_END_REPEAT,
  LAB_STEP_UNTIL, /* the steps up to its LAB_STEP_END_UNTIL are done again and again until the event is set */
  LAB_STEP_END_UNTIL,
  LAB_STEP_BLOCK, /* number: waits so long in a call that holds its thread, so that an event loop stands still */
  LAB_STEP_LOCK,
  LAB_STEP_UNLOCK,
  LAB_STEP_EVENT_SET,
  LAB_STEP_EVENT_WAIT,
  LAB_STEP_ADD, /* number: adds it to a counter */
  LAB_STEP_PUT, /* puts a text into a queue */
  LAB_STEP_GET,
  LAB_STEP_DRAIN, /* the steps up to its LAB_STEP_END_DRAIN are done for each item got, to the queue's end */
  LAB_STEP_END_DRAIN,
  LAB_STEP_CALL, /* runs a program to its end */
  LAB_STEP_READ, /* reads a file to its end */
  LAB_STEP_COPY, /* number: bytes into a wire, or out of one */
  LAB_STEP_FETCH,
  LAB_N_STEP_KINDS,
} LabStepKindId;

/* How an add step is done. */
typedef enum
{
  LAB_ADD_PARTED, /* read, compute, check point, write: another task may come between */
  LAB_ADD_WHOLE,  /* read, write, and nothing between: whoever holds a GIL cannot be interrupted in it */
  LAB_ADD_ATOMIC, /* one instruction */
} LabAddMode;

/* What a compute step does. */
typedef enum
{
  LAB_COMPUTE_PRIME,      /* number: say by trial division whether it is prime */
  LAB_COMPUTE_OPERATIONS, /* number: how many turns of the arithmetic kernel */
  LAB_COMPUTE_DURATION,   /* number: as many turns as take this long (ns) alone, by the calibrated rate */
} LabComputeKind;

/* What may stand in a step beside its value. */
typedef enum
{
  LAB_DETAIL_TO,      /* of PUT and COPY: the name of the queue or wire */
  LAB_DETAIL_FROM,    /* of COPY */
  LAB_DETAIL_KEY,     /* of PUT: equal ones go to the same part of the queue */
  LAB_DETAIL_TIMEOUT, /* of CALL: the program is killed when it takes longer */
  LAB_DETAIL_PIECE,   /* of READ and COPY: bytes at a time */
  LAB_DETAIL_CACHE,   /* of READ: "warm" or "cold" */
  LAB_N_DETAILS,
} LabDetail;
/* What a fetch step asks for, and how much of it. */
typedef struct
{
  GPtrArray *addresses; /* of LabTemplate: asked at once */
  guint enough;         /* when so many have come, the others are given up */
  gint64 timeout;       /* ns, for all of them */
  gint64 limit;         /* bytes of one; more is a failure */
  gboolean keep_alive;  /* a connection is used again */
  gboolean optional;    /* the task goes on without what did not come */
} LabFetch;

#define LAB_REPEAT_DEPTH_MAX 4

typedef struct
{
  LabStepKindId kind;
  guint16 index;   /* in the group's steps */
  guint16 partner; /* of REPEAT its END_REPEAT, and the other way round */
  guint16 depth;   /* of REPEAT and END_REPEAT: which of the task's counters */
  LabComputeKind compute;
  LabAddMode add;
  guint16 counter;   /* of ADD: which of the program's */
  guint16 object;    /* of steps that have one: which of the program's, where `objects` is NULL */
  guint16 *objects;  /* by task of the group; owned by the program */
  guint16 n_parts;   /* of PUT with a key: it goes to `object` or one of those behind it; else 0 */
  gint64 every;      /* of COMPUTE: gives way after so many operations or divisions; 0: never */
  gboolean constant; /* number is the same for every task */
  gint64 number;
  LabTemplate *value; /* evaluated for each task where not constant */
  GPtrArray *words;   /* of CALL: of LabTemplate, the program and its arguments; owned by the program */
  gboolean keep;      /* of CALL: what the program says */
  LabTemplate *details[LAB_N_DETAILS]; /* NULL for those that are not there */
  LabFetch *fetch;                     /* of FETCH; owned by the program */
} LabStep;

/* What a task has computed so far: the value of {computed}. Starts as { LAB_COMPUTE_OPERATIONS, task index }. */
typedef struct
{
  LabComputeKind kind;
  guint64 value; /* the arithmetic kernel's register, or 1 for prime and 0 for not prime */
  guint status;  /* of the last fetch: {status}; 0 where nothing was answered */
  guint64 bytes; /* and what it received: {bytes} */
} LabComputed;

/* What a task has got from elsewhere so far: the values of {got} and the like. Zeroed at its start. */
typedef struct
{
  char *got;     /* the last item out of a queue; owned */
  guint64 taken; /* how many items that were */
  char *output;  /* what the last program said that was to be kept; owned */
  guint64 read;  /* bytes out of files */
} LabGathered;

typedef struct
{
  guint32 first; /* index of its first task */
  guint32 n_tasks;
  const LabStep *steps;
  guint n_steps;
} LabTaskGroup;

/* Errors: LAB_ERROR_USAGE (no task at all, too many), LAB_ERROR_INVALID (an expression that has no meaning). */
LabProgram *lab_program_new (LabWorkload *workload, const LabValues *params, GError **error);
void lab_program_free (LabProgram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabProgram, lab_program_free)

guint32 lab_program_get_n_tasks (const LabProgram *self);
guint lab_program_get_n_groups (const LabProgram *self);
const LabTaskGroup *lab_program_get_group (const LabProgram *self, guint n);
const LabTaskGroup *lab_program_find_group (const LabProgram *self, guint32 task);

/* The calibrated rate of the arithmetic kernel, needed before a LAB_COMPUTE_DURATION can run. */
void lab_program_set_rate (LabProgram *self, guint64 turns_per_second);

/* How many times as long as the workload says "sleep" and "block" wait; 1 at first. */
void lab_program_set_time_scale (LabProgram *self, double scale);

gboolean lab_program_needs_rate (const LabProgram *self);

/* What a step's number is for a task; a duration's turns for LAB_COMPUTE_DURATION. FALSE with
 * LAB_ERROR_FAILED where it is no number of the step's kind for this task: the task then fails with that. `gathered`
 * may be NULL: then what speaks of it is no number. */
gboolean lab_program_get_number (const LabProgram *self, const LabStep *step, guint32 task, const LabGathered *gathered,
                                 gint64 *number, GError **error);

/* Which of the program's objects a step speaks of; the step has to be one that does. */
guint16 lab_program_get_object (const LabProgram *self, const LabStep *step, guint32 task);

/* The queue that a put step's item goes to: of a queue with parts, the one that the key says. */
guint16 lab_program_get_target (const LabProgram *self, const LabStep *step, guint32 task, const LabComputed *computed,
                                const LabGathered *gathered);

/* The locks, events and queues of all tasks, in the order of their numbers: of LabObject; the program's. */
GPtrArray *lab_program_get_objects (const LabProgram *self);

/* A queue, of the object with that number. Nothing can be got from it any more when it is empty and all tasks that may
 * put something into it have ended. */
typedef struct
{
  guint32 size;        /* it holds at most so many items; 0 of what is no queue */
  guint32 n_producers; /* tasks with a step that puts something into it */
} LabQueue;

/* An item is a text of at most so many bytes. */
#define LAB_ITEM_MAX 1000
#define LAB_QUEUE_SIZE_MAX 65536

LabQueue lab_program_get_queue (const LabProgram *self, guint16 object);

/* The queues that a task may put something into, each once: of guint16, for the caller to free; NULL where the program
 * has no queues. */
GArray *lab_program_get_targets (const LabProgram *self, guint32 task);

/* "page 1" to "page 10", for tasks to read: made before the run, and gone behind it. */
typedef struct
{
  const char *id; /* "page" */
  gint64 count;
  gint64 size; /* of each, in bytes */
} LabFiles;

const LabFiles *lab_program_get_files (const LabProgram *self, guint *n_files);

/* Whether a step reads a file past the page cache. */
gboolean lab_program_reads_cold (const LabProgram *self);

/* What a wire is made of. */
typedef enum
{
  LAB_WIRE_PIPE,
  LAB_WIRE_SOCKET,
  LAB_WIRE_MEMORY,
} LabWireKind;

/* Of the object with that number, which has to be a wire. */
LabWireKind lab_program_get_wire_kind (const LabProgram *self, guint16 object);

/* The counters. A private one is there once for each memory: that of a process, an interpreter. */
typedef struct
{
  const char *id;
  gint64 start;
  gboolean shared;
} LabCounter;

const LabCounter *lab_program_get_counters (const LabProgram *self, guint *n_counters);

/* What a print, result or put step says. Caller frees. */
char *lab_program_get_text (const LabProgram *self, const LabStep *step, guint32 task, const LabComputed *computed,
                            const LabGathered *gathered);

/* The same for what stands beside it; NULL where there is none. */
gboolean lab_program_get_detail_number (const LabProgram *self, const LabStep *step, LabDetail detail, guint32 task,
                                        const LabGathered *gathered, gint64 *number, GError **error);
GStrv lab_program_get_words (const LabProgram *self, const LabStep *step, guint32 task, const LabComputed *computed,
                             const LabGathered *gathered);
char *lab_program_get_detail (const LabProgram *self, const LabStep *step, LabDetail detail, guint32 task,
                              const LabComputed *computed, const LabGathered *gathered);

/* The n-th address of a fetch step. Caller frees. */
char *lab_program_get_address (const LabProgram *self, const LabStep *step, guint n, guint32 task);

/* Whether there is a fetch at all; what the embedded server is to do, or NULL where no step fetches from it; which real
 * hosts are fetched from ("a.org, b.org", the first few), or NULL. */
gboolean lab_program_fetches (const LabProgram *self);
const LabServerSettings *lab_program_get_server (const LabProgram *self);
const char *lab_program_get_hosts (const LabProgram *self);

/* "task 3", "producer 1"; caller frees. Arguments: positional and named ones as bytes to send along:
 * {"arguments": ["a"], "named": {"x": "1"}}. */
char *lab_program_get_task_name (const LabProgram *self, guint32 task);
char *lab_program_get_task_arguments (const LabProgram *self, guint32 task);

/* What is expected. */

/* TRUE where results[i] (of task i; NULL where it has none) and the counters are right. `why` says for the caller to
 * free what was expected and found first, or NULL. Works without the engine: primes by Miller and Rabin's test, the
 * arithmetic kernel by jumping ahead in log n steps. */
gboolean lab_program_check_answer (const LabProgram *self, const char *const *results, const gint64 *counters,
                                   char **why);

/* What the counter is at the end where no update is lost. FALSE where that depends on more than the program. */
gboolean lab_program_get_counter_sum (const LabProgram *self, guint counter, gint64 *sum);

G_END_DECLS
