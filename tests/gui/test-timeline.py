#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-timeline.py INTERLEAVE: looks closer at a run, with the keyboard alone. Speaks TAP."""

import sys

from person import perform

SLEEPING = "task a: sleeping. It waits for a time to pass."
SLEEPING_TOO = "task b: sleeping. It waits for a time to pass."
RUNNING = "task a: running. It executes its steps."


def spans(person):
    """Those of the lane that are seen."""
    timeline = person.expect("list", "Timeline")
    return [node.name for node in person.nodes(timeline) if node.role == "list item"]


def sees_one_span(person):
    person.wait(lambda: len(spans(person)) == 1, "nothing else to be seen of the lane")


def sees_all_spans(person):
    person.wait(lambda: len(spans(person)) >= 3, "all of the lane to be seen")


def run_and_go_to_the_timeline(person):
    person.fill_in("Duration", "1 s")
    person.key("r", "Control")
    person.reads("waits overlapped: ")
    person.tab_to("push button", "Tasks")
    person.key("space")
    person.tab_to("list", "Timeline")
    sees_all_spans(person)


def go_from_span_to_span(person):
    person.key("Right")
    person.expect_focus("list item", SLEEPING)
    person.key("Right")
    person.expect_focus("list item", RUNNING)
    person.key("Left")
    person.expect_focus("list item", SLEEPING)
    person.key("Down")
    person.expect_focus("list item", SLEEPING_TOO)
    person.key("Up")
    person.expect_focus("list item", SLEEPING)


def zoom(person):
    for _ in range(8):
        person.key("w")
    sees_one_span(person)
    person.key("f")
    sees_all_spans(person)
    for _ in range(8):
        person.key("plus")
    sees_one_span(person)
    for _ in range(8):
        person.key("minus")
    sees_all_spans(person)


def undo_and_redo_it(person):
    person.key("f")
    sees_all_spans(person)
    for _ in range(8):
        person.key("w")
    sees_one_span(person)
    person.key("z", "Control")
    sees_all_spans(person)
    person.key("z", "Control", "Shift")
    sees_one_span(person)
    person.key("f")
    sees_all_spans(person)
    person.expect_focus("list item", SLEEPING)


def read_the_details(person):
    person.key("Return")
    person.expect_focus("push button", "What was before on this lane")
    person.key("Escape")
    person.expect_focus("list item", SLEEPING)


def select_a_range(person):
    person.key("Right", "Shift")
    person.key("Return")
    person.expect_focus("push button", "Zoom In")
    person.reads("Running at once")
    person.key("Escape")
    person.expect_focus("list item", SLEEPING)
    person.key("Escape")
    person.key("Return")
    person.expect_focus("push button", "What was before on this lane")


perform([run_and_go_to_the_timeline, go_from_span_to_span, zoom, undo_and_redo_it, read_the_details,
         select_a_range], sys.argv[1])
