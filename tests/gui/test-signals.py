#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-signals.py INTERLEAVE: ends the program by signals while a run goes on: the run is stopped and kept. Speaks TAP."""

import contextlib
import os
import signal
import sys

from person import DEADLINE, Person, attempt

HISTORY = os.path.join(os.environ["XDG_DATA_HOME"], "interleave", "history")
SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


def find_runner(process):
    """Of its children."""
    for task in os.listdir(f"/proc/{process}/task"):
        with contextlib.suppress(FileNotFoundError):  # it has ended meanwhile
            with open(f"/proc/{process}/task/{task}/children", encoding="ascii") as file:
                for child in file.read().split():
                    return int(child)
    return None


def count_kept():
    return sum(name.endswith(".json") for name in os.listdir(HISTORY))


def end_it_by(number, n_kept):
    person = Person(sys.argv[1])
    try:
        person.fill_in("Duration", "1 h")
        person.key("r", "Control")
        runner = person.wait(lambda: find_runner(person.process.pid), "the run")
        person.expect_shown("push button", "Stop")
        person.process.send_signal(number)
        assert person.process.wait(timeout=DEADLINE) == 0, f"it ended with {person.process.returncode}"
        assert not os.path.exists(f"/proc/{runner}"), "the runner goes on"
        assert count_kept() == n_kept, f"there are {count_kept()} runs of {n_kept}"
        assert not person.complaints(), person.complaints()
    finally:
        person.kill()


def end_it(number):
    """With a name for each signal."""
    def step():
        end_it_by(number, SIGNALS.index(number) + 1)
    step.__name__ = f"end_it_by_{number.name}"
    return step


for index, one in enumerate(SIGNALS, 1):
    attempt(index, end_it(one))
print(f"1..{len(SIGNALS)}")
