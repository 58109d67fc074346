#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-names.py INTERLEAVE: whatever the keyboard can reach has a name. Speaks TAP."""

import sys

from person import Atspi, perform


NAMELESS = ("Gtk", "Adw", "App")


def is_nameless(node):
    """GTK gives what has no name that of its class."""
    name = node.name
    return not name.strip() or (name.startswith(NAMELESS) and name.isalnum() and not name.islower())


def is_reachable(node):
    """What has no room is not shown now, and cannot be reached."""
    return node.has(Atspi.StateType.FOCUSABLE) and node.is_shown()


def place(node):
    return str(node) if node.parent is None else f"{node} in {place(node.parent)}"


def expect_names(person):
    nameless = [place(node) for node in person.nodes() if is_nameless(node) and is_reachable(node)]
    assert not nameless, "\n".join(nameless)


def explore(person):
    expect_names(person)


def explore_after_a_run(person):
    person.activate("preset", "'deadlock'")
    person.reads("Deadlock: the tasks waited")
    expect_names(person)


def what_is_below_a_run(person):
    for tab in ("Log", "Table", "Command", "Figures"):
        person.press("page tab", tab)
        expect_names(person)


def race(person):
    person.activate("race")
    expect_names(person)


def latency(person):
    person.activate("latency")
    person.expect("list item", "Main memory reference")
    expect_names(person)


def history(person):
    person.press("page tab", "History")
    person.expect("list item", "Deadlock")
    expect_names(person)


perform([explore, explore_after_a_run, what_is_below_a_run, race, latency, history], sys.argv[1])
