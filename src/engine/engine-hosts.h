/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Manners towards other people's machines: so many requests at once to a host and a pause between the beginnings of
 * two, whoever in this process asks. Any thread. */
typedef struct _LabHosts LabHosts;

LabHosts *lab_hosts_new (guint limit, guint64 pause);
void lab_hosts_free (LabHosts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabHosts, lab_hosts_free)

/* TRUE: it is the turn of who asks, until lab_hosts_leave(). FALSE: the alarm (lab-alarm.h) will ring when it is worth
 * asking again, with the same alarm; who does not want to any more says lab_hosts_forget(). */
gboolean lab_hosts_enter (LabHosts *self, const char *host, GSource *alarm);
void lab_hosts_leave (LabHosts *self, const char *host);
void lab_hosts_forget (LabHosts *self, const char *host, GSource *alarm);

/* The process's own. `n_processes` of them share what may be asked of a host; as the first caller says. */
LabHosts *lab_hosts_get_default (guint n_processes);

G_END_DECLS
