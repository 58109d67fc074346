# SPDX-License-Identifier: GPL-3.0-or-later
"""gil_wake.py SPINNERS: how long after a time stamp was written to its standard input a thread has read it, beside
that many threads that compute."""

import json
import os
import statistics
import sys
import threading
import time

stop = False
late = []


def spin():
    value = 0
    while not stop:
        value = (value * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF


def listen():
    while stamp := os.read(0, 8):
        late.append(time.monotonic_ns() - int.from_bytes(stamp, sys.byteorder))


spinners = [threading.Thread(target=spin) for _ in range(int(sys.argv[1]))]
listener = threading.Thread(target=listen)
for thread in (*spinners, listener):
    thread.start()
listener.join()
stop = True
print(json.dumps({"median_ns": statistics.median(late)}))
