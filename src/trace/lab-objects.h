/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* What the tasks of a run share, as the trace's "objects" record says: an event's `detail` is a place in this list. */
typedef enum
{
  LAB_OBJECT_GIL, /* an interpreter's lock */
  LAB_OBJECT_LOCK,
  LAB_OBJECT_EVENT,
  LAB_OBJECT_QUEUE,
  LAB_OBJECT_WIRE, /* bytes go through it from one task to another */
  LAB_N_OBJECT_KINDS,
} LabObjectKind;

typedef struct
{
  LabObjectKind kind;
  char *name; /* owned; as the workload calls it, "GIL" or "GIL 2" of interpreters */
} LabObject;

#define LAB_OBJECTS_MAX 65535u

/* Of LabObject, which go with it. */
GPtrArray *lab_objects_new (void);
void lab_objects_add (GPtrArray *objects, LabObjectKind kind, const char *name);

/* [{"kind": "lock", "name": "A"}, …]; caller frees. */
char *lab_objects_to_json (GPtrArray *objects);

/* Empty where the trace has no such record or one that makes no sense; read up to the first entry that does not. */
GPtrArray *lab_objects_new_from_trace (LabTrace *trace);

/* NULL where there is no such object. */
const LabObject *lab_objects_get (GPtrArray *objects, guint n);

/* "lock", "gil" …, never translated. */
const char *lab_object_kind_get_id (LabObjectKind kind);

G_END_DECLS
