#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window.py INTERLEAVE: goes through the program as a person would. Speaks TAP."""

import sys

from person import Person


def run_a_preset(person):
    person.activate("preset", "'deadlock'")
    person.reads("Deadlock · Threads")
    person.wait(lambda: person.find("push button", "Run"), "the run's end")


def visit_every_page(person):
    for name in ("Race", "Latency", "History", "Explore"):
        person.press("page tab", name)
        person.expect("page tab", name)


def measure_and_stop(person):
    person.activate("latency")
    person.press("push button", "Measure")
    person.press("push button", "Stop")
    person.reads("Stopped")
    person.expect("push button", "Measure")


def read_the_scale(person):
    person.activate("latency")
    person.expect("list item", "Main memory reference. The source notes: 100 ns")
    person.expect("push button", "How to Measure")


STEPS = [run_a_preset, visit_every_page, read_the_scale, measure_and_stop]


def attempt(number, name, step, *arguments):
    try:
        step(*arguments)
        print(f"ok {number} {name}", flush=True)
    except AssertionError as error:
        print(f"not ok {number} {name}\n# {error}", flush=True)


def leave(person):
    status, errors = person.quit()
    assert status == 0, f"it ended with {status}"
    assert "WARNING" not in errors and "CRITICAL" not in errors, errors


def main():
    person = Person(sys.argv[1])
    try:
        for number, step in enumerate(STEPS, 1):
            attempt(number, step.__name__.replace("_", " "), step, person)
        attempt(len(STEPS) + 1, "leave without a complaint", leave, person)
    finally:
        person.kill()
    print(f"1..{len(STEPS) + 1}")


main()
