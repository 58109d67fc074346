#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window.py INTERLEAVE: goes through the program as a person would. Speaks TAP."""

import sys

from person import perform


def run_a_preset(person):
    person.activate("preset", "'deadlock'")
    person.reads("Deadlock · Threads")
    person.wait(lambda: person.find("push button", "Run"), "the run's end")


def visit_every_page(person):
    for name in ("Race", "Latency", "History", "Explore"):
        person.turn_to(name)


def measure_and_stop(person):
    person.activate("latency")
    person.press("push button", "Measure")
    person.press("push button", "Stop")
    person.reads("Stopped")
    person.expect("push button", "Measure")


def ask_twice_for_a_dialog(person):
    for action, title, page in (("preferences", "Preferences", "Latency"), ("about", "About", "Race")):
        person.activate(action)
        person.expect("frame", title)
        person.activate(action)
        person.activate(page.lower())
        person.wait(lambda page=page: person.is_at(page), f'the page "{page}", which was asked for last')
        assert sum(node.name == title for node in person.nodes() if node.role == "frame") == 1, f"{title} is there twice"


def read_the_scale(person):
    person.activate("latency")
    person.expect("list item", "Main memory reference. The source notes: 100 ns")
    person.expect("push button", "How to Measure")


def has_its_usual_size(person):
    """What was kept is none that a window can have."""
    _, _, width, _ = person.expect("frame", "Interleave").room()
    assert width >= 1270, f"it is {width} wide"


perform([has_its_usual_size, run_a_preset, visit_every_page, read_the_scale, measure_and_stop,
         ask_twice_for_a_dialog], sys.argv[1],
        settings={"window-width": "-100", "window-height": "1000000"})
