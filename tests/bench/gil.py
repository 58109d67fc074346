# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of the models with a GIL: whether they behave as CPython does, beside CPython itself.

What a time-sharing machine does to a lock says nothing about the lock: where the machine was busy there is no ratio.
"""

import statistics

from laboratory import HERE
from measure import BUSY_SHARE, Meter, format_line, run, run_json

ROUNDS = 5
TRIES = 3  # to measure something while the machine is quiet
TURNS, PYTHON_TURNS = 500_000_000, 8_000_000  # of the arithmetic kernel: about as long


class Comparison:
    """Medians of ours and of each CPython, measured in turn, and the lines of the report that they make."""

    def __init__(self, lab, ours, peer=None):
        self.lab = lab
        self.quiet = True
        calm_peer = peer and (lambda python: self.calmly(lambda: peer(python)))
        self.found = lab.compare(lambda: self.calmly(ours), calm_peer, ROUNDS)

    def calmly(self, subject):
        """What it returns, of a moment in which other processes left the machine to it, if there is one."""
        for _ in range(TRIES):
            meter = Meter()
            numbers = subject()
            if meter.share_of_others() <= BUSY_SHARE:
                return numbers
        self.quiet = False
        return numbers

    def lines(self, name, unit, key, goal=None):
        yield from self.lab.lines(name, unit, self.found, key, "CPython", goal, comparable=self.quiet)

    def off(self, name, key, allowed):
        """How many percent ours is off each CPython's figure, and how many are allowed."""
        for version in filter(self.found.get, self.lab.pythons):
            percent = abs(self.found["ours"][key] / self.found[version][key] - 1) * 100
            yield format_line(f"{name}: off CPython {version}", percent, "%", "goal", allowed, comparable=self.quiet)


def gil_ratio(lab):
    for interval, text in ((0.005, "5 ms"), (0.00005, "0.05 ms")):

        def ours(interval=interval):
            single = makespan(lab, "gil", 1, interval=f"{interval * 1e6:.0f}us")
            return {n: makespan(lab, "gil", n, interval=f"{interval * 1e6:.0f}us") / single for n in (2, 4)}

        def peer(python, interval=interval):
            result, _ = lab.peer(python, "gil_ratio.py", PYTHON_TURNS, interval)
            return {n: result[str(n)] / result["1"] for n in (2, 4)}

        found = Comparison(lab, ours, peer)
        for n in (2, 4):
            name = f"gil {n} computing threads over one that does all, interval {text}"
            yield from found.lines(name, "x", n)
            yield from found.off(name, n, 5)


