# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what turns measurements into lines."""

import sys
import unittest

sys.dont_write_bytecode = True

from measure import Failure, Meter, alternate, format_line, format_number, medians, run, run_json


class Lines(unittest.TestCase):
    def test_the_ratio_is_ours_to_the_peers(self):
        self.assertEqual(format_line("a", 3, "ns", "b", 2), "a\t3\tns\tb\t2\t1.5")

    def test_what_cannot_be_compared_has_no_ratio(self):
        self.assertEqual(format_line("a", 3, "ns", "b", 2, comparable=False), "a\t3\tns\tb\t2\t-")

    def test_a_missing_peer_leaves_its_columns_empty(self):
        self.assertEqual(format_line("a", 3, "ns"), "a\t3\tns\t-\t-\t-")

    def test_a_peer_of_zero_has_no_ratio(self):
        self.assertEqual(format_line("a", 3, "ns", "b", 0), "a\t3\tns\tb\t0\t-")

    def test_numbers_have_four_digits_and_no_exponent(self):
        shown = [format_number(number) for number in (1234567.8, 100, 12.3456, 0.98765, 0.00012, 0, -0.5, None)]
        self.assertEqual(shown, ["1234568", "100", "12.35", "0.988", "0.0001", "0", "-0.5", "-"])


class Alternating(unittest.TestCase):
    def test_subjects_take_turns(self):
        calls = []

        def subject(label):
            calls.append(label)
            return {"n": len(calls)}

        found = alternate(lambda: subject("ours"), {"peer": lambda: subject("peer")}, 3, self.fail)
        self.assertEqual(calls, ["ours", "peer"] * 3)
        self.assertEqual(found, {"ours": {"n": 3}, "peer": {"n": 4}})

    def test_a_peer_that_fails_is_told_of_once(self):
        told = []

        def absent():
            raise Failure("absent")

        self.assertEqual(alternate(lambda: {"n": 1}, {"peer": absent}, 3, told.append), {"ours": {"n": 1}, "peer": None})
        self.assertEqual(told, ["peer peer: absent"])

    def test_medians_are_taken_for_each_number(self):
        self.assertEqual(medians([{"a": 1, "b": 9}, {"a": 5, "b": 7}, {"a": 2, "b": 8}]), {"a": 2, "b": 8})


class Running(unittest.TestCase):
    def test_output_and_cost_of_a_command(self):
        usage = run([sys.executable, "-c", "print('x' * 5)"])
        self.assertEqual(usage.output, b"xxxxx\n")
        self.assertLessEqual(usage.first_byte, usage.wall)
        self.assertGreater(usage.cpu, 0)

    def test_a_failing_command_says_why(self):
        with self.assertRaisesRegex(Failure, "exit status 3: broken"):
            run([sys.executable, "-c", "import sys; print('broken', file=sys.stderr); sys.exit(3)"])

    def test_a_missing_command_is_named(self):
        with self.assertRaisesRegex(Failure, "/nowhere/program"):
            run(["/nowhere/program"])

    def test_what_is_no_json_is_refused(self):
        with self.assertRaisesRegex(Failure, "printed no JSON"):
            run_json([sys.executable, "-c", "print('{')"])

    def test_the_share_of_others_is_a_share(self):
        self.assertTrue(0 <= Meter().share_of_others() <= 1)


unittest.main()
