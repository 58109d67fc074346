# SPDX-License-Identifier: GPL-3.0-or-later
"""asyncio_sleep.py TASKS SECONDS: that many coroutines sleep at once."""

import asyncio
import json
import sys
import time

TASKS, SECONDS = int(sys.argv[1]), float(sys.argv[2])
last_end = 0
asleep = 0


async def sleeper(number):
    global last_end, asleep
    start = time.monotonic_ns()
    await asyncio.sleep(SECONDS)
    last_end = time.monotonic_ns()
    asleep += last_end - start
    return number


async def main():
    start = time.monotonic_ns()
    results = await asyncio.gather(*(sleeper(number) for number in range(TASKS)))
    assert len(results) == TASKS
    return last_end - start


def peak_rss():
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))


makespan = asyncio.run(main())
lateness = asleep / TASKS - SECONDS * 1e9
print(json.dumps({"makespan_ns": makespan, "peak_rss_bytes": peak_rss(), "lateness_ns": lateness}))
