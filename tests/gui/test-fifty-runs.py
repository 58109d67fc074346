#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-fifty-runs.py INTERLEAVE: fifty runs one after another in one window leave nothing behind. Speaks TAP."""

import contextlib
import os
import sys

from person import Person

N_RUNS = 50
N_WARM = 10
MIB = 1 << 20


def count_files(process):
    return len(os.listdir(f"/proc/{process}/fd"))


def count_threads(process):
    return len(os.listdir(f"/proc/{process}/task"))


def count_mapped_traces(process):
    """A run's trace is shared memory: one that is still mapped is one that nobody let go."""
    with open(f"/proc/{process}/maps", encoding="utf-8") as file:
        return sum("memfd:" in line for line in file)


def measure_memory(process):
    """In MiB, of what is its own."""
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith(("Private_Clean", "Private_Dirty"))) * 1024 // MIB


# What may be more of it after the last run than after the first ten. Files and threads: those of pools, whose idle threads
# stay for a while. Memory: a view that stayed keeps its picture, of 1 MiB and more, so that forty of them are 40 MiB;
# what the history adds for a run, a row and a thumbnail, is some 20 KiB. A picture that is just being made comes and goes:
# so the most of the first ten is compared with the least of the last ten.
SLACK = {
    "files": (count_files, 4),
    "threads": (count_threads, 12),
    "mapped traces": (count_mapped_traces, 2),
    "MiB of memory": (measure_memory, 24),
}


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
        seen = []
        for _ in range(N_RUNS):
            run(person)
            seen.append({kind: count(process) for kind, (count, _) in SLACK.items()})
        for number, (kind, (_, slack)) in enumerate(SLACK.items(), 1):
            before = max(counts[kind] for counts in seen[:N_WARM])
            now = min(counts[kind] for counts in seen[-N_WARM:])
            good = now <= before + slack
            print(f"{'ok' if good else 'not ok'} {number} no more {kind} than before: {before}, {now}")
        print(f"{'not ok' if children(process) else 'ok'} {len(SLACK) + 1} no children are left")
        status, errors = person.quit()
        good = status == 0 and "WARNING" not in errors and "CRITICAL" not in errors
        print(f"{'ok' if good else 'not ok'} {len(SLACK) + 2} it ends without a complaint")
    finally:
        person.kill()
    print(f"1..{len(SLACK) + 2}")


main()
