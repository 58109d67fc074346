#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-fifty-runs.py INTERLEAVE: fifty runs one after another in one window leave nothing behind. Speaks TAP."""

import contextlib
import os
import sys

from person import Person

N_RUNS = 50
N_WARM = 10
SLACK = {"files": 4, "threads": 12}  # of pools, whose idle threads stay for a while


def count(process, kind):
    return len(os.listdir(f"/proc/{process}/{'fd' if kind == 'files' else 'task'}"))


def children(process):
    found = []
    for task in os.listdir(f"/proc/{process}/task"):
        with contextlib.suppress(FileNotFoundError):  # it has ended meanwhile
            with open(f"/proc/{process}/task/{task}/children", encoding="ascii") as file:
                found += file.read().split()
    return found


def run(person):
    process = person.process.pid
    person.activate("preset", "'deadlock'")
    person.wait(lambda: children(process), "a runner")
    person.wait(lambda: not children(process), "the runner's end")
    person.expect("push button", "Run")


def main():
    person = Person(sys.argv[1])
    process = person.process.pid
    try:
        for _ in range(N_WARM):
            run(person)
        before = {kind: count(process, kind) for kind in SLACK}
        for _ in range(N_RUNS - N_WARM):
            run(person)
        for number, kind in enumerate(SLACK, 1):
            now = count(process, kind)
            good = now <= before[kind] + SLACK[kind]
            print(f"{'ok' if good else 'not ok'} {number} no more {kind} than before: {before[kind]}, {now}")
        print(f"{'not ok' if children(process) else 'ok'} {len(SLACK) + 1} no children are left")
        status, errors = person.quit()
        good = status == 0 and "WARNING" not in errors and "CRITICAL" not in errors
        print(f"{'ok' if good else 'not ok'} {len(SLACK) + 2} it ends without a complaint")
    finally:
        person.kill()
    print(f"1..{len(SLACK) + 2}")


main()
