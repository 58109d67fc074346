/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "lab-error.h"
#include "lab-quantity.h"

typedef struct
{
  guint64 value;
  const char *text;
} Case;

static const Case durations_shown[] = {
  { 0, "0 ns" },
  { 12, "12 ns" },
  { 999, "999 ns" },
  { 1000, "1 µs" },
  { 999499, "999 µs" },
  { 999500, "1 ms" },
  { 300000000, "300 ms" },
  { 301234567, "301 ms" },
  { 1500000000, "1.5 s" },
  { 9999999999, "10 s" },
  { G_GUINT64_CONSTANT (59949999999), "59.9 s" },
  { G_GUINT64_CONSTANT (59990000000), "1 min" },
  { G_GUINT64_CONSTANT (65000000000), "1 min 5 s" },
  { G_GUINT64_CONSTANT (3599600000000), "1 h" },
  { G_GUINT64_CONSTANT (7500000000000), "2 h 5 min" },
  { G_GUINT64_CONSTANT (86399000000000), "1 d" },
  { G_GUINT64_CONSTANT (97200000000000), "1 d 3 h" },
  { G_MAXUINT64, "213504 d" },
};

static void
test_format_duration (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (durations_shown); i++)
    {
      g_autofree char *text = lab_format_duration (durations_shown[i].value);

      g_assert_cmpstr (text, ==, durations_shown[i].text);
    }
}

typedef struct
{
  double value;
  const char *text;
} RoughCase;

