# SPDX-License-Identifier: GPL-3.0-or-later
"""What every figure needs: run a command and account for it, alternate with a peer, take medians."""

import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from typing import NamedTuple

BUSY_SHARE = 0.10


class Failure(Exception):
    """A command that could not be run or did not succeed; says which and why."""


class Usage(NamedTuple):
    """What a command and all its children took."""

    output: bytes
    wall: float  # seconds
    first_byte: float  # seconds until its first output; the whole time where it had none
    cpu: float  # seconds, of all processes


def run(command, environment=None):
    """Runs a command to its end; raises Failure where it does not succeed."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        try:
            child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment)
        except OSError as error:
            raise Failure(f"{command[0]}: {error.strerror}") from error
        with child.stdout:
            output = child.stdout.read(1)
            first_byte = time.monotonic() - start
            output += child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            errors.seek(0)
            why = errors.read().decode(errors="replace").strip().splitlines() or ["it says nothing"]
            raise Failure(f"{' '.join(command)}: exit status {child.returncode}: {why[-1]}")
    return Usage(output, wall, first_byte, used.ru_utime + used.ru_stime)


def run_json(command, environment=None):
    """The JSON object that a command prints, and what running it took."""
    usage = run(command, environment)
    try:
        return json.loads(usage.output), usage
    except ValueError as error:
        raise Failure(f"{' '.join(command)}: printed no JSON: {error}") from error


def alternate(ours, peers, rounds, say):
    """Calls ours and each peer in turn, `rounds` times: A B A B, so that all meet the same disturbances.

    Each returns a dictionary of numbers; the result holds the median of each number, by label ("ours").
    A peer that fails is told of by say() and has None.
    """
    subjects = {"ours": ours, **peers}
    samples = {label: [] for label in subjects}
    failed = set()
    for _ in range(rounds):
        for label, subject in subjects.items():
            try:
                if label not in failed:
                    samples[label].append(subject())
            except Failure as failure:
                if label == "ours":
                    raise
                say(f"peer {label}: {failure}")
                failed.add(label)
    return {label: None if label in failed else medians(samples[label]) for label in subjects}


def medians(samples):
    """The median of each number in a list of dictionaries with the same keys."""
    return {key: statistics.median(sample[key] for sample in samples) for key in samples[0]}


def format_number(number):
    """Four significant digits, never an exponent; "-" for None."""
    if number is None:
        return "-"
    if abs(number) >= 1000:
        return f"{number:.0f}"
    text = f"{number:.{4 if abs(number) < 0.001 else 3}f}" if abs(number) < 1 else f"{number:.4g}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_line(name, value, unit, peer=None, peer_value=None, comparable=True):
    """One line of the report. The ratio is ours to the peer's, where the two can be compared."""
    ratio = value / peer_value if value is not None and peer_value and comparable else None
    columns = [name, format_number(value), unit, peer or "-", format_number(peer_value), format_number(ratio)]
    return "\t".join(columns)


class Meter:
    """Tells how much of the CPU time went to other processes than this one and its children."""

    def __init__(self):
        self.start = self._read()

    @staticmethod
    def _read():
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system, idle, iowait, irq, softirq, steal = map(int, file.readline().split()[1:9])
        busy = (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
        total = busy + (idle + iowait) / os.sysconf("SC_CLK_TCK")
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        own = sum(part.ru_utime + part.ru_stime for part in used)
        return busy - own, total

    def share_of_others(self):
        """Between 0 and 1, since the meter was made."""
        others, total = (now - then for now, then in zip(self._read(), self.start))
        return max(0.0, others / total) if total > 0 else 0.0
