#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-narrow.py INTERLEAVE: all pages and a run in a window as narrow as a telephone's, and dark. Speaks TAP."""

import sys

from person import Atspi, perform

WIDTH, HEIGHT = 360, 640


def fits(person):
    """Nothing makes the window wider than it was asked to be."""
    _, _, width, height = person.content().room()
    assert width <= WIDTH and height <= HEIGHT, f"the window is {width} x {height}"


def find_tab(person, name):
    """That of the bar at the bottom, which is the last: the one in the title has no room here."""
    return [node for node in person.nodes() if node.role == "page tab" and node.name == name][-1]


def show_page(person, name):
    find_tab(person, name).act()
    person.wait(lambda: find_tab(person, name).has(Atspi.StateType.SELECTED), f"the page {name}")
    fits(person)


def show_every_page(person):
    for name in ("Race", "Latency", "History", "Explore"):
        show_page(person, name)


def choose_and_run(person):
    person.key("F9")
    person.fill_in("Duration", "300 ms")
    person.key("r", "Control")
    person.reads("waits overlapped: ")
    person.expect_shown("list", "Timeline")
    fits(person)


def find_the_run_in_the_history(person):
    show_page(person, "History")
    person.expect_shown("list item", "Sleep, Threads, ")
    fits(person)


perform([show_every_page, choose_and_run, find_the_run_in_the_history], sys.argv[1],
        settings={"window-width": WIDTH, "window-height": HEIGHT, "theme": "'dark'"})
