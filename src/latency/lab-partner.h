/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-probe-run.h"

G_BEGIN_DECLS

/* Who a probe plays ball with: a process or a thread that answers until the probe's process ends. */

typedef void (*LabPartner) (gpointer data);

/* On the first or second CPU. FALSE where it cannot be: then all rows are refused. The process is killed with the
 * probe's, and what `partner` returns to is its end. */
gboolean lab_partner_start_process (LabProbeRun *run, guint cpu, LabPartner partner, gpointer data);
gboolean lab_partner_start_thread (LabProbeRun *run, guint cpu, LabPartner partner, gpointer data);

/* Ends the processes that are partners, and waits for it: whose end nobody waits for is on nobody's account, and the
 * time it took would seem to be that of others, who disturb. */
void lab_partner_end_processes (void);

/* One byte there and one back, until the other end is closed: what most partners do. */
void lab_partner_echo (int in, int out);

/* A round trip that begins here. FALSE when the other end is gone. */
gboolean lab_partner_round_trip (int out, int in);

G_END_DECLS
