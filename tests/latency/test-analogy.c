/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-comparison.h"
#include "lab-error.h"

static LabEdition *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  LabEdition *edition = lab_edition_load (name, &error);

  g_assert_no_error (error);
  return edition;
}

static LabAnalogy *
make (const char *name, double rate, const LabEdition *edition)
{
  g_autoptr (GError) error = NULL;
  LabAnalogy *analogy = lab_analogy_new (name, rate, edition, &error);

  g_assert_no_error (error);
  return analogy;
}

/* What the issue and the notes promise, word by word. */
static void
test_promised (void)
{
  static const struct
  {
    const char *analogy;
    double ns;
    const char *text;
    const char *compared;
  } cases[] = {
    { "instructions", 0.5, "6 instructions", NULL },
    { "instructions", 5, "60 instructions", NULL },
    { "instructions", 7, "84 instructions", NULL },
    { "instructions", 100, "1,200 instructions", NULL },
    { "instructions", 20e3, "240,000 instructions", NULL },
    { "instructions", 150e3, "1.8 million instructions", NULL },
    { "instructions", 250e3, "3 million instructions", NULL },
    { "instructions", 500e3, "6 million instructions", NULL },
    { "instructions", 1e6, "12 million instructions", NULL },
    { "instructions", 10e6, "120 million instructions", NULL },
    { "instructions", 20e6, "240 million instructions", NULL },
    { "instructions", 150e6, "1.8 billion instructions", NULL },
    { "seconds", 0.5, "50 s", "about 2 times tying a pair of shoes" },
    { "seconds", 5, "8 min 20 s", "about half of a coffee break" },
    { "seconds", 7, "11 min 40 s", "about a coffee break" },
    { "seconds", 100, "2 h 47 min", "about a film" },
    { "seconds", 20e3, "23 d 4 h", "about a holiday of three weeks" },
    { "seconds", 150e3, "174 days", "about half of a pregnancy" },
    { "seconds", 250e3, "289 days", "about a pregnancy" },
    { "seconds", 500e3, "1 year 7 months", "about half of an apprenticeship" },
    { "seconds", 1e6, "3 years 2 months", "about an apprenticeship" },
    { "seconds", 2e6, "6 years 4 months", "about half of all the years at school" },
    { "seconds", 2.825e6, "8 years 11 months", "about all the years at school" },
    { "seconds", 10e6, "31 years 8 months", "about a working life" },
    { "seconds", 20e6, "63 years 5 months", "about a human life" },
    { "seconds", 150e6, "475 years", "about the time since Columbus sailed" },
    { "metres", 0.5, "50 m", "about half of a football pitch" },
    { "metres", 1, "100 m", "about a football pitch" },
    { "metres", 100, "10 km", "about the height of Mount Everest" },
    { "metres", 3e3, "300 km", "about the way up to the space station" },
    { "metres", 825e3, "82,500 km", "about 2 times the way around the world" },
    { "metres", 2e6, "200,000 km", "about half of the way to the moon" },
    { "metres", 10e6, "1 million km", "about 3 times the way to the moon" },
    { "metres", 150e6, "15 million km", "about a tenth of the way to the sun" },
    { "light", 1, "30 cm", "about a ruler" },
    { "light", 1e6, "300 km", "about the way up to the space station" },
    { "l1=1s", 100, "3 min 20 s", "about brushing one's teeth" },
    { "l1=1s", 150e6, "9 years 6 months", "about all the years at school" },
    { "l1=1m", 150e6, "300,000 km", "about the way to the moon" },
  };
  g_autoptr (LabEdition) notes = load ("notes");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LabAnalogy) analogy = make (cases[i].analogy, 0, notes);
      g_autofree char *text = lab_analogy_describe (analogy, cases[i].ns);
      g_autofree char *compared = lab_analogy_compare (analogy, cases[i].ns);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (compared, ==, cases[i].compared);
    }
}

/* What a word or a unit stands for, in instructions, seconds or metres. */
static const struct
{
  const char *word;
  double value;
} units[] = {
  { "ns", 1e-9 },        { "µs", 1e-6 },         { "ms", 1e-3 },        { "s", 1 },
  { "min", 60 },         { "h", 3600 },          { "d", 86400 },        { "day", 86400 },
  { "days", 86400 },     { "month", 2629800 },   { "months", 2629800 }, { "year", 31557600 },
  { "years", 31557600 }, { "mm", 1e-3 },         { "cm", 1e-2 },        { "m", 1 },
  { "km", 1e3 },         { "light", 9.4607e15 }, { "instruction", 1 },  { "instructions", 1 },
};

static double
get_unit (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].word, word))
      return units[i].value;
  g_error ("what is \"%s\"?", word);
}

static double
read_digits (const char *word)
{
  g_auto (GStrv) groups = g_strsplit (word, ",", -1);
  g_autofree char *digits = g_strjoinv ("", groups);

  return g_ascii_strtod (digits, NULL);
}

/* Reads a text back: "6 years 4 months", "15 million km". Sets *step to what one more in its last place would be. */
static double
read_back (const char *text, double *step)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  double sum = 0;

  for (guint i = 0; words[i] != NULL;)
    {
      const char *point = strchr (words[i], '.');
      double number = read_digits (words[i]);
      double place = point == NULL ? 1 : pow (10, -(double) strlen (point + 1));

      i++;
      if (g_strcmp0 (words[i], "million") == 0 || g_strcmp0 (words[i], "billion") == 0)
        place *= words[i][0] == 'm' ? 1e6 : 1e9, number *= words[i++][0] == 'm' ? 1e6 : 1e9;
      *step = place * get_unit (words[i]);
      sum += number * get_unit (words[i]);
      if (g_str_equal (words[i++], "light"))
        i++;
    }
  return sum;
}

