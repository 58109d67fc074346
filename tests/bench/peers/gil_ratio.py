# SPDX-License-Identifier: GPL-3.0-or-later
"""gil_ratio.py TURNS INTERVAL: so many turns of the arithmetic kernel by one thread, by two and by four together."""

import json
import sys
import threading
import time

TURNS = int(sys.argv[1])
sys.setswitchinterval(float(sys.argv[2]))


def compute(turns):
    value = 0
    for _ in range(turns):
        value = (value * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return value


def makespan(n_threads):
    threads = [threading.Thread(target=compute, args=(TURNS // n_threads,)) for _ in range(n_threads)]
    start = time.monotonic_ns()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic_ns() - start


print(json.dumps({str(n_threads): makespan(n_threads) for n_threads in (1, 2, 4)}))
