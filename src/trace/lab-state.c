/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-event.h"

static const LabStateInfo states[LAB_N_STATES] = {
  [LAB_STATE_IDLE] = { "idle", "", N_ ("idle"), N_ ("It has nothing to do."), "none", 0xffffff, 0x242424 },
  [LAB_STATE_QUEUED] = { "queued", "Q", N_ ("queued"), N_ ("It is ready to run and waits for its turn."), "outline",
                         0x77767b, 0x9a9996 },
  [LAB_STATE_RUNNING] = { "running", "R", N_ ("running"), N_ ("It executes its steps."), "solid", 0x1a5fb4, 0x6aa8f2 },
  [LAB_STATE_SLEEPING] = { "sleeping", "S", N_ ("sleeping"), N_ ("It waits for a time to pass."), "dots", 0x718fba,
                           0x7f98bf },
  [LAB_STATE_IO] = { "io", "I", N_ ("waiting for I/O"),
                     N_ ("It waits for the outside world: the network, a disk, another program."), "diagonal", 0x1ba066,
                     0x5de487 },
  [LAB_STATE_GIL] = { "gil", "G", N_ ("waiting for the GIL"),
                      N_ ("It could run, but another thread holds the interpreter's lock."), "cross", 0xc13b00,
                      0xffa248 },
  [LAB_STATE_LOCK] = { "lock", "L", N_ ("waiting for a lock"), N_ ("It waits until another task gives a lock back."),
                       "counter-diagonal", 0x792491, 0xbf629e },
  [LAB_STATE_CHANNEL] = { "channel", "C", N_ ("waiting for another task"),
                          N_ ("It waits until another task sets an event, or puts something into a queue, or makes "
                              "room in it."),
                          "vertical", 0x986836, 0xc6a68a },
  [LAB_STATE_STARTING] = { "starting", "B", N_ ("starting"),
                           N_ ("The worker that is to run it is being made: a thread, an interpreter or a process."),
                           "horizontal", 0xbd7e00, 0xf8e25a },
  [LAB_STATE_DONE] = { "done", "D", N_ ("done"), N_ ("It has reached the end of its steps."), "none", 0x1a5fb4,
                       0x6aa8f2 },
  [LAB_STATE_FAILED] = { "failed", "F", N_ ("failed"), N_ ("It could not go on; the reason is recorded."), "none",
                         0xe01b24, 0xff7b63 },
  [LAB_STATE_CANCELLED] = { "cancelled", "X", N_ ("cancelled"), N_ ("It was stopped before it reached its end."),
                            "none", 0xe01b24, 0xff7b63 },
};

const LabStateInfo *
lab_state_get_info (LabState state)
{
  g_return_val_if_fail ((guint) state < LAB_N_STATES, NULL);

  return &states[state];
}

const char *
lab_state_get_name (LabState state)
{
  return _ (lab_state_get_info (state)->name);
}

const char *
lab_state_get_sentence (LabState state)
{
  return _ (lab_state_get_info (state)->sentence);
}

const char *
lab_deed_get_id (LabDeed deed)
{
  static const char *const ids[LAB_N_DEEDS] = {
    [LAB_DEED_TAKE] = "take", [LAB_DEED_RELEASE] = "release", [LAB_DEED_REQUEST] = "request",
    [LAB_DEED_SET] = "set",   [LAB_DEED_PUT] = "put",         [LAB_DEED_GET] = "get",
  };

  g_return_val_if_fail ((guint) deed < LAB_N_DEEDS && deed != LAB_DEED_NONE, NULL);

  return ids[deed];
}

const char *
lab_io_kind_get_id (guint kind)
{
  static const char *const ids[LAB_N_IO_KINDS] = {
    [LAB_IO_CALL] = "call",       [LAB_IO_CONNECT] = "connect",
    [LAB_IO_TLS] = "tls",         [LAB_IO_FIRST_BYTE] = "first-byte",
    [LAB_IO_RECEIVE] = "receive", [LAB_IO_GATHER] = "gather",
    [LAB_IO_FILE] = "file",       [LAB_IO_PROGRAM] = "program",
    [LAB_IO_WIRE] = "wire",
  };

  return kind < LAB_N_IO_KINDS ? ids[kind] : "unknown";
}
