/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "lab-template-part.h"

static void
append_bounded (GString *text, const char *more, gsize length)
{
  gsize room = text->len < LAB_TEXT_MAX ? LAB_TEXT_MAX - text->len : 0;

  if (length > room)
    {
      /* A cut must not split a character. */
      const char *end = more + room;

      while (end > more && (*end & 0xc0) == 0x80)
        end--;
      length = (gsize) (end - more);
    }
  g_string_append_len (text, more, (gssize) length);
}

/* By hand, for printf() takes as long as all the rest of a text. */
static void
append_number (GString *text, guint64 number)
{
  char digits[20];
  guint n = sizeof (digits);

  do
    digits[--n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  append_bounded (text, digits + n, sizeof (digits) - n);
}

/* a … z, aa, ab …: as columns of a spreadsheet are named. */
static void
append_letter (GString *text, guint64 index)
{
  char letters[8];
  guint n = sizeof (letters);

  for (index++; index > 0; index = (index - 1) / 26)
    letters[--n] = (char) ('a' + (index - 1) % 26);
  append_bounded (text, letters + n, sizeof (letters) - n);
}

/* The tasks of a group stand in a ring. */
static guint64
get_next (const LabTaskFacts *facts)
{
  return facts->index + 1 < facts->n_tasks ? (guint64) facts->index + 2 : 1;
}

static const char *
skip_space (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static gsize
get_word_length (const char *text)
{
  gsize length = 0;

  while (text[length] != '\0' && !g_ascii_isspace (text[length]))
    length++;
  return length;
}

/* A word that is not there is an empty one. */
static void
append_word (const char *item, guint number, GString *text)
{
  for (item = skip_space (item); number > 0; number--)
    item = skip_space (item + get_word_length (item));
  append_bounded (text, item, get_word_length (item));
}

static void
append_argument (const LabTaskFacts *facts, guint number, GString *text)
{
  const LabTaskTexts *texts = facts->texts;

  if (texts->items != NULL)
    append_word (g_ptr_array_index (texts->items, facts->index), number, text);
  else if (number < texts->arguments->len)
    lab_template_append (g_ptr_array_index (texts->arguments, number), facts, text);
}

static void
append_words (const char *item, GString *text)
{
  for (const char *word = skip_space (item); *word != '\0' && text->len < LAB_TEXT_MAX;)
    {
      gsize length = get_word_length (word);

      append_bounded (text, word, length);
      word = skip_space (word + length);
      if (*word != '\0')
        append_bounded (text, ", ", 2);
    }
}

static void
append_arguments (const LabTaskFacts *facts, GString *text)
{
  const GPtrArray *arguments = facts->texts->arguments;

  if (facts->texts->items != NULL)
    {
      append_words (g_ptr_array_index (facts->texts->items, facts->index), text);
      return;
    }
  for (guint i = 0; i < arguments->len && text->len < LAB_TEXT_MAX; i++)
    {
      if (i > 0)
        append_bounded (text, ", ", 2);
      append_argument (facts, i, text);
    }
}

static void
append_computed (const LabComputed *computed, GString *text)
{
  g_return_if_fail (computed != NULL);

  if (computed->kind == LAB_COMPUTE_PRIME)
    g_string_append (text, computed->value != 0 ? "prime" : "not prime");
  else
    g_string_append_printf (text, "%016" G_GINT64_MODIFIER "x", computed->value);
}

/* As often in a text as by chance: the register's upper half has no pattern that a few turns could show. */
static void
append_computed_word (const LabComputed *computed, GString *text)
{
  static const char *const words[] = { "the",   "of",   "task", "lock", "queue", "thread", "wait", "run",
                                       "event", "loop", "core", "page", "byte",  "file",   "time", "end" };

  g_return_if_fail (computed != NULL);

  append_bounded (text, words[computed->value >> 60], strlen (words[computed->value >> 60]));
}

static void
append_gathered (LabPartKind kind, const LabGathered *gathered, GString *text)
{
  static const LabGathered nothing;
  const LabGathered *facts = gathered != NULL ? gathered : &nothing;
  const char *said = kind == LAB_PART_GOT ? facts->got : facts->output;

  if (kind == LAB_PART_TAKEN || kind == LAB_PART_READ)
    append_number (text, kind == LAB_PART_TAKEN ? facts->taken : facts->read);
  else if (said != NULL)
    append_bounded (text, said, strlen (said));
}

static void
append_part (const LabPart *part, const LabTaskFacts *facts, GString *text)
{
  switch (part->kind)
    {
    case LAB_PART_LITERAL:
      append_bounded (text, part->text, part->length);
      break;
    case LAB_PART_INDEX:
      append_number (text, facts->index);
      break;
    case LAB_PART_NUMBER:
      append_number (text, (guint64) facts->index + 1);
      break;
    case LAB_PART_NEXT:
      append_number (text, get_next (facts));
      break;
    case LAB_PART_LOWER:
      append_number (text, MIN ((guint64) facts->index + 1, get_next (facts)));
      break;
    case LAB_PART_HIGHER:
      append_number (text, MAX ((guint64) facts->index + 1, get_next (facts)));
      break;
    case LAB_PART_LETTER:
      append_letter (text, facts->index);
      break;
    case LAB_PART_ARGUMENT:
      append_argument (facts, part->number, text);
      break;
    case LAB_PART_ARGUMENTS:
      append_arguments (facts, text);
      break;
    case LAB_PART_NAMED:
      lab_template_append (g_ptr_array_index (facts->texts->named, part->number), facts, text);
      break;
    case LAB_PART_TASK:
      lab_template_append (facts->texts->name, facts, text);
      break;
    case LAB_PART_COMPUTED:
      append_computed (facts->computed, text);
      break;
    case LAB_PART_WORD:
      append_computed_word (facts->computed, text);
      break;
    case LAB_PART_GOT:
    case LAB_PART_TAKEN:
    case LAB_PART_OUTPUT:
    case LAB_PART_READ:
      append_gathered (part->kind, facts->gathered, text);
      break;
    case LAB_PART_PID:
      append_number (text, (guint64) getpid ());
      break;
    case LAB_PART_STATUS:
      append_number (text, facts->computed->status);
      break;
    case LAB_PART_BYTES:
      append_number (text, facts->computed->bytes);
      break;
    case LAB_PART_PARAM:
      g_assert_not_reached ();
    }
}

void
lab_template_append (const LabTemplate *self, const LabTaskFacts *facts, GString *text)
{
  const LabPart *parts;

  g_return_if_fail (self != NULL && text != NULL);

  parts = (const LabPart *) self->parts->data;
  for (guint i = 0; i < self->parts->len && text->len < LAB_TEXT_MAX; i++)
    append_part (&parts[i], facts, text);
}

GStrv
lab_task_facts_get_arguments (const LabTaskFacts *facts)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  const GPtrArray *templates = facts->texts->arguments;
  const char *word = facts->texts->items == NULL ? "" : g_ptr_array_index (facts->texts->items, facts->index);

  for (word = skip_space (word); *word != '\0'; word = skip_space (word + get_word_length (word)))
    {
      g_autofree char *copy = g_strndup (word, get_word_length (word));

      g_strv_builder_add (arguments, copy);
    }
  for (guint i = 0; i < templates->len; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      lab_template_append (g_ptr_array_index (templates, i), facts, text);
      g_strv_builder_add (arguments, text->str);
    }
  return g_strv_builder_end (arguments);
}
