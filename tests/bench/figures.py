# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures, a function each: it measures beside the peers and yields the report's lines.

A line whose peer is "goal" holds what the project promises: a ratio of at most 1 means kept.
"""

import os

import app
import gil
import latency
from laboratory import HERE
from measure import Failure, run, run_json


def recorder(lab):
    yield from own_program(lab, "bench-recorder")


def index(lab):
    yield from own_program(lab, "bench-index")


def hazards(lab):
    yield from own_program(lab, "bench-hazards")


def chart(lab):
    yield from own_program(lab, "bench-chart")
    yield from render(lab)


def own_program(lab, name):
    """The lines of a program that measures inside one process."""
    program = lab.build / "tests/bench" / name
    if not program.exists():
        lab.say(f"{name} is not built: left out")
        return
    yield from run([str(program)]).output.decode().splitlines()


def async_sleep(lab):
    many, few = 100_000, 10_000

    def numbers(result, usage):
        return {"makespan": result["makespan_ns"] / 1e9, "memory": result["peak_rss_bytes"] / 1e6, "cpu": usage.cpu}

    def ours(tasks):
        return numbers(*lab.experiment("sleep", "async", tasks=tasks, duration="1s"))

    def peer(python, tasks):
        return numbers(*lab.peer(python, "asyncio_sleep.py", tasks, 1))

    large = lab.compare(lambda: ours(many), lambda python: peer(python, many), rounds=3)
    yield from lab.lines("async 100,000 sleeps of 1 s: makespan", "s", large, "makespan", "asyncio", goal=1.3)
    yield from lab.lines("async 100,000 sleeps of 1 s: peak memory", "MB", large, "memory", "asyncio", goal=60)
    yield from lab.lines("async 100,000 sleeps of 1 s: CPU time", "s", large, "cpu", "asyncio")

    small = lab.compare(lambda: ours(few), lambda python: peer(python, few), rounds=5)
    single = lab.compare(lambda: ours(1), lambda python: peer(python, 1), rounds=5)
    growth = {label: cpu_growth(single[label], small[label], large[label], few / many) for label in large}
    name = "async 10,000 to 100,000 sleeps: CPU time, 1 is linear"
    yield from lab.lines(name, "x", growth, "whole", "asyncio", goal=1)
    # What a start costs does not grow and would hide what does.
    yield from lab.lines(f"{name}, start left out", "x", growth, "net", "asyncio")


def cpu_growth(single, small, large, scale):
    if None in (single, small, large):
        return None
    start = single["cpu"]
    return {
        "whole": large["cpu"] / small["cpu"] * scale,
        "net": (large["cpu"] - start) / (small["cpu"] - start) * scale,
    }


def async_lateness(lab):
    tasks, milliseconds = 100, 100

    def ours():
        result, _ = lab.experiment("sleep", "async", tasks=tasks, duration=f"{milliseconds}ms")
        # What all tasks together took: they are "sleeping" exactly as long as they asked, and then wait for their turn.
        taken = result["in_flight"]["mean"] * result["makespan_ns"]
        return {"late": taken / tasks / 1e3 - milliseconds * 1e3}

    def peer(python):
        result, _ = lab.peer(python, "asyncio_sleep.py", tasks, milliseconds / 1e3)
        return {"late": result["lateness_ns"] / 1e3}

    yield from lab.lines(
        "async 100 sleeps of 100 ms: mean lateness", "us", lab.compare(ours, peer, rounds=9), "late", "asyncio"
    )


def fibers(lab):
    yield from own_program(lab, "bench-fibers")


def wires(lab):
    os.environ["INTERLEAVE_DATADIR"] = lab.environment["INTERLEAVE_DATADIR"]
    yield from own_program(lab, "bench-wires")


def fibers_sleep(lab):
    many = 100_000

    def numbers(result):
        return {"makespan": result["makespan_ns"] / 1e9, "memory": result["peak_rss_bytes"] / 1e6}

    def ours(tasks):
        return numbers(lab.experiment("sleep", "fibers", tasks=tasks, duration="1s")[0])

    def peer(python, script):
        return numbers(lab.peer(python, script, many, 1)[0])

    also = {
        f"asyncio {label}": lambda python=python: peer(python, "asyncio_sleep.py")
        for label, python in lab.pythons.items()
    }
    found = lab.compare(lambda: ours(many), lambda python: peer(python, "gevent_sleep.py"), rounds=5, also=also)
    name = "fibers 100,000 sleeps of 1 s"
    yield from lab.lines(f"{name}: makespan", "s", found, "makespan", "gevent", goal=1.5)
    yield from lab.lines(f"{name}: peak memory", "MB", found, "memory", "gevent")

    # Of a stack one page is touched in any case.
    single = lab.compare(lambda: ours(1), None, rounds=5)
    page = os.sysconf("SC_PAGESIZE")
    over = {"over": (found["ours"]["memory"] - single["ours"]["memory"]) * 1e6 / many - page}
    yield from lab.lines(f"{name}: memory over a page each", "B/task", {"ours": over}, "over", goal=1536)


def threads_empty(lab):
    tasks, workers = 100_000, 4
    pool = [str(lab.build / "tests/bench/bench-threadpool"), str(tasks), str(workers)]

    def ours():
        result, _ = lab.experiment(HERE / "empty.json", "threads", workers=workers, tasks=tasks)
        return {"cost": result["makespan_ns"] / tasks}

    def peer(python):
        return {"cost": lab.peer(python, "thread_pool.py", tasks, workers)[0]["ns_per_task"]}

    def bare():
        return {"cost": run_json(pool)[0]["ns_per_task"]}

    name = "threads 100,000 empty tasks, 4 workers"
    found = lab.compare(ours, peer, rounds=15, also={"GThreadPool": bare})
    allowed = found["GThreadPool"] and 1.5 * found["GThreadPool"]["cost"]
    yield from lab.lines(name, "ns/task", found, "cost", "ThreadPoolExecutor", goal=allowed)


def threads_sleep(lab):
    threads, seconds = 10_000, 2

    def ours():
        result, _ = lab.experiment("sleep", "threads", mode="per-task", tasks=threads, duration=f"{seconds}s")
        return {"at once": result["in_flight"]["max"], "makespan": result["makespan_ns"] / 1e9}

    def peer(python):
        result, _ = lab.peer(python, "thread_sleep.py", threads, seconds)
        return {"at once": result["at_once"], "makespan": result["makespan_ns"] / 1e9}

    name = "threads 10,000 that sleep for 2 s"
    found = lab.compare(ours, peer, rounds=3)
    yield from lab.lines(f"{name}: asleep at once", "threads", found, "at once", "threading")
    yield from lab.lines(f"{name}: makespan", "s", found, "makespan", "threading")


def processes_empty(lab):
    tasks = 20_000

    def ours(workers):
        result, _ = lab.experiment(HERE / "empty.json", "processes", workers=workers, tasks=tasks)
        return {"cost": result["makespan_ns"] / tasks / 1e3}

    def peer(python, workers, how):
        return {"cost": lab.peer(python, "process_pool.py", tasks, workers, how)[0]["ns_per_task"] / 1e3}

    for workers, how in ((1, "one-by-one"), (4, "together")):
        found = lab.compare(lambda: ours(workers), lambda python: peer(python, workers, how), rounds=3)
        allowed = min((found[peer]["cost"] / 5 for peer in lab.pythons if found[peer]), default=None)
        name = f"processes 20,000 empty tasks, workers={workers}, peer {how}"
        yield from lab.lines(name, "us/task", found, "cost", "ProcessPoolExecutor", goal=allowed)


def make_spans(lab, tasks):
    """A trace of a hundred spans a task."""
    trace = str(lab.scratch / "spans.trace")
    # A task's spans: queued, running, then asleep and running in each round. Its end is the event that is none.
    made, _ = lab.experiment(HERE / "spans.json", "threads", "--output", trace, tasks=tasks, rounds=49, workers=4)
    if made["events"] != tasks * 101:
        raise Failure(f"the trace of {tasks * 100} spans has {made['events']} events")
    return trace


def render(lab):
    for tasks, ending, goal in (10, "svg", 100), (10_000, "png", 400):
        trace = make_spans(lab, tasks)
        command = [lab.program, "render", trace, "--output", str(lab.scratch / f"spans.{ending}")]

        def ours(command=command):
            usage = run(command, lab.environment)
            return {"wall": usage.wall * 1e3}

        found = lab.compare(ours, None, rounds=7)
        yield from lab.lines(f"render {tasks * 100:,} spans to {ending.upper()}", "ms", found, "wall", goal=goal)


def stat(lab):
    trace = make_spans(lab, 10_000)

    def ours():
        usage = run([lab.program, "stat", trace], lab.environment)
        return {"first": usage.first_byte * 1e3, "whole": usage.wall * 1e3}

    found = lab.compare(ours, None, rounds=7)
    name = "stat on a trace of 1,000,000 spans"
    yield from lab.lines(f"{name}: first output", "ms", found, "first", goal=150)
    yield from lab.lines(f"{name}: whole command", "ms", found, "whole")


def whole_command(lab):
    command = [lab.program, "run", "sleep", "-p", "tasks=1", "-p", "duration=1ms", "--model", "sequential"]

    def ours():
        return {"wall": run(command, lab.environment).wall * 1e3}

    def peer(python):
        return {"wall": run([python, "-c", "import time; time.sleep(0.001); print('done')"]).wall * 1e3}

    found = lab.compare(ours, peer, rounds=21)
    yield from lab.lines("run sleep, one task of 1 ms: whole command", "ms", found, "wall", "python -c", goal=25)


def fetch(lab):
    pages, latency, size = 1000, 0.05, 4096
    bare = str(lab.build / "tests/bench/bench-fetch")
    sockets = str(lab.build / "tests/bench/bench-sockets")

    def numbers(result, usage):
        return {"makespan": result["makespan_ns"] / 1e9, "memory": result.get("peak_rss_bytes", 0) / 1e6, "cpu": usage.cpu}

    def ours():
        return numbers(*lab.experiment("web-pages", "async", pages=pages, latency=f"{latency * 1000:.0f}ms", size=size))

    name = f"fetch {pages:,} pages at once, 50 ms each"
    with lab.server(int(latency * 1e9), size) as address:
        found = lab.compare(
            ours,
            lambda python: numbers(*lab.peer(python, "fetch_pages.py", address, pages)),
            rounds=5,
            also={
                "bare libsoup": lambda: numbers(*run_json([bare, address, str(pages), "1"])),
                "bare sockets": lambda: numbers(*run_json([sockets, address, str(pages)])),
            },
        )
    yield from lab.lines(f"{name}: makespan", "s", found, "makespan", "Python", goal=1.25 * latency)
    yield from lab.lines(f"{name}: peak memory", "MB", {"ours": found["ours"]}, "memory", goal=80)


def fetch_rate(lab):
    at_once, each, size = 20, 250, 1024
    bare = str(lab.build / "tests/bench/bench-fetch")
    requests = at_once * each

    def ours():
        values = {"tasks": at_once, "pages": each, "latency": "0s", "parse": "0s", "size": size}
        result, _ = lab.experiment("crawler", "async", **values)
        return {"cost": result["makespan_ns"] / 1e3 / requests, "recording": result["recording_share"]}

    with lab.server(0, size) as address:
        command = [bare, address, str(at_once), str(each)]
        found = lab.compare(
            ours,
            None,
            rounds=7,
            also={"bare libsoup": lambda: {"cost": run_json(command)[0]["makespan_ns"] / 1e3 / requests}},
        )
    allowed = found["bare libsoup"] and found["bare libsoup"]["cost"] / 0.9
    name = f"fetch {requests:,} pages, {at_once} at once, without latency"
    yield from lab.lines(f"{name}: time for one", "us", found, "cost", goal=allowed)
    yield from lab.lines(f"{name}: share of recording", "1", {"ours": found["ours"]}, "recording", goal=0.01)


FIGURES = {
    "app-start": app.start,
    "app-live": app.live,
    "app-tour": app.tour,
    "recorder": recorder,
    "index": index,
    "hazards": hazards,
    "chart": chart,
    "async": async_sleep,
    "async-lateness": async_lateness,
    "fibers": fibers,
    "fibers-sleep": fibers_sleep,
    "fetch": fetch,
    "fetch-rate": fetch_rate,
    "threads": threads_empty,
    "threads-sleep": threads_sleep,
    "processes": processes_empty,
    "wires": wires,
    "stat": stat,
    "command": whole_command,
    **gil.FIGURES,
    "latency-time": latency.suite_time,
    "latency-user": latency.ordinary_user,
    "latency-agreement": latency.agreement,
}
