/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-program.h"

G_BEGIN_DECLS

/* Texts with placeholders: "task {number} of {tasks}". Compiled when a workload is read, bound to a run's values
 * when a program is made (parameters become plain text), and then evaluated for each task. Immutable. */

/* What a template may speak of. */
typedef enum
{
  LAB_NAMES_PARAMS = 0,         /* the workload's parameters: always */
  LAB_NAMES_TASK = 1 << 0,      /* index, number, letter, next, lower, higher */
  LAB_NAMES_ARGUMENTS = 1 << 1, /* argument, argument1 …, arguments */
  LAB_NAMES_NAMED = 1 << 2,     /* the named arguments */
  LAB_NAMES_TASK_NAME = 1 << 3, /* task */
  LAB_NAMES_COMPUTED = 1 << 4,  /* computed, word, status, bytes */
  LAB_NAMES_GATHERED = 1 << 5,  /* got, taken, output, read, pid: what only a run can tell */
  LAB_NAMES_STEP = LAB_NAMES_TASK | LAB_NAMES_ARGUMENTS | LAB_NAMES_NAMED | LAB_NAMES_TASK_NAME,
  LAB_NAMES_ALL = LAB_NAMES_STEP | LAB_NAMES_COMPUTED,
  LAB_NAMES_AMOUNT = LAB_NAMES_STEP | LAB_NAMES_GATHERED,
  LAB_NAMES_RUN = LAB_NAMES_ALL | LAB_NAMES_GATHERED,
} LabNameKinds;

#define LAB_ARGUMENTS_UNKNOWN G_MAXUINT

typedef struct
{
  const LabParamSpec *params;
  guint n_params;
  const char *const *named; /* NULL-terminated, or NULL */
  guint n_arguments;        /* LAB_ARGUMENTS_UNKNOWN where each task has its own number of them */
} LabNames;

/* How a parameter is written into the text. */
typedef enum
{
  LAB_STYLE_TYPED,   /* "300ms": as it would be typed */
  LAB_STYLE_SHOWN,   /* "300 ms": durations and sizes as they are shown */
  LAB_STYLE_LIST,    /* as typed, however long it is */
  LAB_STYLE_INTEGER, /* "300000000": durations and sizes in ns and bytes */
} LabTemplateStyle;

/* So that no workload can blow up: a text is cut after so many bytes, a template has only so many placeholders. */
#define LAB_TEXT_MAX (64 * 1024)
#define LAB_PLACEHOLDERS_MAX 32

/* What a bound template is evaluated with. */
typedef struct
{
  const LabTemplate *name;
  GPtrArray *arguments; /* of LabTemplate; NULL where items has them */
  GPtrArray *named;     /* of LabTemplate */
  GPtrArray *items;     /* of char: the item of each task, whose words are its arguments; or NULL */
} LabTaskTexts;

typedef struct
{
  const LabTaskTexts *texts;
  guint32 index;   /* in its group */
  guint32 n_tasks; /* of the group */
  const LabComputed *computed;
  const LabGathered *gathered; /* NULL: nothing yet */
} LabTaskFacts;

/* Errors: LAB_ERROR_INVALID. */
LabTemplate *lab_template_new (const char *text, const LabNames *names, LabNameKinds allowed, GError **error);
void lab_template_free (LabTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabTemplate, lab_template_free)

LabTemplate *lab_template_bind (const LabTemplate *self, const LabValues *params, LabTemplateStyle style);

/* The text of a template without placeholders, else NULL. */
const char *lab_template_get_constant (const LabTemplate *self);

/* The plain text before its first placeholder. */
const char *lab_template_get_start (const LabTemplate *self);

/* Adds the text for a task; no more than LAB_TEXT_MAX bytes come to stand in it. Only of bound ones. */
void lab_template_append (const LabTemplate *self, const LabTaskFacts *facts, GString *text);

/* The task's positional arguments, NULL-terminated; caller frees with g_strfreev(). */
GStrv lab_task_facts_get_arguments (const LabTaskFacts *facts);

/* Whether a name means something in every template, and so cannot name anything else. */
gboolean lab_template_is_reserved (const char *name);

G_END_DECLS
