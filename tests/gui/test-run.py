#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-run.py INTERLEAVE: chooses what to run, runs it, stops it, and reads the verdict. Speaks TAP."""

import sys

from person import perform


def choose(person, chosen, words, other):
    """Another one in the place of this, by the words that it is searched with."""
    person.click("list item", chosen)
    person.expect_focus("entry", "Search")
    person.type(words)
    person.key("Return")
    person.expect_focus("list item", other)


def choose_a_workload_and_a_model(person):
    choose(person, "Sleep", "primes", "Primes")
    person.expect_shown("text", "Numbers")
    choose(person, "Primes", "sleep", "Sleep")
    person.expect_shown("text", "Duration")
    choose(person, "Threads", "fibers", "Fibers")


def be_told_what_is_no_duration(person):
    person.fill_in("Duration", "soon")
    person.reads('found "soon"')
    person.key("r", "Control")
    person.expect_focus("text", "Duration")
    assert person.find("push button", "Stop") is None, "it runs"


def stop_a_long_run(person):
    person.fill_in("Duration", "1 h")
    person.key("r", "Control")
    person.expect_shown("push button", "Stop")
    person.reads("Sleep · Fibers")
    person.reads("0 of 3 tasks have ended.")
    person.key("Escape")
    person.expect_shown("push button", "Run")
    person.reads("The run was cancelled after")
    person.reads("0 of 3 tasks were done.")


def run_to_the_end_and_read_the_verdict(person):
    person.fill_in("Duration", "300 ms")
    person.click("push button", "Run")
    person.reads("waits overlapped: ")
    person.reads("from start to end")
    person.expect_shown("push button", "Replay")


perform([choose_a_workload_and_a_model, be_told_what_is_no_duration, stop_a_long_run,
         run_to_the_end_and_read_the_verdict], sys.argv[1])