static void
assert_rough (char *(*format) (double value), const RoughCase *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = format (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_format_human_scale (void)
{
  static const RoughCase fine[] = {
    { 0, "0 ns" },       { 0.01, "0.01 ns" }, { 0.2714, "0.271 ns" }, { 0.5, "0.5 ns" }, { 1.084, "1.08 ns" },
    { 99.9, "99.9 ns" }, { 99.96, "100 ns" }, { 1234, "1.23 µs" },    { 3e6, "3 ms" },
  };
  static const RoughCase spans[] = {
    { 0.5, "500 ms" },
    { 50, "50 s" },
    { 500, "8 min 20 s" },
    { 1e4, "2 h 47 min" },
    { 2e6, "23 d 4 h" },
    { 2.5e7, "289 days" },
    { 365.25 * 86400, "1 year" },
    { 5e7, "1 year 7 months" },
    { 2e8, "6 years 4 months" },
    { 2.825e8, "8 years 11 months" },
    { 1.5e10, "475 years" },
    { 3.15576e14, "10 million years" },
  };
  static const RoughCase distances[] = {
    { 0.001, "1 mm" },
    { 0.2998, "30 cm" },
    { 1, "1 m" },
    { 999.6, "1 km" },
    { 8.25e7, "82,500 km" },
    { 2e8, "200,000 km" },
    { 1.5e10, "15 million km" },
    { 1.496e11, "150 million km" },
    { 4.0208e16, "4.25 light years" },
  };
  static const RoughCase counts[] = {
    { 0.25, "0.25" },         { 6, "6" }, { 84, "84" }, { 240e3, "240,000" }, { 1.8e6, "1.8 million" },
    { 1.8e9, "1.8 billion" },
  };

  assert_rough (lab_format_fine_duration, fine, G_N_ELEMENTS (fine));
  assert_rough (lab_format_span, spans, G_N_ELEMENTS (spans));
  assert_rough (lab_format_distance, distances, G_N_ELEMENTS (distances));
  assert_rough (lab_format_rough_count, counts, G_N_ELEMENTS (counts));
}

static void
test_format_size (void)
{
  static const Case cases[] = {
    { 0, "0 B" },           { 1023, "1023 B" },         { 1024, "1 KiB" },        { 65536, "64 KiB" },
    { 1572864, "1.5 MiB" }, { (1 << 20) - 1, "1 MiB" }, { 536870912, "512 MiB" }, { G_MAXUINT64, "16384 PiB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lab_format_size (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_format_count (void)
{
  static const Case cases[] = {
    { 0, "0" },
    { 999, "999" },
    { 1000, "1,000" },
    { 10000000, "10,000,000" },
    { G_MAXUINT64, "18,446,744,073,709,551,615" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lab_format_count (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
assert_shown (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format_ratio_and_share (void)
{
  assert_shown (lab_format_ratio (2.97), "2.97");
  assert_shown (lab_format_ratio (12.44), "12.4");
  assert_shown (lab_format_ratio (9.999), "10.0");
  assert_shown (lab_format_ratio (130), "130");
  assert_shown (lab_format_ratio (999.4), "999");
  assert_shown (lab_format_ratio (1119261.3), "1,119,261");
  assert_shown (lab_format_ratio (0.0 / 0.0), "–");
  assert_shown (lab_format_share (0), "0 %");
  assert_shown (lab_format_share (0.00001), "less than 0.01 %");
  assert_shown (lab_format_share (0.0002), "0.02 %");
  assert_shown (lab_format_share (0.31), "31 %");
  assert_shown (lab_format_share (1), "100 %");
  assert_shown (lab_format_share (1.0 / 0.0), "–");
}

static void
test_parse_duration (void)
{
  static const Case cases[] = {
    { 300000000, "300ms" },
    { 1500000000, "1.5s" },
    { 120000000000, "2 min" },
    { 10000, "10us" },
    { 10000, "10µs" },
    { 10000, "10μs" },
    { 3600000000000, "1h" },
    { 0, "0" },
    { 0, "0s" },
    { 0, " 0.000 " },
    { 1, "1 ns" },
    { 2, "1.5ns" },
    { 1, "0.000000001s" },
    { 1000000, "1.000000000000000000000000000000000ms" },
    { G_MAXINT64, "9223372036854775807ns" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint64 value = 77;

      lab_parse_duration (cases[i].text, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (value, ==, cases[i].value);
    }
}

static void
test_parse_size (void)
{
  static const Case cases[] = {
    { 65536, "64KiB" }, { 1000000, "1MB" }, { 10, "10 B" }, { 4096, "4096" },
    { 1536, "1.5KiB" }, { 2000, "2kB" },    { 0, "0" },     { 0, "0GiB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint64 value = 77;

      lab_parse_size (cases[i].text, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (value, ==, cases[i].value);
    }
}

static void
test_parse_integer (void)
{
  static const struct
  {
    gint64 value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 42, "+42" },
    { -7, "-7" },
    { 10000000, "10_000_000" },
    { 7, " 7 " },
    { G_MAXINT64, "9223372036854775807" },
    { G_MININT64, "-9223372036854775808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 77;

      lab_parse_integer (cases[i].text, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static gboolean
parse_integer (const char *text, guint64 *value, GError **error)
{
  gint64 number = (gint64) *value;
  gboolean ok = lab_parse_integer (text, &number, error);

  *value = (guint64) number;
  return ok;
}

typedef gboolean (*Parse) (const char *text, guint64 *value, GError **error);

static void
assert_wrong (Parse parse, const char *text)
{
  g_autoptr (GError) error = NULL;
  guint64 value = 77;

  g_assert_false (parse (text, &value, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  g_assert_true (g_str_has_prefix (error->message, "expected a "));
  g_assert_cmpuint (value, ==, 77);
}

static void
test_wrong (void)
{
  static const char *const durations[] = {
    "",
    " ",
    "300",
    "-5ms",
    "5 lightyears",
    "ms",
    ".5s",
    "1.s",
    "1,5s",
    "1e3s",
    "0x10s",
    "nan",
    "inf",
    "NaNs",
    "99999999999h",
    "99999999999999999999999999999999ns",
    "9223372036854775808ns",
    "1.5.5s",
    "5msms",
    "\xff",
    "٣s",
  };
  static const char *const sizes[] = { "", "-1", "64Kib", "KiB", "99999999999TiB", "9223372036854775808", "1 0" };
  static const char *const integers[] = {
    "",
    "-",
    "+",
    "3.5",
    "1e3",
    "0x10",
    "1,000",
    "_1",
    "1_",
    "1__0",
    "nan",
    "9223372036854775808",
    "-9223372036854775809",
    "1 2",
    "٣",
  };

  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    assert_wrong (lab_parse_duration, durations[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_wrong (lab_parse_size, sizes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    assert_wrong (parse_integer, integers[i]);
}

static void
test_texts (void)
{
  static const Case cases[] = {
    { 0, "0s" },
    { 1, "1ns" },
    { 300000000, "300ms" },
    { 1500000000, "1.5s" },
    { 3600000000000, "1h" },
    { 300000000000, "5min" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lab_duration_to_text (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static guint64
random_number (void)
{
  guint64 number = ((guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) & G_MAXINT64;

  return number >> g_test_rand_int_range (0, 63);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      guint64 number = i == 0 ? G_MAXINT64 : random_number () / (i % 3 == 0 ? 1 : 1000) * (i % 3 == 0 ? 1 : 1000);
      g_autofree char *duration = lab_duration_to_text (number);
      g_autofree char *size = lab_size_to_text (number);
      guint64 again = 0;

      g_assert_true (lab_parse_duration (duration, &again, NULL));
      g_assert_cmpuint (again, ==, number);
      g_assert_true (lab_parse_size (size, &again, NULL));
      g_assert_cmpuint (again, ==, number);
    }
}

/* Whatever the locale's decimal point is, what is typed and written has a dot. */
static void
test_locale (void)
{
  guint64 value = 0;
  g_autofree char *text = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL && setlocale (LC_NUMERIC, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  g_assert_true (lab_parse_duration ("1.5s", &value, NULL));
  g_assert_cmpuint (value, ==, 1500000000);
  text = lab_duration_to_text (1500000000);
  g_assert_cmpstr (text, ==, "1.5s");
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantity/durations are shown with three digits", test_format_duration);
  g_test_add_func ("/quantity/what stands for a latency on a human scale", test_format_human_scale);
  g_test_add_func ("/quantity/sizes are shown in binary units", test_format_size);
  g_test_add_func ("/quantity/counts are grouped", test_format_count);
  g_test_add_func ("/quantity/ratios and shares", test_format_ratio_and_share);
  g_test_add_func ("/quantity/durations are read", test_parse_duration);
  g_test_add_func ("/quantity/sizes are read", test_parse_size);
  g_test_add_func ("/quantity/integers are read", test_parse_integer);
  g_test_add_func ("/quantity/what is none is refused", test_wrong);
  g_test_add_func ("/quantity/the shortest text is written", test_texts);
  g_test_add_func ("/quantity/what is written reads back the same", test_round_trip);
  g_test_add_func ("/quantity/the locale does not matter", test_locale);
  return g_test_run ();
}
