# SPDX-License-Identifier: GPL-3.0-or-later
"""process_pool.py TASKS WORKERS together|one-by-one: empty tasks through a ProcessPoolExecutor.

together submits all and waits for all; one-by-one waits for each result before the next is submitted.
"""

import concurrent.futures
import json
import sys
import time

TASKS, WORKERS, HOW = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


def nothing():
    pass


def together(pool):
    for future in [pool.submit(nothing) for _ in range(TASKS)]:
        future.result()


def one_by_one(pool):
    for _ in range(TASKS):
        pool.submit(nothing).result()


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        # The start of the processes is no part of a task's cost.
        list(pool.map(time.sleep, [0.01] * WORKERS))
        start = time.monotonic_ns()
        {"together": together, "one-by-one": one_by_one}[HOW](pool)
        end = time.monotonic_ns()
    print(json.dumps({"ns_per_task": (end - start) / TASKS}))
