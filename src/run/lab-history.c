/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lab-data.h"
#include "lab-history-entry.h"
#include "lab-quantity.h"

#define KIND "history"
#define WORDS ".json"
#define TRACE ".trace"
#define DELETED ".deleted" /* the words of a run that is not on the list */

struct _LabHistory
{
  char *folder;
};

LabHistory *
lab_history_new (const char *folder)
{
  LabHistory *self = g_new0 (LabHistory, 1);

  self->folder = folder != NULL ? g_strdup (folder) : lab_data_get_user_folder (KIND);
  return self;
}

void
lab_history_free (LabHistory *self)
{
  g_free (self->folder);
  g_free (self);
}

const char *
lab_history_get_folder (const LabHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

static char *
build_path (const LabHistory *self, const char *id, const char *ending)
{
  g_autofree char *file = g_strconcat (id, ending, NULL);

  return g_build_filename (self->folder, file, NULL);
}

char *
lab_history_get_path (const LabHistory *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return build_path (self, id, TRACE);
}

/* When, so that a folder sorts by it, and something that no other program has at the same moment. */
static char *
make_id (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s-%08x", time, g_random_int ());
}

/* Of the files of one run: the part before the first point, where it looks like ours. Caller frees. */
static char *
get_id (const char *file)
{
  gsize length = strcspn (file, ".");

  if (length != strlen ("20260101-000000-00000000") || strspn (file, "0123456789abcdef-") != length)
    return NULL;
  return g_strndup (file, length);
}

static LabHistoryEntry *
read_entry (const LabHistory *self, const char *id, const char *ending)
{
  g_autofree char *path = build_path (self, id, ending);
  g_autofree char *trace = build_path (self, id, TRACE);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *json = lab_data_read (path, LAB_HISTORY_ENTRY_SIZE_MAX, &length, &error);
  LabHistoryEntry *entry;
  GStatBuf info;

  if (json == NULL || g_stat (trace, &info) < 0 || !S_ISREG (info.st_mode))
    return NULL;
  entry = lab_history_entry_new_from_json (json, (gssize) length, path, NULL);
  if (entry == NULL)
    return NULL;
  entry->id = g_strdup (id);
  entry->bytes = (guint64) info.st_size;
  return entry;
}

static int
compare_entries (gconstpointer one, gconstpointer other)
{
  const LabHistoryEntry *a = *(const LabHistoryEntry *const *) one;
  const LabHistoryEntry *b = *(const LabHistoryEntry *const *) other;

  if (a->time != b->time)
    return a->time > b->time ? -1 : 1;
  return strcmp (b->id, a->id);
}

GPtrArray *
lab_history_list (const LabHistory *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_history_entry_free);
  g_autoptr (GDir) dir = NULL;
  const char *file;

  g_return_val_if_fail (self != NULL, entries);

  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *id = g_str_has_suffix (file, WORDS) ? get_id (file) : NULL;
      LabHistoryEntry *entry = id != NULL ? read_entry (self, id, WORDS) : NULL;

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

static gboolean
write_words (const LabHistory *self, const LabHistoryEntry *entry, GError **error)
{
  g_autofree char *path = build_path (self, entry->id, WORDS);
  g_autofree char *json = lab_history_entry_to_json (entry);
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path, json, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, "%s", cause->message);
  return FALSE;
}

static void
delete_file (const LabHistory *self, const char *id, const char *ending)
{
  g_autofree char *path = build_path (self, id, ending);

  g_unlink (path);
}

/* The words last: a run without them is no longer on anybody's list, one without a trace neither. */
static void
remove_all (const LabHistory *self, const char *id)
{
  delete_file (self, id, TRACE);
  delete_file (self, id, WORDS);
  delete_file (self, id, DELETED);
}

static gboolean
write_trace (const LabHistory *self, LabHistoryEntry *entry, LabTrace *trace, guint64 limit, GError **error)
{
  g_autofree char *path = build_path (self, entry->id, TRACE);
  GStatBuf info;

  if (!lab_trace_save (trace, path, error))
    return FALSE;
  if (g_stat (path, &info) < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot read %s: %s"), path, g_strerror (errno));
      return FALSE;
    }
  entry->bytes = (guint64) info.st_size;
  if (entry->bytes > limit)
    {
      g_autofree char *size = lab_format_size (entry->bytes);
      g_autofree char *most = lab_format_size (limit);

      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("it takes %s, and all kept runs together may take %s"), size,
                   most);
      return FALSE;
    }
  return TRUE;
}

