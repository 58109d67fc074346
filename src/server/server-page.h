/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "lab-server.h"

G_BEGIN_DECLS

/* Answers a request that was paused, and lets it go on. */
void lab_page_answer (const LabPage *page, SoupServerMessage *message);

G_END_DECLS
