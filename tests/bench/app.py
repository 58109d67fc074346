# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of the app's window, on a display of their own (software rendering)."""

from laboratory import HERE
from measure import Failure, run_json

WITH_DISPLAY = str(HERE.parent / "app/with-display")


def program(lab):
    """The command that runs bench-app, and its environment; None where there is no app."""
    path = lab.build / "tests/bench/bench-app"
    if not path.exists():
        lab.say("bench-app is not built: left out")
        return None, None
    # Without the bus of assistive technology, whose start says so on the output.
    alone = {"GSETTINGS_SCHEMA_DIR": str((lab.build / "data").resolve()), "GSETTINGS_BACKEND": "memory", "GTK_A11Y": "none"}
    return [str(path)], {**lab.environment, **alone}


def start(lab):
    command, environment = program(lab)
    if command is None:
        return

    def first_frame(what):
        # Inside, so that neither the display's nor the bus's start counts.
        inner = [WITH_DISPLAY, "python3", str(HERE / "peers/start_window.py"), *command, "start", what]
        return {"ms": run_json(inner, environment)[0]["ms"]}

    peers = {"bare libadwaita window": lambda: first_frame("bare")}
    found = lab.compare(lambda: first_frame("app"), None, rounds=9, also=peers)
    yield from lab.lines("app: start to first frame", "ms", found, "ms")
    bare = found["bare libadwaita window"]
    ratio = {"ours": {"ratio": found["ours"]["ms"] / bare["ms"]}} if bare else {}
    if ratio:
        yield from lab.lines("app: start to first frame, over a bare window's", "x", ratio, "ratio", goal=1.5)


PAGE_PEER = "bare libadwaita window that shows a page as large and full, which stays as it is"


def tour(lab):
    command, environment = program(lab)
    if command is None:
        return

    def walk():
        steps = run_json([WITH_DISPLAY, *command, "tour"], environment)[0]
        return {step: turns["ms"] for step, turns in steps.items()}

    def show_page():
        return run_json([WITH_DISPLAY, *command, "turn"], environment)[0]

    found = lab.compare(walk, None, rounds=3, also={PAGE_PEER: show_page})
    peer = found[PAGE_PEER]
    for step, ms in found["ours"].items():
        both = {"ours": {"ms": ms}, PAGE_PEER: peer and {"ms": peer["turn_ms"]}}
        yield from lab.lines(f"app: window's thread held, longest: {step}", "ms", both, "ms")


def live(lab):
    command, environment = program(lab)
    if command is None:
        return

    def watch():
        inner = [WITH_DISPLAY, *command, "live", str(HERE / "steady.json")]
        result = run_json(inner, environment)[0]
        if result["events"] < 900 or result["frames"] < 1:
            raise Failure(f"the live view showed nothing: {result}")
        return {**result, "over": result["live"] - result["idle"]}

    def show_page():
        return run_json([WITH_DISPLAY, *command, "turn"], environment)[0]

    both = lab.compare(watch, None, rounds=5, also={PAGE_PEER: show_page})
    found = {"ours": both["ours"]}
    yield from lab.lines("app: events a second in the live view", "1/s", found, "events")
    yield from lab.lines("app: frames a second in the live view", "1/s", found, "frames")
    yield from lab.lines("app: share of a core, idle", "1", found, "idle")
    yield from lab.lines("app: share of a core for the live view beyond idle", "1", found, "over", goal=0.1)
    yield from lab.lines("app: event to pixel, longest", "ms", found, "old_ms", goal=50)
    yield from lab.lines("app: window's thread held, longest", "ms", both, "turn_ms", goal=8)