/* Every string of every row of every edition under every rule: read back, it is the value that the rule gives. */
static void
test_every_string_is_computed (void)
{
  static const char *const names[] = { "instructions", "seconds", "metres", "light", "l1=1s", "l1=1m" };
  static const double rates[] = { 0, 3.68, 12, 100 };
  g_autoptr (GPtrArray) editions = lab_edition_list (NULL);
  g_autoptr (LabEdition) notes = load ("notes");
  guint n_checked = 0;

  for (guint e = 0; e < editions->len; e++)
    for (guint a = 0; a < G_N_ELEMENTS (names) * G_N_ELEMENTS (rates); a++)
      {
        g_autoptr (LabAnalogy) analogy = make (names[a / G_N_ELEMENTS (rates)], rates[a % G_N_ELEMENTS (rates)], notes);
        guint n;
        const LabEditionEntry *entries = lab_edition_get_entries (g_ptr_array_index (editions, e), &n);

        for (guint i = 0; i < n; i++)
          {
            g_autofree char *text = lab_analogy_describe (analogy, entries[i].ns);
            double expected = entries[i].ns / analogy->unit_ns, step = 0;
            double found = read_back (text, &step);

            /* Rounded in the last place that is written, or to three digits. */
            if (fabs (found - expected) > MAX (0.51 * step, 0.0051 * expected))
              g_error ("%s of %s: \"%s\" is %g, but the rule (%s) gives %g", entries[i].row,
                       lab_edition_get_id (g_ptr_array_index (editions, e)), text, found, analogy->rule, expected);
            n_checked++;
          }
      }
  g_assert_cmpuint (n_checked, >, 2000);
}

static void
test_rates (void)
{
  g_autoptr (LabEdition) notes = load ("notes");
  g_autoptr (LabAnalogy) usual = make ("seconds", 0, notes);
  g_autoptr (LabAnalogy) slow = make ("seconds", 4, notes);
  g_autoptr (LabAnalogy) count = make ("instructions", 3.68, notes);
  g_autoptr (LabAnalogy) row = make ("mem=1s", 0, notes);

  g_assert_cmpstr (usual->rule, ==, "1 instruction (0.01 ns) = 1 second");
  g_assert_cmpstr (slow->rule, ==, "1 instruction (0.25 ns) = 1 second");
  g_assert_cmpstr (count->rule, ==, "1 ns = 3.68 instructions");
  g_assert_cmpstr (row->rule, ==, "Main memory reference = 1 second");
  g_assert_cmpfloat_with_epsilon (lab_analogy_apply (slow, 100), 400, 1e-9);
}

static void
test_unknown (void)
{
  static const struct
  {
    const char *name, *message;
  } cases[] = {
    { "metre", "unknown analogy \"metre\"; did you mean \"metres\"?" },
    { "l1=1h", "l1=1h: expected l1=1s or l1=1m" },
    { "sekk=1s", "unknown row \"sekk\"; did you mean \"seek\"?" },
    { "l3=1s", "the edition \"notes\" has no row \"l3\"" },
  };
  g_autoptr (LabEdition) notes = load ("notes");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_analogy_new (cases[i].name, 0, notes, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* No comparison stands in another's way, and none is farther than another when it is found. */
static void
test_nearest (void)
{
  guint n;
  const LabComparison *comparisons = lab_comparisons_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (lab_comparison_find (comparisons[i].kind, comparisons[i].value * 1.05) == &comparisons[i]);
      g_assert_true (lab_comparison_find (comparisons[i].kind, comparisons[i].value / 1.05) == &comparisons[i]);
    }
  g_assert_null (lab_comparison_find (LAB_ANALOGY_COUNT, 1));
}

/* Of the notes' own sentences one contradicts its rule. */
static void
test_claims (void)
{
  g_autoptr (LabEdition) notes = load ("notes");
  g_autoptr (GPtrArray) contradicted = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const LabClaim *claims = lab_edition_get_claims (notes, &n);

  g_assert_cmpuint (n, ==, 11);
  for (guint i = 0; i < n; i++)
    {
      char *text = lab_claim_contradict (&claims[i]);

      if (text != NULL)
        g_ptr_array_add (contradicted, text);
    }
  g_assert_cmpuint (contradicted->len, ==, 1);
  g_assert_cmpstr (
    g_ptr_array_index (contradicted, 0), ==,
    "It says of disk seek (2 ms): \"125.000 kilometer (to the moon)\". Its rule, 1 instruction (0.01 ns) "
    "= 1 metre, gives 200,000 km, about half of the way to the moon.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analogy/what was promised", test_promised);
  g_test_add_func ("/analogy/every string is what the rule gives", test_every_string_is_computed);
  g_test_add_func ("/analogy/the rate can be set and is shown", test_rates);
  g_test_add_func ("/analogy/what is no analogy", test_unknown);
  g_test_add_func ("/analogy/the nearest comparison", test_nearest);
  g_test_add_func ("/analogy/claims that contradict their rule", test_claims);
  return g_test_run ();
}
