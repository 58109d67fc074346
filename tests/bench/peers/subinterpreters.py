# SPDX-License-Identifier: GPL-3.0-or-later
"""subinterpreters.py TURNS: so many turns of the arithmetic kernel by one interpreter, and by two together that have a
GIL of their own each. Making the interpreters is not counted."""

import json
import sys
import threading
import time

TURNS = int(sys.argv[1])
COMPUTE = """
value = 0
for _ in range({turns}):
    value = (value * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
"""

if sys.version_info >= (3, 13):
    import _interpreters

    create, execute, destroy = lambda: _interpreters.create("isolated"), _interpreters.exec, _interpreters.destroy
elif sys.version_info >= (3, 12):
    import _xxsubinterpreters

    create = lambda: _xxsubinterpreters.create(isolated=True)
    execute, destroy = _xxsubinterpreters.run_string, _xxsubinterpreters.destroy
else:
    sys.exit("its interpreters share one GIL")


def makespan(n):
    interpreters = [create() for _ in range(n)]
    script = f"def compute():\n{COMPUTE.format(turns=TURNS // n)}".replace("\n", "\n    ") + "\ncompute()\n"
    threads = [threading.Thread(target=execute, args=(interpreter, script)) for interpreter in interpreters]
    start = time.monotonic_ns()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    end = time.monotonic_ns()
    for interpreter in interpreters:
        destroy(interpreter)
    return end - start


print(json.dumps({str(n): makespan(n) for n in (1, 2)}))
