# SPDX-License-Identifier: GPL-3.0-or-later
"""gevent_sleep.py TASKS SECONDS: that many greenlets sleep at once."""

import json
import sys
import time

import gevent

TASKS, SECONDS = int(sys.argv[1]), float(sys.argv[2])
last_end = 0


def sleeper(number):
    global last_end
    gevent.sleep(SECONDS)
    last_end = time.monotonic_ns()
    return number


def peak_rss():
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))


start = time.monotonic_ns()
sleepers = [gevent.spawn(sleeper, number) for number in range(TASKS)]
gevent.joinall(sleepers)
assert [one.value for one in sleepers] == list(range(TASKS))
print(json.dumps({"makespan_ns": last_end - start, "peak_rss_bytes": peak_rss()}))
