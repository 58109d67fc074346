# SPDX-License-Identifier: GPL-3.0-or-later
"""start_window.py COMMAND...: starts it with the time of now (CLOCK_MONOTONIC, ns) behind its arguments."""

import os
import sys
import time

os.execv(sys.argv[1], [*sys.argv[1:], str(time.monotonic_ns())])
