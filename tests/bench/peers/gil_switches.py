# SPDX-License-Identifier: GPL-3.0-or-later
"""gil_switches.py THREADS INTERVAL SECONDS: that many threads compute under the GIL; when it went to which.

Each looks at every turn whether it was the last to run: only one of them can be running, so none is missed.
"""

import json
import sys
import threading
import time

THREADS, INTERVAL, SECONDS = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
switches = []
runs = None
stop = False


def spin(me):
    global runs
    value = me
    while not stop:
        if runs != me:
            runs = me
            switches.append((time.monotonic_ns(), me))
        value = (value * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF


sys.setswitchinterval(INTERVAL)
threads = [threading.Thread(target=spin, args=(number,)) for number in range(THREADS)]
for thread in threads:
    thread.start()
time.sleep(SECONDS)
end = time.monotonic_ns()
stop = True
for thread in threads:
    thread.join()
print(json.dumps({"switches": [switch for switch in switches if switch[0] < end]}))
