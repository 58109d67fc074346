#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-race.py INTERLEAVE: bets on a race, lets it run and reads who has won. Speaks TAP."""

import sys

from person import perform

OTHERS = ["Threads under a GIL", "Subinterpreters", "Processes", "Asynchronous takes part", "Fibers",
          "Asynchronous with workers"]


def choose_two_models(person):
    for name in OTHERS:
        person.toggle("check box", name)
    person.fill_in("Duration", "500 ms")


def bet_on_one(person):
    person.click("push button", "Who will win?")
    person.expect_focus("list item", "No bet")
    person.key("Down")
    person.expect_focus("list item", "One after the other")
    person.key("Down")
    person.expect_focus("list item", "Threads")
    person.key("Return")
    person.expect_focus("push button", "Who will win?: Threads")
    person.fill_in("In what time?", "1 s")


def race_to_the_end(person):
    person.key("r", "Control")
    person.expect_shown("push button", "Stop")
    person.expect_shown("push button", "Race")


def read_the_verdict(person):
    person.reads('"Threads" won with ')
    person.reads('You bet on "Threads", and it won. You bet 1 s; it took ')
    person.expect_shown("push button", "Threads: place 1, ")
    person.expect_shown("push button", "One after the other: place 2, ")


# So high that all of the form is in sight.
perform([choose_two_models, bet_on_one, race_to_the_end, read_the_verdict], sys.argv[1],
        settings={"page": "'race'", "window-height": "1150"})