def makespan(lab, model, n, **options):
    """Of all the turns, shared out among so many tasks and workers."""
    result, _ = lab.experiment(HERE / "spinners.json", model, tasks=n, workers=n, operations=TURNS // n, **options)
    return result["makespan_ns"]


def gil_switches(lab):
    for milliseconds, seconds in ((5, 1.5), (0.5, 0.5), (0.05, 0.3)):
        found = compare_switches(lab, 2, milliseconds, seconds)
        name = f"gil 2 computing threads, interval {milliseconds} ms: time per switch"
        yield from found.lines(name, "ms", "each")
        yield from found.off(name, "each", 10)


def gil_spinners(lab):
    found = compare_switches(lab, 3, 5, 3)
    name = "gil 3 computing threads, interval 5 ms"
    for key, title in (("slice", "median time that one has it"), ("pause", "median time that one waits")):
        yield from found.lines(f"{name}: {title}", "ms", key)
        yield from found.off(f"{name}: {title}", key, 5)
    name += ": 95 % of the waits are shorter than"
    yield from found.lines(name, "ms", "long pause")
    # Between 25 and 45 ms: the protocol is unfair to the third.
    distance = abs(found.found["ours"]["long pause"] - 35)
    yield format_line(f"{name}: off 35 ms", distance, "ms", "goal", 10, comparable=found.quiet)


def compare_switches(lab, threads, milliseconds, seconds):
    def ours():
        # Each has as much to do as all can do in that time, so all of them compute until then.
        operations = int(TURNS * 1.5 * seconds)
        return describe_switches(trace_switches(lab, threads, f"{milliseconds * 1000:.0f}us", operations, seconds))

    def peer(python):
        result, _ = lab.peer(python, "gil_switches.py", threads, milliseconds / 1e3, seconds)
        return describe_switches(result["switches"])

    return Comparison(lab, ours, peer)


def trace_switches(lab, threads, interval, operations, seconds):
    """When the lock went to which lane, as long as all of them computed and no longer than so many seconds."""
    trace = str(lab.scratch / "gil.trace")
    lab.experiment(
        HERE / "spinners.json", "gil", "--output", trace, tasks=threads, workers=threads, interval=interval,
        operations=operations,
    )
    switches = []
    for line in run([lab.program, "dump", trace], lab.environment).output.decode().splitlines()[1:]:
        time, lane, *_, layer, state, _ = line.split("\t")
        if state == "done" or switches and int(time) - switches[0][0] > seconds * 1e9:
            break
        if layer == "object" and state == "take" and (not switches or switches[-1][1] != lane):
            switches.append((int(time), lane))
    return switches


def describe_switches(switches):
    """Milliseconds, from a list of when it went to whom."""
    last = {}  # when it was taken from whom
    slices, pauses = [], []
    for (time, who), (then, _) in zip(switches, switches[1:]):
        slices.append((then - time) / 1e6)
        if who in last:
            pauses.append((time - last[who]) / 1e6)
        last[who] = then
    return {
        "each": statistics.mean(slices),
        "slice": statistics.median(slices),
        "pause": statistics.median(pauses),
        "long pause": statistics.quantiles(pauses, n=20)[-1],
    }


def gil_wake(lab):
    program = lab.build / "tests/bench/bench-gil"

    def wake(*command):
        listening = " ".join(f"'{part}'" for part in command)
        result, _ = run_json(["sh", "-c", f"'{program}' ping 150 10300 | {listening}"])
        return {"late": result["median_ns"] / 1e6}

    for spinners in (0, 1):
        found = Comparison(
            lab,
            lambda: wake(program, "wake", spinners),
            lambda python: wake(python, HERE / "peers/gil_wake.py", spinners),
        )
        name = f"gil a thread that waits for input, beside {spinners} that compute: median time to wake"
        yield from found.lines(name, "ms", "late", goal=None if spinners else 0.1)
        if spinners:
            yield from found.off(name, "late", 10)


def gil_hand_over(lab):
    def ours():
        result, _ = run_json([str(lab.build / "tests/bench/bench-gil"), "hand-over"])
        return {"time": result["gil_us"], "bare": result["bare_us"]}

    found = Comparison(lab, ours)
    time, bare = (found.found["ours"][key] for key in ("time", "bare"))
    name = "gil from a release to the next take"
    yield format_line(name, time, "us", "bare condition variable", bare, comparable=found.quiet)
    yield format_line(name, time, "us", "goal", bare + 15, comparable=found.quiet)


def subinterpreters(lab):
    def ours():
        return {"ratio": makespan(lab, "subinterpreters", 2) / makespan(lab, "subinterpreters", 1)}

    def peer(python):
        result, _ = lab.peer(python, "subinterpreters.py", PYTHON_TURNS)
        return {"ratio": result["2"] / result["1"]}

    found = Comparison(lab, ours, peer)
    yield from found.lines("subinterpreters 2 over one that does all", "x", "ratio", goal=0.55)


FIGURES = {
    "gil-ratio": gil_ratio,
    "gil-switches": gil_switches,
    "gil-spinners": gil_spinners,
    "gil-wake": gil_wake,
    "gil-hand-over": gil_hand_over,
    "subinterpreters": subinterpreters,
}
