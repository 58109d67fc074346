/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-edition.h"

G_BEGIN_DECLS

struct _LabEdition
{
  gatomicrefcount ref_count;
  GStringChunk *strings; /* owns all texts */
  const char *id;
  const char *title;
  const char *source;
  const char *licence;
  const char *note;
  int year;
  gboolean extrapolated;
  GArray *entries; /* of LabEditionEntry */
  GArray *claims;  /* of LabClaim */
};

LabEdition *lab_edition_alloc (void);

/* A copy that lives as long as the edition; NULL stays NULL. */
const char *lab_edition_keep (LabEdition *self, const char *text);

G_END_DECLS