gboolean
lab_history_add (const LabHistory *self, LabHistoryEntry *entry, LabTrace *trace, guint64 limit, GError **error)
{
  g_return_val_if_fail (self != NULL && entry != NULL && trace != NULL, FALSE);

  if (g_mkdir_with_parents (self->folder, 0700) < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make the folder %s: %s"), self->folder,
                   g_strerror (errno));
      return FALSE;
    }
  g_free (entry->id);
  entry->id = make_id ();
  if (!write_trace (self, entry, trace, limit, error) || !write_words (self, entry, error))
    {
      remove_all (self, entry->id);
      return FALSE;
    }
  lab_history_prune (self, limit);
  return TRUE;
}

static gboolean
fail_unknown (GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("this run is not kept any more"));
  return FALSE;
}

gboolean
lab_history_rename (const LabHistory *self, const char *id, const char *title, GError **error)
{
  g_autoptr (LabHistoryEntry) entry = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  entry = read_entry (self, id, WORDS);
  if (entry == NULL)
    return fail_unknown (error);
  g_free (entry->title);
  entry->title = title != NULL && *title != '\0' ? g_strdup (title) : NULL;
  return write_words (self, entry, error);
}

static gboolean
move_words (const LabHistory *self, const char *id, const char *from, const char *to, GError **error)
{
  g_autofree char *old = build_path (self, id, from);
  g_autofree char *new = build_path (self, id, to);

  if (g_rename (old, new) == 0)
    return TRUE;
  if (errno == ENOENT)
    return fail_unknown (error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot rename %s: %s"), old, g_strerror (errno));
  return FALSE;
}

gboolean
lab_history_delete (const LabHistory *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return move_words (self, id, WORDS, DELETED, error);
}

gboolean
lab_history_restore (const LabHistory *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return move_words (self, id, DELETED, WORDS, error);
}

void
lab_history_purge (const LabHistory *self, const char *id)
{
  g_autofree char *deleted = NULL;

  g_return_if_fail (self != NULL && id != NULL);

  deleted = build_path (self, id, DELETED);
  if (g_file_test (deleted, G_FILE_TEST_EXISTS))
    remove_all (self, id);
}

void
lab_history_prune (const LabHistory *self, guint64 limit)
{
  g_autoptr (GPtrArray) entries = NULL;
  guint64 sum = 0;

  g_return_if_fail (self != NULL);

  entries = lab_history_list (self);
  for (guint i = 0; i < entries->len; i++)
    {
      const LabHistoryEntry *entry = g_ptr_array_index (entries, i);

      sum += entry->bytes;
      if (sum > limit)
        remove_all (self, entry->id);
    }
}

/* What a program that died has left: a trace without words, and files that were to be renamed when they were whole. */
static gboolean
is_left_behind (const LabHistory *self, const char *id, const char *file)
{
  const char *ending = file + strlen (id);
  g_autofree char *words = build_path (self, id, WORDS);
  g_autofree char *deleted = build_path (self, id, DELETED);

  if (g_str_equal (ending, DELETED))
    return TRUE;
  if (g_str_equal (ending, TRACE))
    return !g_file_test (words, G_FILE_TEST_EXISTS) && !g_file_test (deleted, G_FILE_TEST_EXISTS);
  return g_str_has_prefix (ending, TRACE ".") || g_str_has_prefix (ending, WORDS ".");
}

static void
sweep_file (const LabHistory *self, const char *file, gint64 before)
{
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autofree char *id = get_id (file);
  GStatBuf info;

  if (id == NULL || g_stat (path, &info) < 0 || info.st_ctime > before || !is_left_behind (self, id, file))
    return;
  if (g_str_has_suffix (file, DELETED))
    lab_history_purge (self, id);
  else
    g_unlink (path);
}

void
lab_history_sweep (const LabHistory *self, gint64 seconds)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC - seconds;
  g_autoptr (GDir) dir = NULL;
  const char *file;

  g_return_if_fail (self != NULL);

  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    sweep_file (self, file, before);
}
