# SPDX-License-Identifier: GPL-3.0-or-later
"""What the latency probes say, beside the tools that are known for it, wherever those are installed.

Each pass measures a row and asks its peer in turn, a few times and each time shortly, so that both meet the same
neighbours: what other machines on the same processor do changes within a second.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import time
from typing import NamedTuple, Optional

from measure import Failure, format_line, run, run_json

PASSES = 6
MAY_MISS = 1  # of them
ROUNDS = 3  # of a pass; its figures are their medians
LMBENCH = "/usr/lib/lmbench/bin/x86_64-linux-gnu"


def find(name):
    """The program's path, or None."""
    return shutil.which(name) or shutil.which(name, path=LMBENCH)


def last_number(command):
    """The last number that a program prints, on either stream."""
    # How long, in microseconds, lmbench measures before it believes what it sees; it would take minutes by itself.
    environment = {**os.environ, "ENOUGH": "100000"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
    numbers = re.findall(r"\d+(?:\.\d+)?", done.stdout + done.stderr)
    if done.returncode != 0 or not numbers:
        raise Failure(f"{' '.join(command)}: {(done.stderr or 'no number').strip()}")
    return float(numbers[-1])


def pinned(*command):
    return ["taskset", "-c", "0", *command]


def multichase(size, *arguments):
    """The best of two means of half a second."""
    return last_number(pinned("multichase", *arguments, "-m", f"{size // 1024}k", "-n", "2"))


def chase(reading):
    return multichase(reading["working_set_bytes"], "-H", "-T", "256m")


def chase_third_level(reading):
    """Every line of so much that the second level has little of it: ours keeps out of there by the lines it chooses."""
    return multichase(4 * reading["working_set_bytes"], "-H", "-T", "256m", "-s", "64")


def chase_small_pages(reading):
    """Through all of it, as ours; by itself multichase stays within 64 pages for a while, which a TLB holds."""
    return multichase(reading["working_set_bytes"], "-T", "256m")


def perf(pattern, *arguments):
    output = run(pinned("perf", "bench", *arguments)).output.decode()
    return float(re.search(pattern, output).group(1)) * 1e3


def perf_syscall(_):
    return perf(r"([\d.]+) usecs/op", "syscall", "basic", "-l", "200000")


def perf_pipe(_):
    return perf(r"([\d.]+) usecs/op", "sched", "pipe", "-l", "10000")


def lmbench(*command):
    """lmbench prints microseconds."""
    return lambda _: last_number(pinned(find(command[0]), *command[1:])) * 1e3


def lmbench_tcp(_):
    server = find("lat_tcp")
    subprocess.run(pinned(server, "-s"), check=True)
    try:
        return last_number(pinned(server, "-m", "1", "-N", "1", "localhost")) * 1e3
    finally:
        subprocess.run([server, "-S", "localhost"], check=False)


def fio(scratch, *arguments):
    """The median of what fio calls the complete latency, or of the sync."""

    def ask(_):
        command = ["fio", "--name=peer", f"--filename={scratch}/fio", "--size=64m", "--ioengine=psync", "--runtime=500ms"]
        result, _ = run_json([*command, "--time_based", "--output-format=json", *arguments])
        job = result["jobs"][0]
        found = job["sync"]["lat_ns"] if "--fsync=1" in arguments else job["read"]["clat_ns"]
        return found["percentile"]["50.000000"]

    return ask


def list_peers(scratch):
    """Row, allowed difference (None: none is promised), program, what asks it for nanoseconds."""
    random = ("--rw=randread", "--bs=4k")
    return [
        ("l1", 0.05, "multichase", chase),
        ("l2", 0.05, "multichase", chase),
        ("l3", None, "multichase", chase_third_level),
        ("mem", 0.10, "multichase", chase),
        ("mem-4k", 0.10, "multichase", chase_small_pages),
        ("syscall", 0.05, "perf", perf_syscall),
        ("pipe", 0.05, "perf", perf_pipe),
        ("syscall", 0.05, "lat_syscall", lmbench("lat_syscall", "-N", "1", "null")),
        ("pipe", 0.05, "lat_pipe", lmbench("lat_pipe", "-N", "1")),
        ("switch", 0.05, "lat_ctx", lmbench("lat_ctx", "-N", "1", "-s", "0", "2")),
        ("tcp", 0.10, "lat_tcp", lmbench_tcp),
        ("ssd-random", 0.15, "fio", fio(scratch, "--direct=1", *random)),
        ("ssd-1m", 0.15, "fio", fio(scratch, "--direct=1", "--rw=read", "--bs=1m")),
        ("file-cached", 0.15, "fio", fio(scratch, "--direct=0", "--pre_read=1", *random)),
        ("fsync", 0.15, "fio", fio(scratch, "--rw=write", "--bs=4k", "--overwrite=1", "--fsync=1")),
    ]


def measure_row(lab, row, *arguments):
    command = [lab.program, "latency", "--measure", row, "--folder", str(lab.scratch), "--json", *arguments]
    result, _ = run_json(command, lab.environment)
    return next(reading for reading in result["measurements"][0]["readings"] if reading["row"] == row)


# What these print is how long many took, divided by their number, with every interrupt that came between: on a virtual
# machine those alone are some 6 %. Our value is the undisturbed one, so they are compared with our mean of the same,
# for which we look as long as they do: what comes now and then is seen or not within a few milliseconds.
PRINT_MEANS = {"multichase", "perf", "lat_syscall", "lat_pipe", "lat_ctx", "lat_tcp"}


class Sample(NamedTuple):
    """A row measured once by us and once by a peer."""

    value: Optional[float]  # None where we give a range only
    like: Optional[float]  # what of ours is like the peer's
    theirs: float
    grade: str


def take_sample(lab, row, program, ask):
    reading = measure_row(lab, row, *(["--careful"] if program in PRINT_MEANS else []))
    if reading["status"] != "measured":
        raise Failure(f"{row}: {reading['why']}")
    value = reading["value_ns"]
    like = reading["mean_ns"] if value is not None and program in PRINT_MEANS else value
    return Sample(value, like, ask(reading), reading["grade"])


def compare_row(lab, row, program, ask):
    """The passes: lists of samples."""
    return [[take_sample(lab, row, program, ask) for _ in range(ROUNDS)] for _ in range(PASSES)]


def middle(numbers):
    known = [number for number in numbers if number is not None]
    return statistics.median(known) if known else None


def is_off(ours, theirs, allowed):
    return ours is None or abs(ours / theirs - 1) > allowed


def is_pass_off(samples, allowed):
    """Ranges without a number that are no exception are a miss."""
    known = [sample.like for sample in samples if sample.like is not None]
    ours = middle(known) if 2 * len(known) > len(samples) else None
    return is_off(ours, middle(sample.theirs for sample in samples), allowed)


def report_row(row, allowed, program, passes):
    samples = [sample for taken in passes for sample in taken]
    grades = "".join(sample.grade for sample in samples)
    theirs = middle(sample.theirs for sample in samples)
    yield format_line(f"latency {row}, graded {grades}", middle(s.value for s in samples), "ns", program, theirs)
    if program in PRINT_MEANS:
        yield format_line(f"latency {row}, mean", middle(s.like for s in samples), "ns", program, theirs)
    if allowed is not None:
        missed = sum(is_pass_off(taken, allowed) for taken in passes)
        name = f"latency {row}: passes of {PASSES} off {program} by more than {allowed:.0%}"
        yield format_line(name, missed, "passes", "goal", MAY_MISS)


def agreement(lab):
    trusted = []
    for row, allowed, program, ask in list_peers(lab.scratch):
        if find(program) is None:
            lab.say(f"{row}: no {program}")
            continue
        try:
            passes = compare_row(lab, row, program, ask)
        except (Failure, subprocess.SubprocessError, KeyError, AttributeError) as problem:
            lab.say(f"{row}: {program}: {problem!r}")
            continue
        yield from report_row(row, allowed, program, passes)
        trusted += [is_off(s.like, s.theirs, 0.15) for taken in passes for s in taken if s.grade in "AB"]
    if trusted:
        name = f"latency: share off by more than 15 %, of {len(trusted)} graded A or B"
        yield format_line(name, sum(trusted) / len(trusted), "share", "goal", 0.1)


CPU_ROWS = {"cycle", "l1", "l2", "l3", "branch", "syscall", "clock", "atomic", "mutex", "mem", "mem-1m"}


def watch_suite(lab, *arguments, user=()):
    """When the first row, the last of the processor's and the end came, in seconds, and the rows that have a number."""
    command = [*user, lab.environment["INTERLEAVE_RUNNER"], "--probe", "--parent", str(os.getpid()), *arguments]
    start = time.monotonic()
    times, measured = {}, set()
    with subprocess.Popen([*command, "--folder", str(lab.scratch)], stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            reading = json.loads(line).get("reading")
            if reading is None:
                continue
            times[reading["row"]] = time.monotonic() - start
            if reading["status"] == "measured":
                measured.add(reading["row"])
    if child.returncode != 0 or not times:
        raise Failure(f"{' '.join(command)}: exit status {child.returncode}")
    cpu = max(when for row, when in times.items() if row in CPU_ROWS)
    return {"first": min(times.values()), "cpu": cpu, "whole": time.monotonic() - start}, measured


def suite_time(lab):
    runs = [watch_suite(lab)[0] for _ in range(5)]
    times = {key: middle([times[key] for times in runs]) for key in runs[0]}
    yield format_line("latency: first row", times["first"] * 1e3, "ms", "goal", 300)
    yield format_line("latency: rows of the processor", times["cpu"], "s", "goal", 1)
    yield format_line("latency: whole suite", times["whole"], "s", "goal", 5)
    yield format_line("latency: whole suite, careful", watch_suite(lab, "--careful")[0]["whole"], "s", "goal", 30)


def ordinary_user(lab):
    """Which rows root can measure and nobody in particular cannot."""
    if os.geteuid() != 0 or find("setpriv") is None:
        lab.say("latency-user: needs to be root to become someone else: left out")
        return
    os.chmod(lab.scratch, 0o777)
    _, as_root = watch_suite(lab)
    user = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", f"HOME={lab.scratch}")
    _, as_user = watch_suite(lab, user=user)
    yield format_line("latency: rows that root measures", len(as_root), "rows", "an ordinary user", len(as_user))
    for row in sorted(as_root - as_user):
        lab.say(f"an ordinary user cannot measure {row}")
