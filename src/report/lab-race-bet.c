/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-bet.h"
#include "lab-race-bet.h"

static const LabEntry *
find_winner (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (lab_standings_get_rank (entries, g_ptr_array_index (entries, i)) == 1)
      return g_ptr_array_index (entries, i);
  return NULL;
}

static const LabEntry *
find_model (GPtrArray *entries, const LabModel *model)
{
  for (guint i = 0; i < entries->len; i++)
    if (((LabEntry *) g_ptr_array_index (entries, i))->experiment->model == model)
      return g_ptr_array_index (entries, i);
  return NULL;
}

static guint
count_fair (GPtrArray *entries)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += lab_standings_get_rank (entries, g_ptr_array_index (entries, i)) > 0;
  return n;
}

static char *
judge_model (const LabModel *model, const LabEntry *entry, GPtrArray *entries)
{
  guint rank = entry != NULL ? lab_standings_get_rank (entries, entry) : 0;

  if (rank == 0)
    return g_strdup_printf (_ ("You bet on \"%s\", which did not come to a right end."), _ (model->title));
  if (rank == 1)
    return g_strdup_printf (_ ("You bet on \"%s\", and it won."), _ (model->title));
  return g_strdup_printf (_ ("You bet on \"%s\": place %u of %u."), _ (model->title), rank, count_fair (entries));
}

char *
lab_race_bet_judge (const LabRaceBet *bet, GPtrArray *entries)
{
  const LabEntry *winner, *entry;
  g_autofree char *model = NULL, *time = NULL;

  g_return_val_if_fail (bet != NULL && entries != NULL, NULL);

  winner = find_winner (entries);
  if (winner == NULL)
    return NULL;
  entry = bet->model != NULL ? find_model (entries, bet->model) : NULL;
  if (bet->model != NULL)
    model = judge_model (bet->model, entry, entries);
  /* The time is that of who was bet on, where there is one. */
  if (entry == NULL || lab_standings_get_rank (entries, entry) == 0)
    entry = winner;
  if (bet->time > 0)
    time = lab_bet_describe_time (bet->time, entry->result->metrics.makespan);
  if (model != NULL && time != NULL)
    return g_strdup_printf ("%s %s", model, time);
  return g_strdup (model != NULL ? model : time);
}
