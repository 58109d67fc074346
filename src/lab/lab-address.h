/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whose an address is: before the network may be used, that has to be known without asking it. */
typedef enum
{
  LAB_ADDRESS_MALFORMED, /* nothing that can be fetched; whoever tries fails, and nobody is contacted */
  LAB_ADDRESS_SERVER,    /* "server:/page/1": the embedded one */
  LAB_ADDRESS_LOOPBACK,  /* on this machine */
  LAB_ADDRESS_REAL,      /* anywhere else: only with permission */
} LabAddressKind;

/* *host is for the caller to free: of a real or loopback address its host, else NULL. `host` may be NULL. */
LabAddressKind lab_address_classify (const char *address, char **host);

G_END_DECLS
