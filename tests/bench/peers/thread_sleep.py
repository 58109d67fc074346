# SPDX-License-Identifier: GPL-3.0-or-later
"""thread_sleep.py THREADS SECONDS: a thread for each sleep; how many slept at once, and how long it took."""

import json
import sys
import threading
import time

THREADS, SECONDS = int(sys.argv[1]), float(sys.argv[2])
starts = []
ends = []


def sleeper():
    starts.append(time.monotonic_ns())
    time.sleep(SECONDS)
    ends.append(time.monotonic_ns())


def most_at_once():
    changes = sorted([(time, 1) for time in starts] + [(time, -1) for time in ends])
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


begin = time.monotonic_ns()
threads = [threading.Thread(target=sleeper) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps({"at_once": most_at_once(), "makespan_ns": max(ends) - begin}))
