# SPDX-License-Identifier: GPL-3.0-or-later
"""thread_pool.py TASKS WORKERS: empty tasks through a ThreadPoolExecutor, all submitted, all waited for."""

import concurrent.futures
import json
import sys
import time

TASKS, WORKERS = int(sys.argv[1]), int(sys.argv[2])


def nothing():
    pass


with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
    start = time.monotonic_ns()
    futures = [pool.submit(nothing) for _ in range(TASKS)]
    for future in futures:
        future.result()
    end = time.monotonic_ns()
print(json.dumps({"ns_per_task": (end - start) / TASKS}))
