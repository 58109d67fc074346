/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A certificate for 127.0.0.1 with its key, made now and vouched for by nobody but itself. */
GTlsCertificate *lab_certificate_make (GError **error);

G_END_DECLS
