#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-names.py INTERLEAVE: whatever the keyboard can reach has a name. Speaks TAP."""

import re
import sys

from person import Atspi, Skip, perform

LINKS_STAY_SINCE = (4, 24)

# GTK gives what has no name that of its class.
CLASS_NAME = re.compile("(Gtk|Adw|App)[A-Z][A-Za-z]*")


def is_part_of_button(node):
    """As what a drop-down shows of its list: the keyboard goes to the button, whatever is said of its parts."""
    return node.role == "panel" and any(other.role == "push button" for other in node.ancestors())


def has_name(node):
    """In a group with a title newer versions of libadwaita leave the name of the list to that."""
    names = [node.name]
    if node.role == "list":
        names += [other.name for other in node.ancestors() if other.role == "grouping"][:1]
    return any(name.strip() and CLASS_NAME.fullmatch(name) is None for name in names)


def is_reachable(node):
    """What has no room is not shown now, and cannot be reached."""
    return node.has(Atspi.StateType.FOCUSABLE) and not is_part_of_button(node) and node.is_shown()


def place(node):
    return str(node) if node.parent is None else f"{node} in {place(node.parent)}"


def expect_names(person):
    reachable = [node for node in person.nodes() if is_reachable(node)]
    nameless = [place(node) for node in reachable if not has_name(node)]
    assert len(reachable) > 5, f"only {len(reachable)} can be reached"
    assert not nameless, "\n".join(nameless)


def explore(person):
    expect_names(person)


def explore_after_a_run(person):
    person.activate("preset", "'deadlock'")
    person.reads("Deadlock: the tasks waited")
    expect_names(person)


def what_is_below_a_run(person):
    for tab in ("Log", "Table", "Command", "Figures"):
        person.turn_to(tab)
        expect_names(person)


def race(person):
    person.activate("race")
    expect_names(person)


def latency(person):
    person.activate("latency")
    person.expect("list item", "Main memory reference")
    expect_names(person)


def history(person):
    person.turn_to("History")
    person.expect("list item", "Deadlock")
    expect_names(person)


def expect_names_in(person, title):
    window = person.expect("frame", title)
    expect_names(person)
    person.press("push button", "Close", within=window)
    person.gone("frame", title)


def shortcuts(person):
    person.key("question", "Control")
    expect_names_in(person, "Keyboard Shortcuts")


def preferences(person):
    person.activate("preferences")
    expect_names_in(person, "Preferences")


def guide(person):
    person.activate("help")
    person.expect("label", "What happens at once")
    if person.screen.toolkit_version() >= LINKS_STAY_SINCE:
        expect_names(person)
        raise Skip("this GTK leaves the links of a label that goes on the bus, and dies of them")
    expect_names_in(person, "Guide")


perform([explore, explore_after_a_run, what_is_below_a_run, race, latency, history, shortcuts, preferences, guide],
        sys.argv[1])
